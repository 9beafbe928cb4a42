package dev.logcast.archive.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.Histogram;
import dev.logcast.archive.Reread;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.TimeBudget;
import dev.logcast.duty.Faults;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heaviest query that is allowed, at long lines: who waits is told every moment how far it is, and others have their turn. */
class HeavyQueryTest {
    private static final int LINES = 6;
    private static final String TEXT = "a".repeat(30_000);

    @TempDir
    private Path directory;

    private LineFilter heavy;

    @BeforeEach
    void read() throws QuerySyntaxException {
        String one = "/[a-z]{118}[0-9]/";
        String query = "-(" + String.join(" OR ", one, one, one, one) + ')';
        heavy = LineFilter.ALL.with(Query.parse(query, Instant.EPOCH, ZoneOffset.UTC));
    }

    private static void append(LocalArchive archive) {
        for (int i = 1; i <= LINES; i++) {
            LineId id = new LineId(new SourceId("app"), 1, i);
            LogLine line = new LogLine(id, Instant.EPOCH.plusSeconds(i), null, TEXT, TEXT, null, false);
            archive.append(new LineBatch(id.source(), i, 0, List.of(line)));
        }
    }

    private LocalArchive unstored(Executor readers) throws IOException {
        LocalArchive archive = new LocalArchive(
                directory,
                ArchiveSettings.of(1_000_000_000, Duration.ofDays(36_500)),
                "run",
                InstantSource.system(),
                readers,
                Reread.NOTHING,
                positions -> {},
                lines -> {},
                new Faults(Telemetry.NONE));
        archive.open();
        append(archive);
        return archive;
    }

    private void everyPieceIsOneLine(LocalArchive archive) throws IOException {
        try (Scan scan = archive.forward(0, heavy)) {
            for (long line = 1; line <= LINES; line++) {
                ScanStep piece = scan.next();
                assertThat(piece.from()).isEqualTo(line);
                assertThat(piece.through()).isEqualTo(line);
            }
            assertThat(scan.next()).isNull();
        }
        try (Scan scan = archive.backward(LINES + 1, heavy)) {
            for (long line = LINES; line >= 1; line--) {
                ScanStep piece = scan.next();
                assertThat(piece.from()).isEqualTo(line);
                assertThat(piece.through()).isEqualTo(line);
            }
        }
    }

    @Test
    void blockOfLongLinesComesInPieces() throws IOException {
        try (RunningArchive running =
                new RunningArchive(directory, ArchiveSettings.of(1_000_000_000, Duration.ofDays(36_500)), "run")) {
            append(running.archive());
            running.settle();

            everyPieceIsOneLine(running.archive());
        }
    }

    @Test
    void linesThatAreNotStoredYetComeInPieces() throws IOException {
        LocalArchive archive = unstored(Runnable::run);

        everyPieceIsOneLine(archive);
    }

    @Test
    void countingStopsInTheMidstOfABlock() throws IOException {
        try (RunningArchive running =
                new RunningArchive(directory, ArchiveSettings.of(1_000_000_000, Duration.ofDays(36_500)), "run")) {
            append(running.archive());
            running.settle();
            Histogram histogram = new Histogram(Instant.EPOCH, Instant.EPOCH.plusSeconds(60), 60);
            running.archive().count(heavy, histogram, TimeBudget.of(Duration.ofMillis(1)));

            assertThat(histogram.approximate()).isTrue();
            assertThat(histogram.total()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void whoWaitsForBusyThreadsIsToldThatNothingIsFoundYet() throws IOException {
        Deque<Runnable> tasks = new ArrayDeque<>();
        try (RunningArchive running =
                new RunningArchive(directory, ArchiveSettings.of(1_000_000_000, Duration.ofDays(36_500)), "run")) {
            append(running.archive());
            running.settle();
            LocalScan scan = new LocalScan(running.archive(), heavy, new OpenedBlocks(), 1, true, tasks::add);
            ScanStep nothing = scan.next();
            assertThat(nothing.from()).isEqualTo(1);
            assertThat(nothing.through()).isZero();
            tasks.removeFirst().run();
            assertThat(scan.next().through()).isEqualTo(1);
            assertThat(tasks).as("what is behind, and nothing ahead of that").hasSizeLessThanOrEqualTo(2);

            LocalScan backward = new LocalScan(running.archive(), heavy, new OpenedBlocks(), LINES, false, task -> {});
            assertThat(backward.next().from()).isEqualTo(LINES + 1);
        }
    }
}
