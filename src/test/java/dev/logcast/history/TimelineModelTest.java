package dev.logcast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.Histogram;
import dev.logcast.archive.TimeBudget;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.RunningArchive;
import dev.logcast.line.Level;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Queries;
import dev.logcast.query.SourceGlob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts over time are those of a list of all lines, whatever times these have: in order or not, of several sources at once, misdated by
 * hours, decades or millennia; and whatever range is asked for, down to the nanosecond, inside of a block and across many.
 */
@Timeout(300)
class TimelineModelTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int RUNS = Boolean.getBoolean("logcast.soak") ? 200 : 12;
    private static final int QUESTIONS = 60;
    private static final Instant START = Instant.parse("2026-11-28T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-28T15:00:00Z");
    private static final ArchiveSettings SMALL =
            new ArchiveSettings(1_000_000_000, Duration.ofDays(7), 4_000, 60_000, 1_000_000);
    private static final List<Instant> MISDATED = List.of(
            Instant.EPOCH,
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("2099-12-31T23:59:59.999999999Z"),
            Instant.parse("+999999999-01-01T00:00:00Z"),
            Instant.parse("2026-11-28T03:00:00Z"),
            Instant.parse("2026-11-28T10:00:00.000000001Z"));
    private static final List<@Nullable Level> LEVELS = Arrays.asList(null, Level.INFO, Level.INFO, Level.ERROR);

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    private final List<LogLine> lines = new ArrayList<>();
    private Instant clock = START;

    @Test
    void countsAreThoseOfAListOfAllLines() throws IOException {
        for (int run = 0; run < RUNS; run++) {
            lines.clear();
            clock = START;
            try (RunningArchive running = new RunningArchive(directory.resolve("run-" + run), SMALL, "run")) {
                int misdated = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(40);
                for (int batches = 1 + random.nextInt(150); batches > 0; batches--) {
                    running.archive().append(batch(misdated));
                }
                if (random.nextBoolean()) {
                    running.settle();
                }
                for (int i = 0; i < QUESTIONS; i++) {
                    ask(running, "seed %d, run %d, question %d".formatted(SEED, run, i));
                }
            }
        }
    }

    /** @param misdated one line of so many is */
    private LineBatch batch(int misdated) {
        SourceId source = new SourceId(random.nextInt(3) == 0 ? "web" : "app");
        long first = lines.size() + 1L;
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            clock = clock.plusNanos(
                    random.nextInt(4) == 0 ? random.nextLong(60_000_000_000L) : random.nextInt(3_000_000));
            Instant time = misdated > 0 && random.nextInt(misdated) == 0
                    ? MISDATED.get(random.nextInt(MISDATED.size()))
                    : clock;
            String text = random.nextInt(3) == 0 ? "a timeout of the queue" : "went well";
            lines.add(new LogLine(
                    new LineId(source, 1, lines.size()),
                    time,
                    LEVELS.get(random.nextInt(LEVELS.size())),
                    text,
                    text,
                    null,
                    false));
        }
        return new LineBatch(source, first, 0, lines.subList((int) first - 1, lines.size()));
    }

    private @Nullable Instant bound() {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> lines.get(random.nextInt(lines.size())).time();
            case 2 -> START.plusSeconds(random.nextInt(7200));
            default -> START.plusNanos(random.nextLong(7_200_000_000_000L));
        };
    }

    private LineFilter filter() {
        return switch (random.nextInt(5)) {
            case 0 -> new LineFilter(List.of(new SourceGlob("app")), null);
            case 1 -> new LineFilter(List.of(), Level.ERROR);
            case 2 -> LineFilter.ALL.with(Queries.query("timeout"));
            default -> LineFilter.ALL;
        };
    }

    private void ask(RunningArchive running, String as) throws IOException {
        Instant since = bound();
        Instant until = bound();
        if (since != null && until != null && !since.isBefore(until)) {
            return;
        }
        Selection selection = new Selection(filter(), since, until);
        Histogram found = Timeline.count(
                running.archive(), selection, 1 + random.nextInt(60), NOW, TimeBudget.of(Duration.ofMinutes(1)));

        String asked = as + ' ' + selection;
        assertThat(found.approximate()).as(asked).isFalse();
        Map<String, Long> expected = new TreeMap<>();
        for (LogLine line : lines) {
            if (selection.lines().matches(line)) {
                expected.merge(place(found, line), 1L, Long::sum);
            }
        }
        assertThat(counts(found)).as(asked).isEqualTo(expected);
    }

    private static String place(Histogram histogram, LogLine line) {
        if (line.time().isBefore(histogram.from())) {
            return "earlier";
        }
        if (!line.time().isBefore(histogram.to())) {
            return "later";
        }
        Duration in = Duration.between(Instant.ofEpochMilli(histogram.from().toEpochMilli()), line.time());
        return in.dividedBy(Duration.ofMillis(histogram.stepMillis())) + " " + line.level();
    }

    private static Map<String, Long> counts(Histogram histogram) {
        Map<String, Long> counts = new TreeMap<>();
        for (int bucket = 0; bucket < histogram.size(); bucket++) {
            int at = bucket;
            Stream.concat(Stream.of((Level) null), Stream.of(Level.values()))
                    .filter(level -> histogram.count(at, level) > 0)
                    .forEach(level -> counts.put(at + " " + level, histogram.count(at, level)));
        }
        if (histogram.earlier() > 0) {
            counts.put("earlier", histogram.earlier());
        }
        if (histogram.later() > 0) {
            counts.put("later", histogram.later());
        }
        return counts;
    }

    @Test
    void misdatedLinesDoNotStretchTheRangeButAreCounted() throws IOException {
        for (Instant wrong : List.of(MISDATED.get(0), MISDATED.get(1), MISDATED.get(2), MISDATED.get(3))) {
            for (int sound : new int[] {2, 10, 5000}) {
                lines.clear();
                clock = START;
                Path place = directory.resolve(wrong.getEpochSecond() + "-" + sound);
                try (RunningArchive running = new RunningArchive(place, SMALL, "run")) {
                    while (lines.size() < sound) {
                        running.archive().append(batch(0));
                    }
                    LogLine last = lines.get(lines.size() - 1);
                    LogLine line = new LogLine(
                            new LineId(new SourceId("app"), 1, lines.size()), wrong, null, "x", "x", null, false);
                    running.archive().append(new LineBatch(new SourceId("app"), lines.size() + 1L, 0, List.of(line)));
                    Instant now = last.time().plusSeconds(1);
                    Histogram found = Timeline.count(
                            running.archive(),
                            new Selection(LineFilter.ALL, null, null),
                            60,
                            now,
                            TimeBudget.of(Duration.ofMinutes(1)));

                    assertThat(found.from()).isEqualTo(lines.get(0).time());
                    assertThat(found.to()).isEqualTo(now);
                    assertThat(found.total()).isEqualTo(lines.size());
                    assertThat(found.earlier() + found.later()).isEqualTo(1);
                    assertThat(found.approximate()).isFalse();
                }
            }
        }
    }

    @Test
    void whatThereWasNoTimeForIsNotCountedWhereItMayNotBelong() throws IOException {
        try (RunningArchive running = new RunningArchive(directory.resolve("spent"), SMALL, "run")) {
            for (int i = 0; i < 50; i++) {
                running.archive().append(batch(0));
            }
            running.settle();
            Instant since = lines.get(lines.size() / 2).time();
            Selection selection = new Selection(LineFilter.ALL, since, since.plusNanos(1_000_000));
            Histogram found = Timeline.count(running.archive(), selection, 1, NOW, TimeBudget.of(Duration.ZERO));

            assertThat(found.approximate()).isTrue();
            assertThat(found.total())
                    .isLessThanOrEqualTo(
                            lines.stream().filter(selection.lines()::matches).count());
        }
    }

    @Test
    void rangeInsideOfABlockHasOnlyItsOwnLines() throws IOException {
        try (RunningArchive running = new RunningArchive(directory.resolve("inside"), SMALL, "run")) {
            List<LogLine> three = new ArrayList<>();
            for (String time : List.of("09:00:00", "10:00:30", "11:00:00")) {
                three.add(new LogLine(
                        new LineId(new SourceId("app"), 1, three.size()),
                        Instant.parse("2026-11-28T" + time + "Z"),
                        three.size() == 1 ? Level.ERROR : Level.INFO,
                        "x",
                        "x",
                        null,
                        false));
            }
            running.archive().append(new LineBatch(new SourceId("app"), 1, 0, three));
            running.settle();
            Histogram minute = count(running, "10:00:00", "10:01:00");
            Histogram nothing = count(running, "09:30:00", "09:31:00");

            assertThat(counts(minute)).isEqualTo(Map.of("1 ERROR", 1L));
            assertThat(counts(nothing)).isEmpty();
        }
    }

    @Test
    void linesBeforeARangeThatBeginsInTheFutureAreNotIn() throws IOException {
        try (RunningArchive running = new RunningArchive(directory.resolve("future"), SMALL, "run")) {
            LogLine ahead = new LogLine(
                    new LineId(new SourceId("app"), 1, 0), MISDATED.get(2), Level.INFO, "x", "x", null, false);
            running.archive().append(new LineBatch(new SourceId("app"), 1, 0, List.of(ahead)));
            for (Instant since : List.of(MISDATED.get(3), Instant.MAX)) {
                Histogram found = Timeline.count(
                        running.archive(),
                        new Selection(LineFilter.ALL, since, null),
                        2,
                        NOW,
                        TimeBudget.of(Duration.ofMinutes(1)));

                assertThat(found.later()).as(since.toString()).isZero();
            }
        }
    }

    private static Histogram count(RunningArchive running, String since, String until) throws IOException {
        Selection selection = new Selection(
                LineFilter.ALL, Instant.parse("2026-11-28T" + since + "Z"), Instant.parse("2026-11-28T" + until + "Z"));
        return Timeline.count(running.archive(), selection, 2, NOW, TimeBudget.of(Duration.ofMinutes(1)));
    }
}
