package dev.logcast.hub;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.NoArchive;
import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.line.Lines;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import java.time.Duration;
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
        hub.subscribe(EVERYTHING, Start.NOW, "a", new Broken(error)).writable();
        hub.subscribe(EVERYTHING, Start.NOW, "b", good).writable();
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
        hub.subscribe(EVERYTHING, Start.NOW, "a", client).writable();
        for (int i = 0; i < 3; i++) {
            publish();
        }
        await(() -> client.text().equals("line 1\nline 2\nline 3\n"));
        assertThat(counted.get()).isPositive();

        telemetry.failing = false;
        publish();
        await(() -> client.text().endsWith("line 4\n"));
        await(() -> faults.lasting().isEmpty());
    }
}
