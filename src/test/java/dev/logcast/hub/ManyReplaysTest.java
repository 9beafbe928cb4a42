package dev.logcast.hub;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.duty.Duty;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Lines;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.wire.StreamFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients that ask for what was, beside one that does not; the pump is walked by hand, readers have their threads. */
class ManyReplaysTest {
    private static final Subscription EVERYTHING = new Subscription(LineFilter.ALL, StreamFormat.text(false, false));
    private static final StreamStart LONG_AGO = new StreamStart(null, false, Instant.EPOCH, 0, null, ReplayPace.FULL);
    private static final int MANY = 100;

    private final Hub hub = new Hub("1kx3", HubSettings.DEFAULT, 1, Telemetry.NONE);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> order = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        hub.stop(Duration.ZERO);
        while (hub.pumpList().get(0).walk(System.nanoTime())) {
            Thread.onSpinWait();
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private void read() {
        for (Duty reader : hub.readers()) {
            threads.execute(reader);
        }
    }

    private void walk() {
        hub.pumpList().get(0).walk(System.nanoTime());
    }

    private void publish(long sequence, String message) {
        hub.publish(new LineBatch(
                new SourceId("app"), sequence, 0, List.of(Lines.line("app", sequence * 10, null, message))));
    }

    /** Takes its time, and notes whose turn it was. */
    private final class SlowOutlet extends FakeOutlet {
        private final String name;

        SlowOutlet(String name) {
            this.name = name;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            order.add(name);
            long began = System.nanoTime();
            while (System.nanoTime() - began < 2_000_000) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whoIsOnTimeHasHisTurnBeforeAllThatCatchUpHaveTheirs() throws Exception {
        publish(1, "x".repeat(100_000));
        FakeOutlet live = new SlowOutlet("live");
        hub.subscribe(EVERYTHING, StreamStart.NOW, "a", live).writable();
        for (int i = 0; i < MANY; i++) {
            hub.subscribe(EVERYTHING, LONG_AGO, "a", new SlowOutlet("past")).writable();
        }
        read();
        await(() -> {
            walk();
            return order.size() >= 10;
        });
        assertThat(order).doesNotContain("live");
        order.clear();

        publish(2, "now");
        walk();

        // A few have caught up by then, and are on time like it.
        assertThat(order.indexOf("live")).isBetween(0, 9);
        await(() -> {
            walk();
            return order.stream().filter("past"::equals).count() >= MANY - 10;
        });
    }

    @Test
    void thoseWhoseClientsTakeNothingKeepNobodyFromReading() throws Exception {
        publish(1, "x".repeat(100_000));
        for (int i = 0; i < MANY; i++) {
            // Takes its first portion and no flush.
            FakeOutlet stuck = new FakeOutlet();
            stuck.room(32 * 1024);
            hub.subscribe(EVERYTHING, LONG_AGO, "a", stuck).writable();
        }
        read();
        FakeOutlet reading = new FakeOutlet();
        hub.subscribe(EVERYTHING, LONG_AGO, "a", reading).writable();

        await(() -> {
            walk();
            return reading.text().length() >= 100_000;
        });
    }

    @Test
    void whereTheyHoldTooMuchThoseGiveWayWhoHaveTakenNothingForLongest() throws Exception {
        // Each holds a line of a megabyte, and all may hold 32 MB.
        publish(1, "x".repeat(1_000_000));
        List<FakeOutlet> stuck = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            FakeOutlet outlet = new FakeOutlet();
            outlet.room(1);
            stuck.add(outlet);
            hub.subscribe(EVERYTHING, LONG_AGO, "a", outlet).writable();
        }
        read();

        await(() -> {
            walk();
            return stuck.stream().allMatch(outlet -> !outlet.writes.isEmpty());
        });
        // The first ones have waited for no time: nobody gives way yet.
        FakeOutlet reading = new FakeOutlet();
        await(new java.util.function.BooleanSupplier() {
            private final long until = System.nanoTime() + 1_100_000_000L;

            @Override
            public boolean getAsBoolean() {
                walk();
                return System.nanoTime() - until > 0;
            }
        });
        hub.subscribe(EVERYTHING, LONG_AGO, "a", reading).writable();
        await(() -> {
            walk();
            return reading.text().length() > 1_000_000;
        });

        assertThat(stuck.stream().filter(outlet -> outlet.closed)).hasSizeBetween(1, MANY - 10);
        assertThat(reading.closed).isFalse();
    }
}
