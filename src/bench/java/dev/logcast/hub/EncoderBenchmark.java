package dev.logcast.hub;

import dev.logcast.line.Level;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.StreamFormat;
import dev.logcast.wire.Utf8Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writing lines of 200 characters in one format: an operation is a line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EncoderBenchmark {
    private static final int LINES = 300;

    @Param({"json", "text", "ndjson"})
    private String format = "";

    private final List<LogLine> lines = new ArrayList<>();
    private FrameEncoder encoder;

    @Setup
    public void prepare() {
        StreamFormat wanted =
                switch (format) {
                    case "json" -> StreamFormat.sse(false, true);
                    case "text" -> StreamFormat.sse(true, true);
                    default -> StreamFormat.ndjson();
                };
        encoder = wanted.encoder("1kx3");
        SourceId source = new SourceId("app");
        Instant time = Instant.parse("2026-01-31T10:00:00.123Z");
        String filler = "handled a request of the shop: the basket was paid and is on its way ".repeat(3);
        for (int i = 0; i < LINES; i++) {
            String message = String.format("2026-01-31T10:00:00.123Z INFO [worker-%d] order %08d ", i % 16, i) + filler;
            String text = message.substring(0, 199);
            lines.add(new LogLine(new LineId(source, 0x3f2a1b2c, i * 200L), time, Level.INFO, text, text, null, false));
        }
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public int encode() {
        Utf8Buffer buffer = new Utf8Buffer(LINES * 512);
        for (int i = 0; i < LINES; i++) {
            encoder.line(buffer, lines.get(i), 1_000_000 + i);
        }
        return buffer.length();
    }
}
