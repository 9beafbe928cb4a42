package dev.logcast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.hub.HubFullException;
import dev.logcast.hub.ReplayPace;
import dev.logcast.hub.StreamStart;
import dev.logcast.hub.Subscription;
import dev.logcast.line.Level;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Queries;
import dev.logcast.query.SourceGlob;
import dev.logcast.wire.StreamFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a client's lines come from first the archive, then memory, then as they are published: it cannot tell. Clients join at random
 * places of a busy stream, with all kinds of filters, some of them too slow for it.
 */
@Timeout(600)
class SeamTest {
    private static final int CLIENTS = Boolean.getBoolean("logcast.soak") ? 200 : 20;
    private static final int AT_A_TIME = 8;
    private static final int LINES_PER_SECOND = 20_000;
    private static final int PUBLISHERS = 3;

    /** Less than half a second of the stream. */
    private static final long RECENT_BYTES = 2_000_000;

    private static final int FARTHEST_BACK = 100_000;
    private static final int LONGEST_STAY_MILLIS = 3000;
    private static final ArchiveSettings SMALL =
            new ArchiveSettings(10_000_000_000L, Duration.ofDays(7), 32_000, 400_000, 4_000_000);

    private static final List<LineFilter> FILTERS = List.of(
            LineFilter.ALL,
            LineFilter.ALL,
            new LineFilter(List.of(), Level.WARN),
            new LineFilter(List.of(new SourceGlob("web")), null),
            new LineFilter(List.of(new SourceGlob("jobs/*")), Level.ERROR),
            LineFilter.ALL.with(Queries.query("timeout")),
            LineFilter.ALL.with(Queries.query("-timeout level>=info")),
            LineFilter.ALL.with(Queries.query("source:app (/0f[0-9]/ OR level:error)")),
            LineFilter.ALL.with(Queries.query("occurs-nowhere")));

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        later.shutdownNow();
    }

    @Test
    void everyClientHasEveryMatchingLineOnceAndInOrderWhereverItJoins() throws Exception {
        try (LineFlow flow = new LineFlow(directory, SMALL, RECENT_BYTES)) {
            flow.start(PUBLISHERS, LINES_PER_SECOND, seed);
            Await.await(() -> flow.newest() > 2 * LINES_PER_SECOND);
            List<Visit> visits = new ArrayList<>();
            long lines = 0;
            for (int i = 0; i < CLIENTS; i++) {
                if (visits.size() == AT_A_TIME) {
                    lines += end(flow, visits.remove(0));
                }
                visits.add(join(flow));
            }
            for (Visit visit : visits) {
                lines += end(flow, visit);
            }
            ArchiveReport report = flow.archive().report();
            System.out.println("seed " + seed + ": " + CLIENTS + " clients were given " + lines + " of " + flow.newest()
                    + " lines, " + report.segments() + " segments");
        }
    }

    /**
     * One client.
     *
     * @param first the number of the first line that it may have
     * @param tail so many of the last lines were asked for; 0: none
     * @param before the number of the newest line before it joined
     * @param after likewise, when it had
     * @param leaves when it has had enough
     */
    private record Visit(
            String wish,
            LineFilter filter,
            StreamingClient client,
            long first,
            long tail,
            long before,
            long after,
            long leaves) {}

    private Visit join(LineFlow flow) throws HubFullException {
        LineFilter filter = FILTERS.get(random.nextInt(FILTERS.size()));
        long newest = flow.newest();
        long place = Math.max(1, newest - random.nextInt(FARTHEST_BACK));
        long tail = 0;
        StreamStart start;
        switch (random.nextInt(4)) {
            case 0 -> start = since(flow.time(place), null);
            case 1 -> {
                tail = 1L + random.nextInt(FARTHEST_BACK / 4);
                start = StreamStart.tail(tail);
            }
            case 2 -> {
                place = Math.max(1, newest - random.nextInt(2 * LINES_PER_SECOND / 3));
                start = StreamStart.after(flow.cursor(place - 1));
            }
            default -> start = StreamStart.after(flow.cursor(place - 1));
        }
        StreamingClient client = new StreamingClient(new Random(random.nextLong()), random.nextBoolean(), later);
        client.begin(flow.hub().subscribe(new Subscription(filter, StreamFormat.ndjson()), start, "", client));
        long stay = TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_STAY_MILLIS));
        return new Visit(
                start + " " + filter, filter, client, place, tail, newest, flow.newest(), System.nanoTime() + stay);
    }

    private static StreamStart since(Instant since, @Nullable Instant until) {
        return new StreamStart(null, false, since, 0, until, ReplayPace.FULL);
    }

    /** @return how many lines it was given */
    private long end(LineFlow flow, Visit visit) {
        StreamingClient client = visit.client();
        Await.await(() -> System.nanoTime() - visit.leaves() >= 0);
        client.hurry();
        long newest = flow.newest();
        long[] all = flow.matching(visit.filter(), Math.max(1, newest - 3L * LINES_PER_SECOND), newest);
        long last = all.length == 0 ? 0 : all[all.length - 1];
        try {
            Await.await(() -> client.reached() >= last);
        } finally {
            client.hangUp();
        }
        long[] given = client.numbers();
        String wish = "seed " + seed + ": " + visit.wish();
        assertThat(client.gaps()).as(wish).isEmpty();
        if (given.length == 0) {
            return 0;
        }
        long first = visit.tail() > 0 ? given[0] : visit.first();
        assertSame(wish, given, flow.matching(visit.filter(), first, given[given.length - 1]));
        if (visit.tail() > 0) {
            assertThat(flow.matching(visit.filter(), first, visit.after()).length)
                    .as(wish)
                    .isGreaterThanOrEqualTo(
                            (int) Math.min(visit.tail(), flow.matching(visit.filter(), 1, visit.before()).length));
            if (first <= visit.before()) {
                assertThat(flow.matching(visit.filter(), first, visit.before()).length)
                        .as(wish)
                        .isLessThanOrEqualTo((int) visit.tail());
            }
        }
        return given.length;
    }

    private static void assertSame(String wish, long[] given, long[] wanted) {
        int differs = Arrays.mismatch(given, wanted);
        if (differs >= 0) {
            assertThat(Arrays.copyOfRange(given, Math.min(differs, given.length), Math.min(given.length, differs + 3)))
                    .as("%s, from line %d of %d on, of %d wanted", wish, differs, given.length, wanted.length)
                    .isEqualTo(Arrays.copyOfRange(
                            wanted, Math.min(differs, wanted.length), Math.min(wanted.length, differs + 3)));
        }
    }

    @Test
    void streamOfAPastTimeEndsWithExactlyItsLines() throws Exception {
        try (LineFlow flow = new LineFlow(directory, SMALL, RECENT_BYTES)) {
            flow.start(PUBLISHERS, LINES_PER_SECOND, seed);
            for (int i = 0; i < CLIENTS; i++) {
                int some = random.nextInt(LINES_PER_SECOND / 8);
                long before = flow.newest();
                Await.await(() -> flow.newest() > before + some);
                long newest = flow.newest();
                long from = 1L + random.nextInt((int) newest);
                long to = from + random.nextInt((int) Math.min(LINES_PER_SECOND, newest - from) + 1);
                LineFilter filter = FILTERS.get(random.nextInt(FILTERS.size()));
                StreamStart start = since(flow.time(from), flow.time(to));
                StreamingClient client =
                        new StreamingClient(new Random(random.nextLong()), random.nextInt(4) == 0, later);
                client.begin(flow.hub().subscribe(new Subscription(filter, StreamFormat.ndjson()), start, "", client));
                Await.await(client::closed);
                String wish = "seed " + seed + ": " + from + " to " + to + " of " + newest + ", " + filter;
                assertThat(client.gaps()).as(wish).isEmpty();
                assertSame(wish, client.numbers(), to == from ? new long[0] : flow.matching(filter, from, to - 1));
            }
        }
    }

    @Test
    void replayHasTheRhythmOfTheLinesAndShortensTheirPauses() throws Exception {
        try (LineFlow flow = new LineFlow(directory, SMALL, 1)) {
            Instant time = LineFlow.START;
            for (int i = 0; i < 100; i++) {
                // Ten seconds, a step back, and an hour of silence in the middle.
                time = time.plusMillis(i == 50 ? 3_600_000 : i % 10 == 0 ? 1000 : 0)
                        .minusMillis(i == 30 ? 500 : 0);
                LineId id = new LineId(new SourceId("app"), 1, i);
                flow.publish(List.of(new LogLine(id, time, null, "line " + i, "line " + i, null, false)));
            }
            StreamStart start =
                    new StreamStart(null, false, LineFlow.START, 0, null, new ReplayPace(10, Duration.ofSeconds(2)));
            StreamingClient client = new StreamingClient(random, false, later);
            long began = System.nanoTime();
            client.begin(
                    flow.hub().subscribe(new Subscription(LineFilter.ALL, StreamFormat.ndjson()), start, "", client));
            Await.await(() -> client.numbers().length >= 50);
            Duration half = Duration.ofNanos(System.nanoTime() - began);
            Await.await(() -> client.numbers().length >= 100);
            Duration all = Duration.ofNanos(System.nanoTime() - began);
            assertThat(client.gaps()).isEmpty();
            assertSame("seed " + seed, client.numbers(), flow.matching(LineFilter.ALL, 1, 100));
            assertThat(half).isBetween(Duration.ofMillis(350), Duration.ofSeconds(3));
            assertThat(all).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        }
    }

    @Test
    void whatRetentionTakesFromAReplayIsToldWithItsExactCount() throws Exception {
        ArchiveSettings scarce = new ArchiveSettings(1_500_000, Duration.ofDays(7), 16_000, 100_000, 4_000_000);
        try (LineFlow flow = new LineFlow(directory, scarce, 200_000)) {
            flow.start(PUBLISHERS, LINES_PER_SECOND, seed);
            Await.await(() -> flow.newest() > LINES_PER_SECOND);
            List<StreamingClient> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                StreamingClient client = new StreamingClient(new Random(random.nextLong()), true, later);
                client.begin(flow.hub()
                        .subscribe(
                                new Subscription(LineFilter.ALL, StreamFormat.ndjson()),
                                StreamStart.after(flow.cursor(0)),
                                "",
                                client));
                clients.add(client);
            }
            Await.await(() -> clients.stream().allMatch(client -> client.gaps().size() > CLIENTS / 20));
            flow.stop();
            clients.forEach(StreamingClient::hurry);
            for (StreamingClient client : clients) {
                Await.await(() -> client.reached() >= flow.newest());
                assertComplete(client);
            }
            System.out.println("seed " + seed + ": gaps "
                    + clients.stream().map(client -> client.gaps().size()).toList() + " in " + flow.newest()
                    + " lines");
        }
    }

    /** Every line was given or told to be missing because of its age, in the order of their numbers. */
    private void assertComplete(StreamingClient client) {
        long[] given = client.numbers();
        List<StreamingClient.Gap> gaps = client.gaps();
        long reached = 0;
        int gap = 0;
        for (int i = 0; i <= given.length; i++) {
            for (; gap < gaps.size() && gaps.get(gap).before() == i; gap++) {
                StreamingClient.Gap told = gaps.get(gap);
                assertThat(told.reason()).as("seed %d: %s", seed, told).isEqualTo("retention");
                assertThat(told.from()).as("seed %d: %s", seed, told).isEqualTo(reached);
                assertThat(told.missed()).as("seed %d: %s", seed, told).isEqualTo(told.to() - told.from());
                reached = told.to();
            }
            if (i < given.length) {
                assertThat(given[i]).as("seed %d: behind %d", seed, reached).isEqualTo(reached + 1);
                reached = given[i];
            }
        }
    }
}
