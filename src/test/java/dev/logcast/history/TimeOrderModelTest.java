package dev.logcast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.TimeBudget;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.RunningArchive;
import dev.logcast.line.Level;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.SourceGlob;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages in the order of times, put together in both directions and of whatever size, are a list of all lines that is sorted stably. */
@Timeout(300)
class TimeOrderModelTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int RUNS = Boolean.getBoolean("logcast.soak") ? 100 : 6;
    private static final int QUESTIONS = 20;
    private static final Instant START = Instant.parse("2026-11-28T09:00:00Z");
    private static final ArchiveSettings SMALL =
            new ArchiveSettings(1_000_000_000, Duration.ofDays(7), 4_000, 60_000, 1_000_000);
    private static final FrameEncoder NUMBERS = new FrameEncoder() {
        @Override
        public void line(Utf8Buffer to, LogLine line, long sequence) {
            to.number(sequence);
        }

        @Override
        public void gap(Utf8Buffer to, Gap gap) {}
    };

    private final Random random = new Random(SEED);
    private final List<LogLine> lines = new ArrayList<>();

    @TempDir
    Path directory;

    /** A file that is read as it was written, and others that were there before; some lines are misdated. */
    private LineBatch batch() {
        int file = random.nextInt(3);
        long first = lines.size() + 1L;
        for (int i = 1 + random.nextInt(25); i > 0; i--) {
            Instant time =
                    START.plusMillis(lines.size() * 250L / 100 * 100).minusSeconds(file == 0 ? 0 : random.nextInt(600));
            if (random.nextInt(300) == 0) {
                time = random.nextBoolean() ? Instant.EPOCH : Instant.parse("2099-01-01T00:00:00Z");
            }
            lines.add(new LogLine(
                    new LineId(new SourceId("file-" + file), 1, lines.size()),
                    time,
                    random.nextInt(4) == 0 ? Level.ERROR : Level.INFO,
                    "x",
                    "x",
                    null,
                    false));
        }
        return new LineBatch(new SourceId("file-" + file), first, 0, lines.subList((int) first - 1, lines.size()));
    }

    private Selection selection() {
        Instant since = random.nextBoolean() ? null : START.plusMillis(random.nextInt(600_000));
        Instant until = random.nextBoolean() ? null : START.plusMillis(600_000 + random.nextInt(600_000));
        LineFilter filter =
                switch (random.nextInt(3)) {
                    case 0 -> new LineFilter(List.of(new SourceGlob("file-1")), null);
                    case 1 -> new LineFilter(List.of(), Level.ERROR);
                    default -> LineFilter.ALL;
                };
        return new Selection(filter, since, until);
    }

    private List<String> expected(Selection selection) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (selection.lines().matches(lines.get(i))) {
                numbers.add(i);
            }
        }
        numbers.sort(
                (one, other) -> lines.get(one).time().compareTo(lines.get(other).time()));
        return numbers.stream().map(number -> Integer.toString(number + 1)).toList();
    }

    private static List<String> texts(Page page) {
        return page.elements().stream()
                .map(element -> new String(element, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void pagesAndExportsAreTheSortedLines() throws IOException {
        for (int run = 0; run < RUNS; run++) {
            lines.clear();
            try (RunningArchive running = new RunningArchive(directory.resolve("run-" + run), SMALL, "run")) {
                for (int batches = 1 + random.nextInt(200); batches > 0; batches--) {
                    running.archive().append(batch());
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

    private void ask(RunningArchive running, String as) throws IOException {
        Selection selection = selection();
        List<String> expected = expected(selection);
        TimePager pager = new TimePager(running.archive(), selection, NUMBERS, "run");
        int limit = 1 + random.nextInt(random.nextBoolean() ? 40 : 1000);
        for (boolean forward : new boolean[] {true, false}) {
            List<String> found = new ArrayList<>();
            OptionalLong at = OptionalLong.empty();
            boolean complete = false;
            for (int pages = 0; !complete; pages++) {
                assertThat(pages).as(as).isLessThanOrEqualTo(expected.size() / limit + 1);
                Page page = pager.page(
                                forward ? at : OptionalLong.empty(),
                                forward ? OptionalLong.empty() : at,
                                forward,
                                limit,
                                TimeBudget.of(Duration.ofMinutes(1)))
                        .orElseThrow();
                found.addAll(forward ? found.size() : 0, texts(page));
                at = OptionalLong.of((forward ? page.after() : page.before()).sequence());
                complete = page.complete();
            }
            assertThat(found).as("%s %s forward %s", as, selection, forward).isEqualTo(expected);
        }
        SequenceRange all =
                new SequenceRange(running.archive().oldest(), running.archive().newest());
        List<String> exported = new ArrayList<>();
        try (Scan scan = TimePager.all(running.archive(), selection, all)) {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                for (ArchiveEntry entry : piece.entries()) {
                    exported.add(Long.toString(entry.sequence()));
                }
            }
        }
        assertThat(exported).as(as).isEqualTo(expected);
    }

    @Test
    void lineThatIsNotKeptIsNoPlace() throws IOException {
        try (RunningArchive running = new RunningArchive(directory.resolve("none"), SMALL, "run")) {
            running.archive().append(batch());
            TimePager pager =
                    new TimePager(running.archive(), new Selection(LineFilter.ALL, null, null), NUMBERS, "run");

            assertThat(pager.page(
                            OptionalLong.of(9999), OptionalLong.empty(), true, 5, TimeBudget.of(Duration.ofMinutes(1))))
                    .isEmpty();
        }
    }
}
