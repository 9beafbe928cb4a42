package dev.logcast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.TimeBudget;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.RunningArchive;
import dev.logcast.line.LogLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random logs and questions from a seed: pages put together, in both directions and of whatever size, exports and counts are what the
 * same filter finds in a list of all lines.
 */
@Timeout(300)
class HistoryModelTest {
    private static final long SEED = Long.getLong("seed", 20261127);
    private static final int RUNS = Boolean.getBoolean("logcast.soak") ? 100 : 4;
    private static final int QUESTIONS = 60;
    private static final ArchiveSettings SMALL =
            new ArchiveSettings(1_000_000_000, Duration.ofDays(7), 4_000, 60_000, 1_000_000);

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    /** Asks once. */
    private interface Question {
        void of(Archive archive, PastLogs logs, String as) throws Exception;
    }

    /** @param waiting whether lines are there that are not stored yet */
    private void ask(boolean waiting, Question question) throws Exception {
        for (int run = 0; run < RUNS; run++) {
            PastLogs logs = new PastLogs(random);
            for (int start = 0; start < 3; start++) {
                try (RunningArchive running =
                        new RunningArchive(directory.resolve("run-" + run), SMALL, "run" + start)) {
                    for (int i = 20 + random.nextInt(150); i >= 0 && start < 2; i--) {
                        logs.append(running.archive());
                    }
                    for (int i = 0; i < QUESTIONS && start == 2; i++) {
                        if (waiting) {
                            logs.appendLines(running.archive());
                        }
                        question.of(running.archive(), logs, "seed %d, run %d, question %d".formatted(SEED, run, i));
                    }
                }
            }
        }
    }

    private SequenceRange span(Archive archive, Selection selection) throws IOException {
        int newest = (int) archive.newest();
        OptionalLong behind = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(newest));
        OptionalLong before = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(1 + random.nextInt(newest));
        return SequenceRange.of(archive, selection, behind, before);
    }

    private static List<String> texts(Page page) {
        return page.elements().stream()
                .map(element -> new String(element, StandardCharsets.UTF_8))
                .toList();
    }

    private static void assertSame(List<String> found, List<String> expected, String as) {
        int alike = 0;
        while (alike < Math.min(found.size(), expected.size())
                && found.get(alike).equals(expected.get(alike))) {
            alike++;
        }
        assertThat(found.subList(alike, Math.min(found.size(), alike + 3)))
                .as("%s: element %d, found %d of %d", as, alike, found.size(), expected.size())
                .isEqualTo(expected.subList(alike, Math.min(expected.size(), alike + 3)));
    }

    @Test
    void pagesForwardHoldEveryLineAndGapOnceWhateverTheirSize() throws Exception {
        ask(true, (archive, logs, as) -> {
            Selection selection = logs.selection();
            SequenceRange span = span(archive, selection);
            Pager pager = new Pager(archive, selection, PastLogs.TOLD, "run");
            List<String> found = new ArrayList<>();
            SequenceRange rest = span;
            Page page;
            do {
                int limit = 1 + random.nextInt(random.nextBoolean() ? 5 : 300);
                page = pager.forward(rest, limit, TimeBudget.of(Duration.ofMinutes(1)));
                found.addAll(texts(page));
                assertThat(page.searchedTo()).isNull();
                rest = new SequenceRange(page.after().sequence() + 1, span.last());
            } while (!page.complete());
            assertSame(found, logs.expected(selection, span), as + ' ' + span + ' ' + selection);
        });
    }

    @Test
    void pagesBackwardHoldEveryLineAndGapOnceWhateverTheirSize() throws Exception {
        ask(true, (archive, logs, as) -> {
            Selection selection = logs.selection();
            SequenceRange span = span(archive, selection);
            Pager pager = new Pager(archive, selection, PastLogs.TOLD, "run");
            List<String> found = new ArrayList<>();
            SequenceRange rest = span;
            Page page;
            do {
                int limit = 1 + random.nextInt(random.nextBoolean() ? 5 : 300);
                page = pager.backward(rest, limit, TimeBudget.of(Duration.ofMinutes(1)));
                List<String> earlier = new ArrayList<>(texts(page));
                Collections.reverse(earlier);
                found.addAll(earlier);
                rest = new SequenceRange(span.first(), page.before().sequence() - 1);
            } while (!page.complete());
            Collections.reverse(found);
            assertSame(found, logs.expected(selection, span), as + ' ' + span + ' ' + selection);
        });
    }

    @Test
    void searchesWithoutTimeGoOnWhereTheyStopped() throws Exception {
        ask(true, (archive, logs, as) -> {
            Selection selection = logs.selection();
            SequenceRange span = span(archive, selection);
            Pager pager = new Pager(archive, selection, PastLogs.TOLD, "run");
            List<String> expected = logs.expected(selection, span).stream()
                    .filter(element -> element.startsWith("line"))
                    .toList();
            List<String> forward = new ArrayList<>();
            List<String> backward = new ArrayList<>();
            SequenceRange rest = span;
            Page page;
            do {
                page = pager.forward(rest, 50, TimeBudget.of(Duration.ZERO));
                forward.addAll(texts(page));
                assertThat(page.complete() || page.after().sequence() >= rest.first())
                        .as(as)
                        .isTrue();
                rest = new SequenceRange(page.after().sequence() + 1, span.last());
            } while (!page.complete());
            rest = span;
            do {
                page = pager.backward(rest, 50, TimeBudget.of(Duration.ZERO));
                backward.addAll(0, texts(page));
                assertThat(page.complete() || page.before().sequence() <= rest.last())
                        .as(as)
                        .isTrue();
                rest = new SequenceRange(span.first(), page.before().sequence() - 1);
            } while (!page.complete());

            assertThat(forward.stream().filter(element -> element.startsWith("line")))
                    .as(as)
                    .isEqualTo(expected);
            assertThat(backward.stream().filter(element -> element.startsWith("line")))
                    .as(as)
                    .isEqualTo(expected);
        });
    }

    @Test
    void exportIsTheWholeSpan() throws Exception {
        ask(true, (archive, logs, as) -> {
            Selection selection = logs.selection();
            SequenceRange span = span(archive, selection);
            boolean compressed = random.nextBoolean();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try (Export export = new Export(
                    archive, selection, span, false, PastLogs.TOLD, "run", random.nextBoolean(), compressed)) {
                for (byte[] portion = export.next(); portion != null; portion = export.next()) {
                    all.write(portion);
                }
            }
            byte[] text = compressed
                    ? new GZIPInputStream(new ByteArrayInputStream(all.toByteArray())).readAllBytes()
                    : all.toByteArray();
            assertThat(new String(text, StandardCharsets.UTF_8))
                    .as(as)
                    .isEqualTo(String.join("", logs.expected(selection, span)));
        });
    }

    @Test
    void surroundingsAreTheLinesOfTheSameSource() throws Exception {
        ask(true, (archive, logs, as) -> {
            LogLine line = logs.anyLine();
            List<ArchiveEntry.Line> source = logs.lines().stream()
                    .filter(other -> other.line().id().source().equals(line.id().source()))
                    .toList();
            int place = 0;
            while (!source.get(place).line().id().equals(line.id())) {
                place++;
            }
            int lines = random.nextInt(20);
            Instant time = random.nextBoolean() ? line.time() : random.nextBoolean() ? Instant.EPOCH : null;
            LineContext found = LineContext.of(
                            archive,
                            line.id(),
                            time,
                            lines,
                            false,
                            PastLogs.TOLD,
                            "run",
                            TimeBudget.of(Duration.ofMinutes(1)))
                    .orElseThrow();

            assertThat(found.line().sequence())
                    .as(as)
                    .isEqualTo(source.get(place).sequence());
            int from = Math.max(0, place - lines);
            int to = Math.min(source.size(), place + lines + 1);
            assertThat(texts(found.page()).stream().filter(element -> element.startsWith("line")))
                    .as(as)
                    .isEqualTo(source.subList(from, to).stream()
                            .map(PastLogs::written)
                            .toList());
        });
    }
}
