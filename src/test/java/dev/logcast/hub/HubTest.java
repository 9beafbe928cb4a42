package dev.logcast.hub;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.logcast.line.Cursor;
import dev.logcast.line.Level;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.query.SourceGlob;
import dev.logcast.wire.StreamFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The hub with its pump walked by hand: nothing happens but what a test does. */
class HubTest {
    private static final String EPOCH = "1kx3";
    private static final Subscription EVERYTHING = new Subscription(LineFilter.ALL, StreamFormat.text(false, false));

    private Hub hub = new Hub(EPOCH, HubSettings.DEFAULT, 1, Telemetry.NONE);
    private long published;

    private static HubSettings settings(Duration heartbeat, Duration stall, int clients, int perAddress) {
        return new HubSettings(heartbeat, Duration.ZERO, 64_000_000, stall, clients, perAddress);
    }

    private void publish(String source, int lines, Level level) {
        hub.publish(Lines.batch(source, published + 1, lines, level));
        published += lines;
    }

    private void publish(int lines) {
        publish("app", lines, null);
    }

    private FakeOutlet join(Subscription subscription, StreamStart start) throws HubFullException {
        FakeOutlet outlet = new FakeOutlet();
        hub.subscribe(subscription, start, "127.0.0.1", outlet).writable();
        walk();
        return outlet;
    }

    private void walk() {
        walk(Duration.ZERO);
    }

    private void walk(Duration later) {
        Pump pump = hub.pumpList().get(0);
        for (int i = 0; i < 1000 && pump.walk(System.nanoTime() + later.toNanos()); i++) {
            Thread.onSpinWait();
        }
    }

    private static String lines(long... numbers) {
        StringBuilder text = new StringBuilder();
        LongStream.of(numbers)
                .forEach(number -> text.append("line ").append(number).append('\n'));
        return text.toString();
    }

    private static Cursor cursor(long sequence) {
        return new Cursor(EPOCH, sequence);
    }

    @Test
    void newClientGetsLinesFromNowOn() throws HubFullException {
        publish(3);
        FakeOutlet client = join(EVERYTHING, StreamStart.NOW);
        publish(2);
        walk();

        assertThat(client.text()).isEqualTo(lines(4, 5));
    }

    @Test
    void clientLearnsAtOnceThatItsStreamIsOpen() throws HubFullException {
        FakeOutlet client = join(EVERYTHING, StreamStart.NOW);

        assertThat(client.text()).isEmpty();
        assertThat(client.flushes).isEqualTo(1);
    }

    @Test
    void whatIsPendingLeavesInOneFlush() throws HubFullException {
        FakeOutlet client = join(EVERYTHING, StreamStart.NOW);
        int before = client.flushes;
        publish(2);
        publish(1);
        walk();

        assertThat(client.text()).isEqualTo(lines(1, 2, 3));
        assertThat(client.flushes - before).isEqualTo(1);
    }

    @Test
    void whatIsPendingIsOneWriteOfBytesThatClientsShare() throws HubFullException {
        FakeOutlet one = join(EVERYTHING, StreamStart.NOW);
        FakeOutlet other = join(EVERYTHING, StreamStart.NOW);
        FakeOutlet behind = new FakeOutlet();
        Subscriber slow = hub.subscribe(EVERYTHING, StreamStart.NOW, "a", behind);
        publish(2);
        publish(1);
        walk();
        publish(1);
        publish(1);
        slow.writable();
        walk();

        assertThat(one.writes).hasSize(2);
        assertThat(behind.text()).isEqualTo(lines(1, 2, 3, 4, 5));
        assertThat(behind.writes).hasSize(1);
        assertThat(one.writes.get(0)).isSameAs(other.writes.get(0)).isSameAs(behind.writes.get(0));
    }

    @Test
    void clientThatIsWritableAgainIsServedWithoutWalkingAll() throws HubFullException {
        FakeOutlet stuck = new FakeOutlet();
        stuck.room(0);
        Subscriber subscriber = hub.subscribe(EVERYTHING, StreamStart.NOW, "a", stuck);
        subscriber.writable();
        FakeOutlet other = join(EVERYTHING, StreamStart.NOW);
        publish(1);
        walk();
        int asked = other.asked;
        stuck.room(Long.MAX_VALUE);
        subscriber.writable();
        walk();

        assertThat(stuck.text()).isEqualTo(lines(1));
        assertThat(other.asked).isEqualTo(asked);
    }

    @Test
    void clientResumesExactlyBehindItsCursorEvenInsideABatch() throws HubFullException {
        publish(3);
        publish(3);

        assertThat(join(EVERYTHING, StreamStart.after(cursor(2))).text()).isEqualTo(lines(3, 4, 5, 6));
        assertThat(join(EVERYTHING, StreamStart.after(cursor(3))).text()).isEqualTo(lines(4, 5, 6));
        assertThat(join(EVERYTHING, StreamStart.after(cursor(0))).text()).isEqualTo(lines(1, 2, 3, 4, 5, 6));
        assertThat(join(EVERYTHING, StreamStart.after(cursor(6))).text()).isEmpty();
    }

    private static final Subscription EVENTS = new Subscription(LineFilter.ALL, StreamFormat.sse(false, true));
    private static final String LIVE = "event: logcast:live\ndata: {}\n\n";

    @Test
    void whoAsksForThePastIsToldOnceWhenItHasIt() throws HubFullException {
        publish(5);
        FakeOutlet tail = join(EVENTS, StreamStart.tail(3));
        FakeOutlet cursor = join(EVENTS, StreamStart.after(cursor(2)));
        FakeOutlet since = join(EVENTS, new StreamStart(null, false, Instant.EPOCH, 0, null, ReplayPace.FULL));
        publish(1);
        walk();

        for (FakeOutlet client : List.of(tail, cursor)) {
            assertThat(client.text().split(Pattern.quote(LIVE), -1)).hasSize(2);
            assertThat(client.text().substring(client.text().indexOf(LIVE)))
                    .contains("line 6")
                    .doesNotContain("line 5");
        }
        assertThat(since.text()).doesNotContain(LIVE);
        read(since, hub);
        assertThat(since.text().substring(since.text().indexOf(LIVE))).doesNotContain("line 5");
        assertThat(since.text().split(Pattern.quote(LIVE), -1)).hasSize(2);
    }

    /** Lets the readers of the past have one turn after another, and the pump what they read. */
    private void read(FakeOutlet client, Hub of) {
        Thread reader = new Thread(of.readers().get(0));
        reader.start();
        await(() -> {
            walk();
            return client.text().contains(LIVE);
        });
        reader.interrupt();
    }

    @Test
    void whoAsksForNothingOfThePastIsNotToldThatItIsLive() throws HubFullException {
        publish(2);
        FakeOutlet client = join(EVENTS, StreamStart.NOW);
        FakeOutlet text = join(EVERYTHING, StreamStart.tail(1));
        publish(1);
        walk();

        assertThat(client.text()).doesNotContain("logcast:live");
        assertThat(text.text()).isEqualTo(lines(2, 3));
    }

    @Test
    void whoHasAskedForLinesThatAreNotThereIsLiveAtOnce() throws HubFullException {
        FakeOutlet client = join(EVENTS, StreamStart.tail(3));

        assertThat(client.text()).endsWith(LIVE);
    }

    @Test
    void gapSaysBetweenWhichTimesLinesAreMissing() throws HubFullException {
        publishAt("2026-11-23T10:00:01Z");
        lose(1, 2);
        publishAt("2026-11-23T10:00:05Z");
        FakeOutlet loss = join(EVENTS, StreamStart.tail(10));
        FakeOutlet skips = join(EVENTS, new StreamStart(cursor(1), true, 0));

        String between = "\"since\":\"2026-11-23T10:00:01.000Z\",\"until\":\"2026-11-23T10:00:05.000Z\"}";
        assertThat(loss.text()).contains("\"to\":\"1kx3-4\"," + between);
        assertThat(skips.text()).contains("\"reason\":\"skipped\"", between);
    }

    private void publishAt(String time) {
        LogLine line = Lines.line("app", published, null, "line " + ++published);
        LogLine timed = new LogLine(line.id(), Instant.parse(time), null, line.message(), line.styled(), null, false);
        hub.publish(new LineBatch(line.id().source(), published, 0, List.of(timed)));
    }

    @Test
    void gapOfAForeignCursorHasNoBeginning() throws HubFullException {
        publish(2);
        FakeOutlet client = join(EVENTS, StreamStart.after(Cursor.FOREIGN));

        assertThat(client.text())
                .contains("{\"reason\":\"unknown-cursor\",\"to\":\"1kx3-0\",\"until\":\"")
                .doesNotContain("\"-0\"");
    }

    @Test
    void tailCountsMatchingLinesOnly() throws HubFullException {
        publish("app", 2, Level.ERROR);
        publish("other", 5, Level.ERROR);
        publish("app", 2, Level.INFO);
        Subscription errors = new Subscription(new LineFilter(List.of(), Level.WARN), EVERYTHING.format());
        Subscription app = new Subscription(new LineFilter(List.of(new SourceGlob("app")), null), EVERYTHING.format());

        assertThat(join(EVERYTHING, StreamStart.tail(3)).text()).isEqualTo(lines(7, 8, 9));
        assertThat(join(app, StreamStart.tail(3)).text()).isEqualTo(lines(2, 8, 9));
        assertThat(join(errors, StreamStart.tail(6)).text()).isEqualTo(lines(2, 3, 4, 5, 6, 7));
        assertThat(join(EVERYTHING, StreamStart.tail(100)).text()).isEqualTo(lines(1, 2, 3, 4, 5, 6, 7, 8, 9));
    }

    @Test
    void cursorOfAnotherRunIsAGapAndThenAllThatThisRunHolds() throws HubFullException {
        publish(3);
        Subscription sse = new Subscription(LineFilter.ALL, StreamFormat.sse(true, false));

        FakeOutlet client = join(sse, StreamStart.after(new Cursor("other", 2)));
        publish(1);
        walk();

        assertThat(client.text())
                .isEqualTo("retry: 1000\nid: 1kx3-0\n\n"
                        + "id: 1kx3-0\nevent: logcast:gap\n"
                        + "data: {\"reason\":\"unknown-cursor\",\"from\":\"other-2\",\"to\":\"1kx3-0\","
                        + "\"until\":\"2026-11-23T10:00:00.123Z\"}\n\n"
                        + "id: 1kx3-1\ndata: line 1\n\n"
                        + "id: 1kx3-2\ndata: line 2\n\n"
                        + "id: 1kx3-3\ndata: line 3\n\n"
                        + "event: logcast:live\ndata: {}\n\n"
                        + "id: 1kx3-4\ndata: line 4\n\n");
    }

    @Test
    void fullHubFindsOutSoonWhoHasGone() throws HubFullException {
        hub = new Hub(EPOCH, settings(Duration.ofHours(1), Duration.ofHours(1), 2, 0), 1, Telemetry.NONE);
        Subscription events = new Subscription(LineFilter.ALL, StreamFormat.sse(false, false));
        FakeOutlet gone = join(events, StreamStart.NOW);
        FakeOutlet there = join(events, StreamStart.NOW);
        gone.breakDown();
        walk(Duration.ofSeconds(2));
        assertThat(gone.closed).as("nobody was turned away").isFalse();

        assertThatExceptionOfType(HubFullException.class).isThrownBy(() -> join(events, StreamStart.NOW));
        walk(Duration.ofSeconds(3));

        assertThat(gone.closed).isTrue();
        assertThat(there.text()).endsWith(":\n\n");
        assertThat(join(events, StreamStart.NOW).closed).isFalse();
        walk(Duration.ofMinutes(1));
        assertThat(there.text().split(":\n\n", -1)).as("at rest again").hasSize(2);
    }

    @Test
    void cursorOfAnotherRunBeginsAtTheOldestLineHeld() throws HubFullException {
        hub = new Hub(EPOCH, HubSettings.DEFAULT.recentBytes(1_000), 1, Telemetry.NONE);
        for (int i = 0; i < 100; i++) {
            publish(1);
        }

        assertThat(join(EVERYTHING, StreamStart.after(new Cursor("other", 200))).text())
                .isEqualTo("--- logcast: lines missing (unknown-cursor)\n" + lines(98, 99, 100));
    }

    @Test
    void cursorOfAnotherRunThatSkipsIsAGapAndThenLive() throws HubFullException {
        publish(3);

        FakeOutlet client = join(EVERYTHING, new StreamStart(new Cursor("other", 2), true, 0));
        publish(1);
        walk();

        assertThat(client.text()).endsWith("(unknown-cursor)\n" + lines(4));
    }

    @Test
    void cursorOfTheFutureIsUnknown() throws HubFullException {
        assertThat(join(EVERYTHING, StreamStart.after(cursor(5))).text()).contains("unknown-cursor");
    }

    @Test
    void skippingSaysExactlyWhatLiesBetween() throws HubFullException {
        publish("app", 3, Level.ERROR);
        publish("app", 4, Level.INFO);
        Subscription errors = new Subscription(new LineFilter(List.of(), Level.ERROR), EVERYTHING.format());

        assertThat(join(EVERYTHING, new StreamStart(cursor(1), true, 0)).text())
                .isEqualTo("--- logcast: 6 lines missing (skipped)\n");
        assertThat(join(errors, new StreamStart(cursor(1), true, 0)).text())
                .isEqualTo("--- logcast: 2 lines missing (skipped)\n");
        assertThat(join(errors, new StreamStart(cursor(4), true, 0)).text()).isEmpty();
    }

    @Test
    void slowClientIsToldExactlyWhatItMissedAndTheOthersMissNothing() throws HubFullException {
        hub = new Hub(EPOCH, HubSettings.DEFAULT.recentBytes(20_000), 1, Telemetry.NONE);
        Subscription errors = new Subscription(new LineFilter(List.of(), Level.ERROR), EVERYTHING.format());
        FakeOutlet fast = join(EVERYTHING, StreamStart.NOW);
        FakeOutlet slow = new FakeOutlet();
        slow.room(1);
        Subscriber slowSubscriber = hub.subscribe(errors, StreamStart.NOW, "127.0.0.1", slow);
        slowSubscriber.writable();
        List<Long> wanted = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Level level = i % 3 == 0 ? Level.ERROR : Level.INFO;
            publish("app", 2, level);
            walk();
            if (level == Level.ERROR) {
                wanted.add(published - 1);
                wanted.add(published);
            }
        }
        slow.room(Long.MAX_VALUE);
        slowSubscriber.writable();
        walk();

        assertThat(fast.text()).isEqualTo(lines(LongStream.rangeClosed(1, 800).toArray()));
        assertAccountsForAll(slow.text(), wanted);
        assertThat(slow.text()).contains("slow-client");
    }

    /** Lines received and lines declared missing are together, in order, all that were wanted. */
    private static void assertAccountsForAll(String text, List<Long> wanted) {
        int at = 0;
        for (String line : text.lines().toList()) {
            var gap = Pattern.compile("--- logcast: (\\d+) lines? missing .*").matcher(line);
            if (gap.matches()) {
                at += Integer.parseInt(gap.group(1));
            } else {
                assertThat(line).isEqualTo("line " + wanted.get(at));
                at++;
            }
        }
        assertThat(at).isEqualTo(wanted.size());
    }

    @Test
    void linesAndGapsAccountForEveryLineWhateverTheRhythm() throws HubFullException {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            published = 0;
            hub = new Hub(EPOCH, HubSettings.DEFAULT.recentBytes(5_000), 1, Telemetry.NONE);
            Level minimum = random.nextBoolean() ? Level.WARN : null;
            Subscription subscription = new Subscription(new LineFilter(List.of(), minimum), EVERYTHING.format());
            publish("app", 1 + random.nextInt(30), Level.INFO);
            FakeOutlet outlet = new FakeOutlet();
            Subscriber subscriber = hub.subscribe(subscription, StreamStart.NOW, "a", outlet);
            List<Long> wanted = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        Level level = random.nextBoolean() ? Level.ERROR : Level.INFO;
                        long first = published + 1;
                        publish("app", 1 + random.nextInt(12), level);
                        if (minimum == null || level == Level.ERROR) {
                            LongStream.rangeClosed(first, published).forEach(wanted::add);
                        }
                    }
                    case 1 -> {
                        outlet.room(random.nextInt(40));
                        subscriber.writable();
                    }
                    default -> hub.pumpList().get(0).walk(System.nanoTime());
                }
            }
            // The last one may be due to a gap less than a second before: stopping does not wait for it.
            outlet.room(Long.MAX_VALUE);
            subscriber.writable();
            hub.stop(Duration.ofSeconds(10));
            hub.pumps().get(0).run();

            assertAccountsForAll(outlet.text(), wanted);
        }
    }

    @Test
    void clientBehindTheRingAtItsReturnIsToldHowManyLinesAreGone() throws HubFullException {
        hub = new Hub(EPOCH, HubSettings.DEFAULT.recentBytes(1_000), 1, Telemetry.NONE);
        for (int i = 0; i < 100; i++) {
            publish(1);
        }

        String text = join(EVERYTHING, StreamStart.after(cursor(10))).text();

        assertAccountsForAll(text, LongStream.rangeClosed(11, 100).boxed().toList());
        assertThat(text).startsWith("--- logcast: ").contains("retention");
    }

    @Test
    void clientThatTakesNothingForTooLongIsClosed() throws HubFullException {
        hub = new Hub(EPOCH, settings(Duration.ofSeconds(15), Duration.ofMillis(1), 10, 0), 1, Telemetry.NONE);
        FakeOutlet stuck = new FakeOutlet();
        stuck.room(0);
        hub.subscribe(EVERYTHING, StreamStart.NOW, "a", stuck).writable();
        publish(1);
        walk(Duration.ofSeconds(1));

        assertThat(stuck.closed).isTrue();
        assertThat(hub.clients()).isZero();
    }

    @Test
    void brokenConnectionIsClosedAndItsSubscriptionGoes() throws HubFullException {
        FakeOutlet client = join(EVERYTHING, StreamStart.NOW);
        assertThat(hub.subscriptions()).isEqualTo(1);
        client.breakDown();
        publish(1);
        walk();

        assertThat(client.closed).isTrue();
        assertThat(hub.clients()).isZero();
        assertThat(hub.subscriptions()).isZero();
    }

    @Test
    void silentStreamSaysThatItIsThere() throws HubFullException {
        hub = new Hub(EPOCH, settings(Duration.ofMillis(1), Duration.ofSeconds(60), 10, 0), 1, Telemetry.NONE);
        FakeOutlet events = join(new Subscription(LineFilter.ALL, StreamFormat.sse(false, true)), StreamStart.NOW);
        FakeOutlet text = join(EVERYTHING, StreamStart.NOW);
        text.gone = true;
        walk(Duration.ofSeconds(1));

        assertThat(events.text()).endsWith("\n\n:\n\n");
        assertThat(text.closed).isTrue();
    }

    @Test
    void limitsOfClientsNameWhatIsFull() throws HubFullException {
        hub = new Hub(EPOCH, settings(Duration.ofSeconds(15), Duration.ofSeconds(60), 2, 1), 1, Telemetry.NONE);
        Subscriber first = hub.subscribe(EVERYTHING, StreamStart.NOW, "a", new FakeOutlet());
        assertThatExceptionOfType(HubFullException.class)
                .isThrownBy(() -> hub.subscribe(EVERYTHING, StreamStart.NOW, "a", new FakeOutlet()))
                .withMessageContaining("max-clients-per-address");
        hub.subscribe(EVERYTHING, StreamStart.NOW, "b", new FakeOutlet());
        assertThatExceptionOfType(HubFullException.class)
                .isThrownBy(() -> hub.subscribe(EVERYTHING, StreamStart.NOW, "c", new FakeOutlet()))
                .withMessageContaining("max-clients)");
        first.close();

        assertThat(hub.subscribe(EVERYTHING, StreamStart.NOW, "a", new FakeOutlet())
                        .closed())
                .isFalse();
    }

    @Test
    void linesAreCollectedForAsLongAsIsSet() throws Exception {
        HubSettings collecting = new HubSettings(
                Duration.ofSeconds(15), Duration.ofMillis(200), 64_000_000, Duration.ofSeconds(60), 10, 0);
        hub = new Hub(EPOCH, collecting, 1, Telemetry.NONE);
        FakeOutlet client = new FakeOutlet();
        hub.subscribe(EVERYTHING, StreamStart.NOW, "127.0.0.1", client).writable();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        threads.execute(hub.pumps().get(0));
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            publish(1);
            Thread.sleep(5);
        }
        hub.stop(Duration.ofSeconds(5));
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        long millis = (System.nanoTime() - start) / 1_000_000;

        assertThat(client.text()).startsWith(lines(1, 2, 3)).endsWith(lines(99, 100));
        assertThat(client.flushes).isLessThanOrEqualTo((int) (millis / 200) + 3);
    }

    @Test
    void stoppingLetsEveryoneHaveWhatIsPendingAndSaysWhenToComeBack() throws Exception {
        FakeOutlet client = join(new Subscription(LineFilter.ALL, StreamFormat.sse(true, false)), StreamStart.NOW);
        FakeOutlet stuck = new FakeOutlet();
        stuck.room(0);
        hub.subscribe(EVERYTHING, StreamStart.NOW, "a", stuck).writable();
        publish(1);
        hub.stop(Duration.ofSeconds(1));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        thread.execute(hub.pumps().get(0));
        thread.shutdown();

        assertThat(thread.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(client.text()).containsPattern("line 1\n\n: .*\nretry: \\d+\n\n$");
        assertThat(client.closed && stuck.closed).isTrue();
        assertThat(hub.clients()).isZero();
    }

    @Test
    void clientsOfOneSubscriptionShareItsFrames() throws HubFullException {
        FakeOutlet one = join(EVERYTHING, StreamStart.NOW);
        FakeOutlet other = join(EVERYTHING, StreamStart.NOW);
        publish(5);
        walk();

        assertThat(hub.subscriptions()).isEqualTo(1);
        assertThat(one.text()).isEqualTo(other.text()).isEqualTo(lines(1, 2, 3, 4, 5));
    }

    @Test
    void linesLongerThanAWriteArriveWhole() throws HubFullException {
        FakeOutlet client = join(EVERYTHING, StreamStart.NOW);
        String megabyte = "語".repeat(350_000);
        LogLine line = Lines.line("app", 0, null, megabyte);
        hub.publish(new LineBatch(new SourceId("app"), 1, 0, List.of(line)));
        walk();

        assertThat(client.text()).isEqualTo(megabyte + "\n");
    }

    private void lose(int errors, int infos) {
        List<LogLine> missing = new ArrayList<>();
        for (int i = 0; i < errors + infos; i++) {
            missing.add(Lines.line("app", i, i < errors ? Level.ERROR : Level.INFO, "too much"));
        }
        LineBatch loss = LineBatch.loss(new SourceId("app"), published + 1, 0, "rate-limit", LevelCounts.of(missing));
        hub.publish(loss);
        published = loss.lastSequence();
    }

    @Test
    void lossSaysHowManyOfTheLinesThatAClientWantsAreMissing() throws HubFullException {
        Subscription errors = new Subscription(new LineFilter(List.of(), Level.ERROR), EVERYTHING.format());
        FakeOutlet everything = join(EVERYTHING, StreamStart.NOW);
        FakeOutlet severe = join(errors, StreamStart.NOW);
        lose(2, 3);
        lose(0, 4);
        walk();
        assertThat(everything.text())
                .isEqualTo("--- logcast: 5 lines missing (rate-limit)\n--- logcast: 4 lines missing (rate-limit)\n");
        assertThat(severe.text()).isEqualTo("--- logcast: 2 lines missing (rate-limit)\n");
    }

    @Test
    void lossThatIsOvertakenIsCountedInTheGap() throws HubFullException {
        hub = new Hub(EPOCH, HubSettings.DEFAULT.recentBytes(1), 1, Telemetry.NONE);
        FakeOutlet slow = join(EVERYTHING, StreamStart.NOW);
        publish(1);
        lose(2, 3);
        publish(1);
        walk();
        assertThat(slow.text()).startsWith("--- logcast: 6 lines missing (slow-client)\n");
    }
}
