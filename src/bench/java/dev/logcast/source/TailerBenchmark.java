package dev.logcast.source;

import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.file.Siblings;
import dev.logcast.source.find.FoundFile;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Reading, framing and decoding one file of lines of 200 bytes into records: an operation is a megabyte (10^6 bytes). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TailerBenchmark {
    private static final int MEGABYTES = 100;
    private static final int LINE_BYTES = 200;

    @Param({"auto", "none"})
    private String multiline = "";

    private final ReadBuffer buffer = new ReadBuffer(SourceSpec.DEFAULT_MAX_RECORD_BYTES);
    private Path file;
    private SourceSpec spec;

    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("logcast", ".log");
        String filler = "handled a request of the shop: the basket was paid and is on its way ".repeat(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; lines.length() < MEGABYTES * 1_000_000; i++) {
            String line = String.format("2026-01-31T10:00:00.%03dZ INFO [worker-%d] order %08d ", i % 1000, i % 16, i);
            lines.append(line).append(filler, 0, LINE_BYTES - 1 - line.length()).append('\n');
        }
        Files.writeString(file, lines, StandardCharsets.US_ASCII);
        spec = new SourceSpec(
                "app",
                List.of(PathGlob.parse(file.toString())),
                List.of(),
                StartPosition.BEGINNING,
                StandardCharsets.UTF_8,
                Multiline.parse(multiline),
                Duration.ofSeconds(5),
                SourceSpec.DEFAULT_MAX_RECORD_BYTES);
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public void read(Blackhole sink) throws IOException {
        RecordListener listener = new RecordListener() {
            @Override
            public void onRecords(RecordBatch batch) {
                sink.consume(batch);
            }

            @Override
            public void onLoss(SourceId source) {
                throw new IllegalStateException("nothing was lost");
            }
        };
        FoundFile found = FoundFile.at(file, spec, new SourceId("app"));
        try (Tailer tailer = new Tailer(found, null, listener, Checkpoints.none(), new Siblings())) {
            tailer.startAt(StartPosition.BEGINNING);
            while (tailer.poll(buffer)) {
                Thread.onSpinWait();
            }
        }
    }
}
