package dev.logcast.hub;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.query.SourceGlob;
import dev.logcast.wire.StreamFormat;
import java.time.Instant;
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

/**
 * Publishing one line and walking a thousand clients, whose connections cost nothing: an operation is a client. With 500
 * subscriptions, each of two clients, all of which want the line.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PumpBenchmark {
    private static final int CLIENTS = 1000;

    @Param({"1", "500"})
    private int subscriptions;

    private Hub hub;
    private Pump pump;
    private LogLine line;
    private long sequence;

    @Setup
    public void join() throws HubFullException {
        hub = new Hub("1kx3", HubSettings.DEFAULT, 1, Telemetry.NONE);
        pump = hub.pumpList().get(0);
        for (int i = 0; i < CLIENTS; i++) {
            int number = i % subscriptions;
            LineFilter filter = number == 0
                    ? LineFilter.ALL
                    : new LineFilter(List.of(new SourceGlob("app"), new SourceGlob("other-" + number)), null);
            hub.subscribe(
                            new Subscription(filter, StreamFormat.sse(false, true)),
                            StreamStart.NOW,
                            "127.0.0.1",
                            new Sink())
                    .writable();
        }
        String text = "handled a request of the shop: the basket was paid and is on its way ".repeat(3);
        line = new LogLine(
                new LineId(new SourceId("app"), 0x3f2a1b2c, 0), Instant.EPOCH, null, text, text, null, false);
    }

    @Benchmark
    @OperationsPerInvocation(CLIENTS)
    public boolean deliver() {
        hub.publish(new LineBatch(line.id().source(), ++sequence, System.nanoTime(), List.of(line)));
        return pump.walk(System.nanoTime());
    }
}
