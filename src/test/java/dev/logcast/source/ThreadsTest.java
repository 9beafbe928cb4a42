package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.checkpoint.Checkpoints;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What follows files in threads holds: threads, watches, and descriptors of files that are gone. */
class ThreadsTest extends Threaded {
    private static final int FILES = 300;
    private static final int DIRECTORIES = 15;

    private static Set<Long> threads() {
        return Stream.of(ManagementFactory.getThreadMXBean().getAllThreadIds())
                .flatMapToLong(Arrays::stream)
                .boxed()
                .collect(Collectors.toSet());
    }

    /** One line for each watch (Linux, {@code /proc/self/fdinfo}). */
    private static long watches() throws IOException {
        long watches = 0;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fdinfo"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                try {
                    watches += Files.readAllLines(descriptor).stream()
                            .filter(line -> line.startsWith("inotify "))
                            .count();
                } catch (IOException e) {
                    // Closed meanwhile.
                }
            }
        }
        return watches;
    }

    @Test
    void threadsAndWatchesDoNotGrowWithFiles() throws IOException {
        for (int file = 0; file < FILES; file++) {
            Files.createDirectories(directory.resolve("service" + file % DIRECTORIES));
            write("service" + file % DIRECTORIES + '/' + file + ".log", "line\n");
        }
        Collection<Long> before = threads();
        long watchesBefore = watches();
        follow(spec("*/*.log"));
        await(() -> texts().size() == FILES);

        Set<Long> added = threads();
        added.removeAll(before);
        // Two workers, four in reserve, who finds, who watches, and the one that the JDK's watch service has.
        assertThat(added).hasSizeLessThanOrEqualTo(9);
        assertThat(watches() - watchesBefore).isEqualTo(DIRECTORIES + 1);
    }

    @Test
    void deletedFileIsLetGoOfWithinFiveSeconds() throws IOException {
        write("app.log", "one\n");
        follow(spec("*.log"));
        awaitTexts("one");
        write("app.log", "two\n");
        Files.delete(directory.resolve("app.log"));
        awaitTexts("one", "two");
        long drained = System.nanoTime();
        await(() -> {
            try {
                return OpenFiles.below(directory).isEmpty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(Duration.ofNanos(System.nanoTime() - drained)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void progressIsOnDiskWithinThreeSeconds() throws IOException {
        Checkpoints checkpoints = Checkpoints.in(Files.createDirectory(directory.resolve("data")));
        write("app.log", "");
        follow(1, log, checkpoints, spec("*.log"));
        write("app.log", "one\n");
        awaitTexts("one");
        long read = System.nanoTime();
        await(() -> storedOffset() == 4);
        // Two seconds late, at least every second.
        assertThat(Duration.ofNanos(System.nanoTime() - read))
                .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(3));
    }

    private long storedOffset() {
        try {
            Checkpoints stored = Checkpoints.in(directory.resolve("data"));
            stored.restore();
            return stored.all().stream().mapToLong(Checkpoint::offset).sum();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
