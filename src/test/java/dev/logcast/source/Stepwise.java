package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.duty.Faults;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.FileReport;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A directory of logs and its follower, every step of which is taken by hand: no threads, nothing to wait for. */
@Timeout(60)
abstract class Stepwise {
    private static final long FIRST_MILLIS = 1_790_000_000_000L;

    RecordLog received = new RecordLog();
    final Faults faults = new Faults(Telemetry.NONE);
    Follower follower;
    Checkpoints checkpoints;

    // Settings of the source; they count from the next start on.
    List<String> globs = List.of("app.log");
    List<PathGlob> excludes = List.of();
    StartPosition position = StartPosition.BEGINNING;
    Charset encoding = StandardCharsets.UTF_8;
    Multiline multiline = Multiline.NONE;
    Duration flushAfter = Duration.ofHours(1);
    int maxRecordBytes = 1_000_000;
    int mostOpen = 100;

    @TempDir
    Path directory;

    @TempDir
    Path data;

    private long ticks;

    RecordListener listener() {
        return received;
    }

    @BeforeEach
    void start() throws IOException {
        checkpoints = Checkpoints.in(data);
        checkpoints.restore();
        SourceSpec spec = new SourceSpec(
                "app",
                globs.stream().map(this::pattern).toList(),
                excludes,
                position,
                encoding,
                multiline,
                flushAfter,
                maxRecordBytes);
        follower = new Follower(List.of(spec), listener(), InstantSource.system(), checkpoints, faults, mostOpen);
        follower.look();
    }

    @AfterEach
    void stop() {
        follower.stop(Duration.ofSeconds(5));
        follower.close();
    }

    /** A pattern below the directory. */
    PathGlob pattern(String glob) {
        return PathGlob.parse(PathGlob.escape(directory.toString()) + '/' + glob);
    }

    void restartFor(String... newGlobs) throws IOException {
        globs = List.of(newGlobs);
        restart();
    }

    void restart() throws IOException {
        stop();
        start();
    }

    /** What was not written down is gone. */
    void crash() throws IOException {
        start();
    }

    void read() {
        follower.look();
        follower.readAll();
    }

    Path append(String name, String text) throws IOException {
        return append(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** File times are our own, for a file system's clock ticks too slowly. */
    Path append(String name, byte[] bytes) throws IOException {
        Path path = directory.resolve(name);
        Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return Files.setLastModifiedTime(path, FileTime.fromMillis(FIRST_MILLIS + 10 * ticks++));
    }

    void truncate(String name) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(name), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    void rename(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to));
    }

    void copy(String from, String to) throws IOException {
        Files.copy(directory.resolve(from), directory.resolve(to));
        append(to, "");
    }

    void readsNow(String... texts) {
        int before = received.texts().size();
        read();
        assertThat(received.texts().stream().skip(before)).containsExactly(texts);
    }

    long generations() {
        return received.batches().stream()
                .map(RecordBatch::generation)
                .distinct()
                .count();
    }

    /** How many descriptors the process holds on files below the directory. */
    long descriptors() throws IOException {
        return OpenFiles.below(directory).size();
    }

    FileReport reportOf(String name) {
        List<FileReport> files = follower.report(new SourceId("app")).files();
        return files.stream()
                .filter(file -> file.path().equals(directory.resolve(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + Arrays.toString(files.toArray())));
    }
}
