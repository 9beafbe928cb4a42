package dev.logcast.archive.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logcast.Await;
import dev.logcast.Messages;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.ArchiveReport;
import dev.logcast.archive.MixedLogs;
import dev.logcast.line.Level;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full: lines go on, as many as memory holds are stored later, of the others it is stored how many are missing. */
@Timeout(300)
class DiskFullTest {
    private static final int ROUNDS = Boolean.getBoolean("logcast.soak") ? 20 : 2;
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final ArchiveSettings LITTLE_MEMORY =
            new ArchiveSettings(1_000_000_000, Duration.ofDays(7), 16_000, 100_000, 100_000);

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final MixedLogs logs = new MixedLogs(seed, Instant.parse("2026-11-20T00:00:00Z"), 10);
    private final List<LogLine> all = new ArrayList<>();

    @TempDir
    private Path directory;

    private void append(LocalArchive archive, int lines) {
        for (int end = all.size() + lines; all.size() < end; ) {
            LineBatch batch = logs.batch(1 + random.nextInt(10));
            all.addAll(batch.lines());
            long began = System.nanoTime();
            archive.append(batch);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
        }
    }

    private static void awaitFailing(LocalArchive archive) {
        Await.await(() -> archive.report().state() == ArchiveReport.State.FAILING);
        assertThat(archive.report().error()).contains(FailingDisk.REASON);
    }

    private static void awaitStored(LocalArchive archive) {
        Await.await(() -> archive.report().state() == ArchiveReport.State.STORING
                && archive.report().lagLines() == 0);
    }

    @Test
    void whatMemoryDoesNotHoldIsARecordedLossWithItsCount() throws IOException {
        FailingDisk disk = new FailingDisk();
        long lost;
        try (Messages messages = Messages.of(LocalArchive.class)) {
            try (RunningArchive running = new RunningArchive(directory, LITTLE_MEMORY, "one", disk)) {
                LocalArchive archive = running.archive();
                for (int round = 0; round < ROUNDS; round++) {
                    append(archive, 1000);
                    running.settle();
                    disk.room(random.nextInt(20_000));
                    append(archive, 4000);
                    awaitFailing(archive);
                    assertTimeoutPreemptively(AT_ONCE, archive::awaitRoom);
                    // More than what is kept.
                    Await.await(() -> archive.report().lagLines() < 3000);
                    append(archive, 500);
                    disk.room(Long.MAX_VALUE);
                    awaitStored(archive);
                }
                lost = archive.report().lostLines();
                assertThat(lost).isPositive();
                assertThat(running.lost()).isEqualTo(lost);
                check(archive, lost);
            }
            assertThat(messages.texts()).hasSize(2 * ROUNDS);
        }
        try (RunningArchive running = new RunningArchive(directory, LITTLE_MEMORY, "two")) {
            check(running.archive(), lost);
            append(running.archive(), 100);
            running.settle();
            check(running.archive(), lost);
        }
    }

    private void check(LocalArchive archive, long lost) throws IOException {
        Stored stored = Stored.read(archive, LineFilter.ALL, all).assertAccountedFor(all.size());
        assertThat(stored.holes()).as("seed %d", seed).isEmpty();
        assertThat(stored.missing().cardinality()).as("seed %d", seed).isEqualTo((int) lost);
        for (ArchiveEntry.Loss loss : stored.losses()) {
            assertThat(loss.batch().loss()).isEqualTo("archive-failed");
        }
        for (Level minimum : Level.values()) {
            for (String source : List.of("access", "json", "spring", "worker")) {
                SourceId id = new SourceId(source);
                long told = stored.losses().stream()
                        .filter(loss -> loss.batch().source().equals(id))
                        .mapToLong(loss -> loss.batch().count(minimum))
                        .sum();
                LineFilter filter = new LineFilter(List.of(), minimum);
                long missing = stored.missing().stream()
                        .mapToObj(sequence -> all.get(sequence - 1))
                        .filter(line -> line.id().source().equals(id) && filter.wants(line))
                        .count();
                assertThat(told).as("seed %d: %s %s", seed, source, minimum).isEqualTo(missing);
            }
        }
    }

    @Test
    void whatMemoryHoldsIsStoredWhenThereIsRoomAgain() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (RunningArchive running = new RunningArchive(directory, LITTLE_MEMORY, "one", disk)) {
            LocalArchive archive = running.archive();
            append(archive, 1000);
            running.settle();
            disk.room(0);
            append(archive, 200);
            awaitFailing(archive);
            disk.room(Long.MAX_VALUE);
            awaitStored(archive);
            assertThat(archive.report().lostLines()).isZero();
            assertThat(Stored.read(archive, LineFilter.ALL, all).found().cardinality())
                    .isEqualTo(all.size());
        }
    }

    @Test
    void realDiskThatIsFullIsLikeThat() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()), "may mount a small disk");
        try {
            Path ballast = Files.write(disk.resolve("ballast"), new byte[3_000_000]);
            long lost;
            try (RunningArchive running = new RunningArchive(disk.resolve("archive"), LITTLE_MEMORY, "one")) {
                LocalArchive archive = running.archive();
                for (int i = 0; i < 100 && archive.report().state() != ArchiveReport.State.FAILING; i++) {
                    append(archive, 500);
                    archive.awaitRoom();
                }
                awaitFailing(archive);
                append(archive, 4000);
                assertTimeoutPreemptively(AT_ONCE, archive::awaitRoom);
                Await.await(() -> archive.report().lagLines() < 3000);
                Files.delete(ballast);
                awaitStored(archive);
                lost = archive.report().lostLines();
                check(archive, lost);
            }
            try (RunningArchive running = new RunningArchive(disk.resolve("archive"), LITTLE_MEMORY, "two")) {
                check(running.archive(), lost);
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
