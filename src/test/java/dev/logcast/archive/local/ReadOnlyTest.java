package dev.logcast.archive.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import dev.logcast.archive.ArchiveReport;
import dev.logcast.archive.MixedLogs;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that can only be read, as one becomes after an error, or is mounted on purpose. */
class ReadOnlyTest {
    private static final ArchiveSettings SETTINGS =
            new ArchiveSettings(100_000_000, Duration.ofDays(7), 4_000, 50_000, 1_000_000);
    private static final Channels DISK = (path, options) -> {
        if (options.contains(StandardOpenOption.WRITE)) {
            throw new FileSystemException(path.toString(), null, "Read-only file system");
        }
        return FileChannel.open(path, options);
    };

    private final MixedLogs logs = new MixedLogs(1, Instant.now().minus(Duration.ofHours(1)), 10);
    private final List<LogLine> all = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void store() throws IOException {
        try (RunningArchive running = new RunningArchive(directory, SETTINGS, "one")) {
            for (int i = 0; i < 200; i++) {
                append(running.archive());
            }
            running.settle();
        }
    }

    private void append(LocalArchive archive) {
        LineBatch batch = logs.batch(10);
        archive.append(batch);
        all.addAll(batch.lines());
    }

    @Test
    void whatIsStoredIsReadAndWhatComesIsWaitingToBe() throws IOException {
        try (RunningArchive running = new RunningArchive(directory, SETTINGS, "two", DISK)) {
            LocalArchive archive = running.archive();
            Stored.read(archive, LineFilter.ALL, all).assertAccountedFor(all.size());
            append(archive);
            Await.await(() -> archive.report().state() == ArchiveReport.State.FAILING);
            assertThat(archive.report().error()).contains("Read-only file system");
            assertThat(Stored.read(archive, LineFilter.ALL, all).found().cardinality())
                    .isEqualTo(all.size());
            assertThat(archive.report().damagedBlocks()).isZero();
        }
    }

    @Test
    void anIndexThatIsDamagedIsMadeAgainInMemory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path index : files.filter(path -> path.endsWith("index")).toList()) {
                Files.write(index, new byte[] {1, 2, 3});
            }
        }
        try (RunningArchive running = new RunningArchive(directory, SETTINGS, "two", DISK)) {
            assertThat(Stored.read(running.archive(), LineFilter.ALL, all)
                            .found()
                            .cardinality())
                    .isEqualTo(all.size());
            assertThat(running.archive().report().damagedBlocks()).isZero();
        }
    }
}
