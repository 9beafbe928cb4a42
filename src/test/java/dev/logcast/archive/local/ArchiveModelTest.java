package dev.logcast.archive.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.MixedLogs;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.line.Level;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import dev.logcast.query.SourceGlob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random batches, restarts and questions from a seed: whatever is asked of the archive, in whichever direction and from wherever, the
 * answer is what the same filter finds in a list of all lines.
 */
@Timeout(300)
class ArchiveModelTest {
    private static final long SEED = Long.getLong("seed", 20261126);
    private static final int RUNS = Boolean.getBoolean("logcast.soak") ? 200 : 4;
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final ArchiveSettings SMALL =
            new ArchiveSettings(1_000_000_000, Duration.ofDays(7), 4_000, 60_000, 1_000_000);

    private static final List<String> QUERIES = List.of(
            "",
            "timeout",
            "TIMEOUT",
            "imeou",
            "\"order payment\"",
            "absentword",
            "-timeout retry",
            "timeout OR refund",
            "/order [0-9a-f]{4}/",
            "/ORDER [0-9A-F]/i",
            "level>=warn",
            "level:error cache",
            "status:404",
            "status>=500",
            "status=200",
            "customer.tier:gold",
            "customer.id>500000",
            "duration_ms<100",
            "took>5s",
            "source:access",
            "source:*r*",
            "job:*",
            "logger:Service",
            "method=post",
            "message:trace_id",
            "since:2026-11-20T00:01:00Z",
            "until:2026-11-20T00:00:30Z",
            "since:2026-11-20T00:00:20Z until:2026-11-20T00:01:20Z level>=warn",
            "case:yes Timeout",
            "k",
            "ss");

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    @Test
    void answersAreWhatTheFilterFindsInAListOfAllLines() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            check(run, directory.resolve("run-" + run));
        }
    }

    private void check(int run, Path place) throws Exception {
        List<ArchiveEntry> all = new ArrayList<>();
        MixedLogs logs = new MixedLogs(random.nextLong(), START, 1 + random.nextInt(100));
        for (int start = 0; start < 4; start++) {
            try (RunningArchive running = new RunningArchive(place, SMALL, "run" + start)) {
                LocalArchive archive = running.archive();
                assertThat(archive.newest()).as("seed %d, run %d", SEED, run).isEqualTo(logs.sequence());
                for (int i = random.nextInt(60); i >= 0; i--) {
                    append(archive, logs, all);
                    if (random.nextInt(10) == 0) {
                        ask(run, archive, all);
                    }
                }
                running.settle();
                for (int i = 0; i < 20; i++) {
                    ask(run, archive, all);
                }
            }
        }
    }

    private void append(LocalArchive archive, MixedLogs logs, List<ArchiveEntry> all) {
        if (random.nextInt(15) == 0) {
            SourceId source = new SourceId(random.nextBoolean() ? "access" : "lossy/one");
            LineBatch loss = LineBatch.loss(
                    source, logs.sequence() + 1, 0, "rate-limit", LevelCounts.of(3, new int[] {2, 2, 1, 1, 0, 0}));
            logs.goOnBehind(loss.lastSequence());
            archive.append(loss);
            all.add(new ArchiveEntry.Loss(loss.firstSequence(), loss));
            return;
        }
        LineBatch batch = logs.batch(1 + random.nextInt(random.nextInt(8) == 0 ? 80 : 6));
        archive.append(batch);
        for (int i = 0; i < batch.lines().size(); i++) {
            all.add(new ArchiveEntry.Line(
                    batch.firstSequence() + i, batch.lines().get(i)));
        }
    }

    private LineFilter filter() throws QuerySyntaxException {
        List<SourceGlob> sources = random.nextInt(4) == 0 ? List.of(new SourceGlob("json")) : List.of();
        List<SourceGlob> within = random.nextInt(6) == 0 ? List.of(new SourceGlob("*o*")) : List.of();
        Level minimum = random.nextInt(5) == 0 ? Level.WARN : null;
        LineFilter filter = new LineFilter(sources, within, minimum, null);
        String query = QUERIES.get(random.nextInt(QUERIES.size()));
        return query.isEmpty() ? filter : filter.with(Query.parse(query, START, ZoneOffset.UTC));
    }

    private void ask(int run, LocalArchive archive, List<ArchiveEntry> all) throws IOException, QuerySyntaxException {
        LineFilter filter = filter();
        long newest = archive.newest();
        long place = random.nextInt((int) newest + 2);
        List<Object> expected = all.stream()
                .filter(entry -> last(entry) > place && wants(filter, entry))
                .map(entry -> key(entry, place))
                .toList();
        List<Object> forward = new ArrayList<>();
        long through = place;
        try (Scan scan = archive.forward(place, filter)) {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                assertThat(piece.from()).isEqualTo(through + 1);
                through = piece.through();
                piece.entries().forEach(entry -> forward.add(key(entry, place)));
            }
        }
        assertSame(
                forward, expected, "seed %d, run %d: behind %d of %d: %s".formatted(SEED, run, place, newest, filter));
        assertThat(through).isEqualTo(Math.max(place, newest));

        List<Object> earlier = new ArrayList<>(all.stream()
                .filter(entry -> entry.sequence() < place && wants(filter, entry))
                .map(entry -> key(entry, 0))
                .toList());
        List<Object> backward = new ArrayList<>();
        try (Scan scan = archive.backward(place, filter)) {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                List<Object> part = new ArrayList<>();
                piece.entries().forEach(entry -> part.add(key(entry, 0)));
                Collections.reverse(part);
                backward.addAll(part);
            }
        }
        Collections.reverse(backward);
        assertSame(
                backward, earlier, "seed %d, run %d: before %d of %d: %s".formatted(SEED, run, place, newest, filter));
    }

    private static boolean wants(LineFilter filter, ArchiveEntry entry) {
        if (entry instanceof ArchiveEntry.Line line) {
            return filter.matches(line.line());
        }
        return filter.wants(((ArchiveEntry.Loss) entry).batch().source());
    }

    private static void assertSame(List<Object> found, List<Object> expected, String question) {
        int alike = 0;
        while (alike < Math.min(found.size(), expected.size())
                && found.get(alike).equals(expected.get(alike))) {
            alike++;
        }
        assertThat(found.subList(alike, Math.min(found.size(), alike + 1)))
                .as("%s: entry %d, found %d of %d", question, alike, found.size(), expected.size())
                .isEqualTo(expected.subList(alike, Math.min(expected.size(), alike + 1)));
    }

    /** Of a loss the part behind a place counts. */
    private static Object key(ArchiveEntry entry, long place) {
        return entry instanceof ArchiveEntry.Line ? entry : List.of(Math.max(place + 1, entry.sequence()), last(entry));
    }

    private static long last(ArchiveEntry entry) {
        if (entry instanceof ArchiveEntry.Hole hole) {
            return hole.last();
        }
        return entry instanceof ArchiveEntry.Loss loss ? loss.batch().lastSequence() : entry.sequence();
    }
}
