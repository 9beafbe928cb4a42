package dev.logcast.archive.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.MixedLogs;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.line.LineBatch;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A week of busy logs in fast motion, with all sizes divided by the same number: what is kept stays within its bounds. */
@Timeout(900)
class RetentionTest {
    private static final int DIVISOR = Boolean.getBoolean("logcast.soak") ? 50 : 1000;
    private static final long TEXT_PER_DAY = 10_000_000_000L / DIVISOR;

    /** Logs become a fraction of their size: a bound that they do reach, and the smallest that can be set. */
    private static final long MAX_BYTES = Math.max(10_000_000, 2_000_000_000L / DIVISOR);

    private static final int DAYS = 7;

    /** Of a 32nd of the bound, or a day. */
    private static final int MOST_SEGMENTS = 32 + DAYS;

    private static final int STEPS_OF_A_DAY = 24;
    private static final int RECORDS = 50;

    /** Waits for more, in lines. */
    private static final int LESS_THAN_A_BLOCK = 200;

    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final MixedLogs logs = new MixedLogs(seed, START, 10);
    private final List<LineBatch> texts = new ArrayList<>();
    private int next;
    private long textBytes;
    private volatile Instant now = START;
    private final InstantSource clock = () -> now;

    @TempDir
    private Path directory;

    /** As they are for these bounds, but for small blocks, which need not be waited for. */
    private static ArchiveSettings settings(long maxBytes, Duration retention) {
        ArchiveSettings real = ArchiveSettings.of(MAX_BYTES, retention);
        return new ArchiveSettings(maxBytes, retention, 32_000, real.segmentBytes(), 4_000_000);
    }

    /** Publishes lines that look like new ones: each text comes back only long after compression has forgotten it. */
    private void append(LocalArchive archive) throws InterruptedException {
        if (texts.size() < 1000) {
            long before = logs.bytes();
            texts.add(logs.batch(RECORDS));
            textBytes += logs.bytes() - before;
        }
        LineBatch text = texts.get(next++ % texts.size());
        archive.append(new LineBatch(text.source(), archive.newest() + 1, 0, text.lines()));
        archive.awaitRoom();
    }

    private void day(LocalArchive archive, Step step) throws IOException, InterruptedException {
        for (int hour = 0; hour < STEPS_OF_A_DAY; hour++) {
            long bytes = 0;
            while (bytes < TEXT_PER_DAY / STEPS_OF_A_DAY) {
                append(archive);
                bytes += textBytes / texts.size();
            }
            Await.await(() -> archive.report().lagLines() <= LESS_THAN_A_BLOCK);
            now = now.plus(Duration.ofDays(1).dividedBy(STEPS_OF_A_DAY));
            step.check();
        }
    }

    /** What is looked at every hour. */
    private interface Step {
        void check() throws IOException;
    }

    @Test
    void bytesOnDiskStayWithinTheirBoundAndNothingLeaks() throws Exception {
        long most = 0;
        long heap = 0;
        int mostSegments = 0;
        try (RunningArchive running =
                new RunningArchive(directory, settings(MAX_BYTES, Duration.ofDays(7)), "run", clock)) {
            LocalArchive archive = running.archive();
            List<Long> sizes = new ArrayList<>();
            try (SlowReader reader = new SlowReader(archive)) {
                for (int i = 0; i < DAYS; i++) {
                    day(archive, () -> {
                        long bytes = bytes(directory);
                        sizes.add(bytes);
                        assertThat(bytes).as("seed %d", seed).isLessThanOrEqualTo(MAX_BYTES);
                        assertThat(archive.report().bytes()).isBetween(bytes * 8 / 10, bytes * 12 / 10);
                        assertThat(archive.report().newest()).isEqualTo(archive.newest());
                        List<Path> segments = list(directory);
                        assertThat(segments).hasSizeLessThanOrEqualTo(MOST_SEGMENTS);
                        assertThat(last(segments)).as("the one that is written").exists();
                        assertThat(open(directory)).hasSizeLessThanOrEqualTo(2 * segments.size() + 2);
                        reader.goOn();
                    });
                    if (i == 1) {
                        heap = usedHeap();
                    }
                }
                reader.finish();
            }
            most = sizes.stream().mapToLong(Long::longValue).max().orElse(0);
            mostSegments = archive.report().segments();
            assertThat(usedHeap()).as("heap").isLessThan(heap + 50_000_000);
            assertThat(most).as("the bound is reached").isGreaterThan(MAX_BYTES * 8 / 10);
        }
        assertThat(open(directory)).isEmpty();
        System.out.println("seed " + seed + ": " + TEXT_PER_DAY * DAYS / 1_000_000 + " MB of text, at most "
                + most / 1000 + " kB of " + MAX_BYTES / 1000 + " kB, " + mostSegments + " segments");
    }

    @Test
    void whatIsTooOldIsDeletedAndNothingThatIsNot() throws Exception {
        Duration retention = Duration.ofDays(2);
        try (RunningArchive running =
                new RunningArchive(directory, settings(Long.MAX_VALUE / 2, retention), "run", clock)) {
            LocalArchive archive = running.archive();
            ZoneId zone = ZoneId.systemDefault();
            for (int i = 0; i < DAYS; i++) {
                day(archive, () -> {
                    LocalDate oldest = day(list(directory).get(0));
                    // A segment is of one day, and is deleted when all of it is too old: that is looked at when the
                    // next one begins.
                    Instant end = oldest.plusDays(1).atStartOfDay(zone).toInstant();
                    assertThat(end.plus(retention).plus(Duration.ofDays(1))).isAfter(now);
                    Instant kept = now.minus(retention).isBefore(START) ? START : now.minus(retention);
                    assertThat(oldest).isBeforeOrEqualTo(LocalDate.ofInstant(kept, zone));
                });
            }
            assertThat(archive.oldest()).isGreaterThan(1);
        }
        assertThat(open(directory)).isEmpty();
    }

    private static LocalDate day(Path segment) {
        return LocalDate.parse(segment.getFileName().toString().substring(0, 10));
    }

    private static Path last(List<Path> paths) {
        return paths.get(paths.size() - 1);
    }

    private static List<Path> list(Path path) throws IOException {
        try (Stream<Path> paths = Files.list(path)) {
            return paths.sorted().toList();
        }
    }

    /** Of all segments, index and all. */
    private static long bytes(Path path) throws IOException {
        long bytes = 0;
        for (Path segment : list(path)) {
            try {
                for (Path file : list(segment)) {
                    bytes += Files.size(file);
                }
            } catch (NoSuchFileException e) {
                // Deleted meanwhile.
            }
        }
        return bytes;
    }

    /** Files there that this process has open, deleted ones too. */
    private static List<String> open(Path path) throws IOException {
        List<String> open = new ArrayList<>();
        for (Path descriptor : list(Path.of("/proc/self/fd"))) {
            try {
                String file = Files.readSymbolicLink(descriptor).toString();
                if (file.startsWith(path.toRealPath() + "/")) {
                    open.add(file);
                }
            } catch (NoSuchFileException e) {
                // Closed meanwhile.
            }
        }
        return open;
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Reads a little every hour, much less than is stored: what is deleted meanwhile it must be told. */
    private static final class SlowReader implements AutoCloseable {
        private static final int PIECES = 3;

        private final LocalArchive archive;
        private final Scan scan;
        private long through;
        private long lines;
        private long missing;

        SlowReader(LocalArchive archive) {
            this.archive = archive;
            this.scan = archive.forward(0, LineFilter.ALL);
        }

        void goOn() throws IOException {
            for (int i = 0; i < PIECES; i++) {
                take(scan.next());
            }
        }

        void finish() throws IOException {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                take(piece);
            }
            assertThat(through).isEqualTo(archive.newest());
            assertThat(lines + missing).isEqualTo(through);
            assertThat(missing).isPositive();
        }

        private void take(ScanStep piece) {
            assertThat(piece.from()).isEqualTo(through + 1);
            through = piece.through();
            for (ArchiveEntry entry : piece.entries()) {
                if (entry instanceof ArchiveEntry.Hole hole) {
                    missing += hole.last() - hole.sequence() + 1;
                } else {
                    lines++;
                }
            }
        }

        @Override
        public void close() {
            scan.close();
        }
    }
}
