package dev.logcast.hub;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.NoArchive;
import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.line.Attributes;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import dev.logcast.wire.StreamFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client's connection throws, and whatever counts, the pumps go on. */
@Timeout(60)
class FaultyClientTest {
    private static final Subscription EVERYTHING = new Subscription(LineFilter.ALL, StreamFormat.text(false, false));

    private final AtomicInteger counted = new AtomicInteger();
    private final Counting telemetry = new Counting();
    private final Faults faults = new Faults(telemetry);
    private final Hub hub = new Hub("1kx3", HubSettings.DEFAULT, 1, new NoArchive(), telemetry, faults);
    private final List<Duty> duties = new ArrayList<>(hub.pumps());
    private final List<Thread> threads = new ArrayList<>();
    private long published;

    private final class Counting implements Telemetry {
        volatile boolean failing;

        @Override
        public void fault(String part) {
            counted.incrementAndGet();
        }

        @Override
        public void delivered(Duration latency) {
            if (failing) {
                throw new IllegalStateException("no metrics");
            }
        }
    }

    /** A connection that breaks down by a fault of the server's. */
    private static final class Broken implements Outlet {
        private final Error fault;

        Broken(Error fault) {
            this.fault = fault;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            throw fault;
        }

        @Override
        public void flush() {
            throw fault;
        }

        @Override
        public void close() {
            throw fault;
        }
    }

    static List<Error> errors() {
        return List.of(new StackOverflowError(), new NoClassDefFoundError("a/B"), new OutOfMemoryError("heap"));
    }

    @BeforeEach
    void start() {
        duties.addAll(hub.readers());
        for (Duty duty : duties) {
            Thread thread = new Thread(duty);
            threads.add(thread);
            thread.start();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(duties).allMatch(duty -> duty.problem() == null);
        hub.stop(Duration.ofSeconds(1));
        for (Thread thread : threads) {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private void publish() {
        hub.publish(Lines.batch("app", ++published, 1, null));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void clientThatFailsLeavesTheOthersAlone(Error error) throws HubFullException {
        FakeOutlet good = new FakeOutlet();
        hub.subscribe(EVERYTHING, StreamStart.NOW, "a", new Broken(error)).writable();
        hub.subscribe(EVERYTHING, StreamStart.NOW, "b", good).writable();
        publish();
        await(() -> good.text().equals("line 1\n"));
        await(() -> counted.get() > 0);

        publish();
        await(() -> good.text().equals("line 1\nline 2\n"));
    }

    @Test
    void clientsAreServedWhereNothingCanBeCounted() throws HubFullException {
        telemetry.failing = true;
        FakeOutlet client = new FakeOutlet();
        hub.subscribe(EVERYTHING, StreamStart.NOW, "a", client).writable();
        for (int i = 0; i < 3; i++) {
            publish();
        }
        await(() -> client.text().equals("line 1\nline 2\nline 3\n"));
        await(() -> counted.get() > 0);

        telemetry.failing = false;
        publish();
        await(() -> client.text().endsWith("line 4\n"));
        await(() -> faults.lasting().isEmpty());
    }

    /** What a line has that cannot even be looked at. */
    private record Unreadable(Error fault) {
        @Override
        public String toString() {
            throw fault;
        }
    }

    private static Subscription asking(String query) throws QuerySyntaxException {
        LineFilter filter = LineFilter.ALL.with(Query.parse(query, Instant.EPOCH, ZoneOffset.UTC));
        return new Subscription(filter, StreamFormat.text(false, false));
    }

    private FakeOutlet join(Subscription subscription, StreamStart start) throws HubFullException {
        FakeOutlet client = new FakeOutlet();
        hub.subscribe(subscription, start, "a", client).writable();
        return client;
    }

    private interface Task {
        void run() throws Exception;
    }

    private static boolean fails(Task task) {
        try {
            task.run();
            return false;
        } catch (Throwable e) {
            return true;
        }
    }

    /** Streams that read the past, that look for their last lines, and whose queries are asked apart from the pumps. */
    @ParameterizedTest
    @MethodSource("errors")
    void readThatFailsEndsItsStreamAndNoThread(Error error) throws HubFullException, QuerySyntaxException {
        Subscription light = asking("f:x");
        Subscription heavy = asking("/[a-z]{200}[0-9]/ OR f:x");
        StreamStart past = new StreamStart(null, false, Instant.EPOCH, 0, null, ReplayPace.FULL);
        LogLine line = Lines.line("app", 1, null, "line 1");
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Attributes attributes =
                    new Attributes.Builder().put("f", new Unreadable(error)).build();
            lines.add(new LogLine(
                    line.id(), line.time(), null, line.message(), line.styled(), attributes, -1, null, false, false));
        }
        List<FakeOutlet> broken = new ArrayList<>();
        broken.add(join(heavy, StreamStart.NOW));
        hub.publish(new LineBatch(line.id().source(), 1, 0, lines));
        for (int i = 0; i < 6; i++) {
            broken.add(join(heavy, past));
            broken.add(join(heavy, StreamStart.tail(2)));
            assertThat(fails(() -> join(light, past))).isTrue();
        }
        await(() -> broken.stream().allMatch(client -> client.closed));
        assertThat(hub.clients()).isZero();

        published = lines.size();
        FakeOutlet good = join(EVERYTHING, past);
        FakeOutlet last = join(asking("/[a-z]{200}[0-9]/ OR line"), StreamStart.tail(2));
        FakeOutlet live = join(asking("/[a-z]{200}[0-9]/ OR line"), StreamStart.NOW);
        publish();
        await(() -> good.text().endsWith("line 201\n"));
        await(() -> last.text().endsWith("line 201\n"));
        await(() -> live.text().equals("line 201\n"));
    }
}
