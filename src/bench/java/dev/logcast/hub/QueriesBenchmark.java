package dev.logcast.hub;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.wire.StreamFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/**
 * Publishing a batch of a hundred lines, and walking a thousand clients with so many different queries, whose connections cost nothing:
 * an operation is a line. Each line matches one of 500 queries, and so goes to two clients; with one query, a line in 500 goes to
 * all of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class QueriesBenchmark {
    private static final int CLIENTS = 1000;
    private static final int ORDERS = 500;
    private static final int LINES = 100;

    @Param({"1", "500"})
    private int queries;

    @Param({"words", "field", "regex"})
    private String kind = "";

    private final List<List<LogLine>> batches = new ArrayList<>();
    private Hub hub;
    private Pump pump;
    private long sequence;
    private int next;

    @Setup
    public void join() throws Exception {
        hub = new Hub("1kx3", HubSettings.DEFAULT, 1, Telemetry.NONE);
        pump = hub.pumpList().get(0);
        for (int i = 0; i < CLIENTS; i++) {
            LineFilter filter = LineFilter.ALL.with(Query.parse(query(i % queries), Instant.EPOCH, ZoneOffset.UTC));
            hub.subscribe(
                            new Subscription(filter, StreamFormat.sse(false, true)),
                            StreamStart.NOW,
                            "127.0.0.1",
                            new Sink())
                    .writable();
        }
        RecordMasking masking = new RecordMasking(new MaskRules(MaskSettings.DEFAULT), Telemetry.NONE);
        Pipeline.Batch made = new Pipeline(InstantSource.system(), masking, Map.of())
                .batch(new SourceId("app"), 1, Instant.EPOCH, Instant.EPOCH);
        for (int i = 0; i < ORDERS; i += LINES) {
            List<LogLine> lines = new ArrayList<>();
            for (int order = i; order < i + LINES; order++) {
                lines.add(made.line(order, record(order), -1, false, null));
            }
            batches.add(lines);
        }
    }

    private String query(int number) {
        return switch (kind) {
            case "field" -> "order=" + number;
            case "regex" -> "/basket [a-z]+ " + number + "\\b/";
            default -> "basket \"order " + number + " \"";
        };
    }

    private static String record(int order) {
        return "{\"time\":\"2026-11-23T10:00:00.123Z\",\"level\":\"info\",\"logger\":\"com.example.shop.OrderService\",\"msg\":\"basket"
                + " order " + order + " was paid and is on its way\",\"order\":" + order
                + ",\"took_ms\":17,\"user\":{\"id\":4711,\"name\":\"anna\"}}";
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public boolean deliver() {
        List<LogLine> lines = batches.get(next++ % batches.size());
        hub.publish(new LineBatch(lines.get(0).id().source(), sequence + 1, System.nanoTime(), lines));
        sequence += LINES;
        return pump.walk(System.nanoTime());
    }
}
