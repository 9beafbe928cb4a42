package dev.logcast.hub;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.logcast.duty.Duty;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The heaviest queries that are allowed, beside a client that asks nothing: the pump, walked by hand, asks none of them. */
class HeavySubscriptionTest {
    private static final Subscription EVERYTHING = new Subscription(LineFilter.ALL, StreamFormat.text(false, false));
    private static final SourceId APP = new SourceId("app");
    private static final String LONG = "a".repeat(30_000);

    private Hub hub = new Hub("1kx3", HubSettings.DEFAULT, 1, Telemetry.NONE);
    private final List<Thread> threads = new ArrayList<>();
    private long published;

    private void publish(String... texts) {
        List<LogLine> lines = new ArrayList<>();
        for (String text : texts) {
            LineId id = new LineId(APP, 1, published + lines.size());
            lines.add(new LogLine(id, Instant.EPOCH, null, text, text, null, false));
        }
        hub.publish(new LineBatch(APP, published + 1, System.nanoTime(), lines));
        published += texts.length;
    }

    /** Each one different, so that nothing is shared. */
    private static Subscription heavy(int number) {
        String one = "/[a-z]{" + (109 - number) + "}[0-9]/";
        return subscription(String.join(" OR ", one, one, one, one) + " OR found");
    }

    private static Subscription subscription(String query) {
        try {
            return new Subscription(
                    LineFilter.ALL.with(Query.parse(query, Instant.EPOCH, ZoneOffset.UTC)),
                    StreamFormat.text(false, false));
        } catch (QuerySyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private FakeOutlet join(Subscription subscription, StreamStart start) throws HubFullException {
        FakeOutlet outlet = new FakeOutlet();
        hub.subscribe(subscription, start, "127.0.0.1", outlet).writable();
        walk();
        return outlet;
    }

    private void walk() {
        Pump pump = hub.pumpList().get(0);
        for (int i = 0; i < 1000 && pump.walk(System.nanoTime()); i++) {
            Thread.onSpinWait();
        }
    }

    /** Everything but the pump. */
    private void begin() {
        List<Duty> duties = new ArrayList<>(hub.readers());
        hub.pumps().stream().filter(duty -> duty.name().contains("lane")).forEach(duties::add);
        duties.forEach(duty -> threads.add(new Thread(duty, duty.name())));
        threads.forEach(Thread::start);
    }

    @AfterEach
    void end() throws InterruptedException {
        hub.stop(Duration.ZERO);
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void lightClientHasItsLineBeforeAnyHeavyQueryIsAsked() throws HubFullException {
        List<FakeOutlet> heavy = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            heavy.add(join(heavy(i), StreamStart.NOW));
        }
        FakeOutlet light = join(EVERYTHING, StreamStart.NOW);
        publish(LONG, "found it");
        walk();

        // No lane runs, and yet the walk ends.
        assertThat(light.text()).endsWith("found it\n");
        assertThat(heavy).allSatisfy(client -> assertThat(client.text()).isEmpty());

        begin();
        await(() -> {
            walk();
            return heavy.stream().allMatch(client -> client.text().equals("found it\n"));
        });
    }

    @Test
    void heavyClientHasEveryMatchingLineOnceAndInOrder() throws HubFullException {
        begin();
        FakeOutlet client = join(heavy(0), StreamStart.NOW);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            publish("found " + i, "b".repeat(300 + i), "a".repeat(110) + i % 10);
            expected.append("found ").append(i).append('\n');
            expected.append("a".repeat(110)).append(i % 10).append('\n');
            walk();
        }

        await(() -> {
            walk();
            return client.text().length() >= expected.length();
        });
        assertThat(client.text()).isEqualTo(expected.toString());
    }

    @Test
    void smallExpressionIsAskedAtOnce() throws HubFullException {
        FakeOutlet client = join(subscription("/[0-9]+ms/"), StreamStart.NOW);
        publish("took 12ms", "took long");
        walk();

        assertThat(client.text()).isEqualTo("took 12ms\n");
    }

    @Test
    void equalHeavyQueriesAreAskedOnce() throws HubFullException {
        FakeOutlet one = join(heavy(0), StreamStart.NOW);
        FakeOutlet other = join(heavy(0), StreamStart.NOW);
        publish(LONG, "found it");
        walk();
        begin();
        await(() -> {
            walk();
            return one.text().equals("found it\n") && other.text().equals("found it\n");
        });

        assertThat(one.writes.get(0)).as("encoded once for both").isSameAs(other.writes.get(0));
    }

    @Test
    void heavyClientThatFallsBehindIsToldSoAndNobodyElseLosesALine() throws HubFullException {
        hub = new Hub(
                "1kx3",
                new HubSettings(Duration.ofSeconds(15), Duration.ZERO, 20_000, Duration.ofSeconds(60), 100, 0),
                1,
                Telemetry.NONE);
        FakeOutlet heavy = join(heavy(0), StreamStart.NOW);
        FakeOutlet light = join(EVERYTHING, StreamStart.NOW);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            String text = "found " + i + ' ' + "b".repeat(1000);
            publish(text);
            all.append(text).append('\n');
            walk();
        }
        begin();
        await(() -> {
            walk();
            return heavy.text().contains("found 99 ");
        });

        assertThat(light.text()).isEqualTo(all.toString());
        // Lines that nobody has asked about were let go of: how many of them match is not known.
        assertThat(heavy.text()).startsWith("--- logcast: lines missing (slow-client)\n");
    }

    @Test
    void requestForLastLinesOfAHeavyQueryWaitsForNothing() throws HubFullException {
        publish("found 1");
        for (int i = 0; i < 30; i++) {
            publish("found not", LONG);
        }
        FakeOutlet client = join(heavy(0), StreamStart.tail(2));
        assertThat(client.text()).as("nobody has looked yet").isEmpty();

        begin();
        await(() -> {
            walk();
            return client.text().equals("found not\n".repeat(2));
        });
        publish("found 2");
        await(() -> {
            walk();
            return client.text().endsWith("found 2\n");
        });
    }

    @Test
    void soManyLookForTheirLastLinesAtATime() throws HubFullException {
        publish(LONG);
        for (int i = 0; i < 64; i++) {
            join(heavy(0), StreamStart.tail(2));
        }

        assertThatExceptionOfType(HubFullException.class)
                .isThrownBy(() -> join(heavy(0), StreamStart.tail(2)))
                .withMessageContaining("64")
                .satisfies(e -> assertThat(e.retryAfterSeconds()).isPositive());
        assertThat(hub.clients()).isEqualTo(64);
        assertThat(join(EVERYTHING, StreamStart.tail(1)).text())
                .as("others are not turned away")
                .isEqualTo(LONG + '\n');
    }

    @Test
    void searchForSomebodyWhoHasGoneEnds() throws HubFullException {
        publish(LONG);
        List<Subscriber> gone = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            gone.add(hub.subscribe(heavy(0), StreamStart.tail(2), "127.0.0.1", new FakeOutlet()));
        }
        gone.forEach(Subscriber::close);
        begin();

        await(() -> {
            try {
                join(heavy(0), StreamStart.tail(2));
                return true;
            } catch (HubFullException e) {
                return false;
            }
        });
    }

    @Test
    void streamThatHasNotBegunEndsWithTheServer() throws HubFullException {
        publish(LONG);
        Subscriber waiting = hub.subscribe(heavy(0), StreamStart.tail(2), "127.0.0.1", new FakeOutlet());
        waiting.writable();
        hub.stop(Duration.ofSeconds(1));
        walk();

        assertThat(waiting.closed()).isTrue();
    }
}
