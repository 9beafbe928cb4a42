package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many files cost while nothing happens. */
class CostTest extends Stepwise {
    private static final int FILES = 2000;

    @TempDir(factory = MemoryDirectory.class)
    private Path memory;

    private void followMany(int most) throws IOException {
        for (int file = 0; file < FILES; file++) {
            Path service = Files.createDirectories(memory.resolve("service" + file % 20));
            Files.writeString(service.resolve(file + ".log"), "line\n");
        }
        Files.createSymbolicLink(directory.resolve("many"), memory);
        mostOpen = most;
        globs = List.of("many/*/*.log");
        data = Files.createDirectory(memory.resolve("data"));
        restart();
        read();
        read();
        assertThat(received.texts()).hasSize(FILES);
    }

    @Test
    void scanOfIdleFilesCostsLittle() throws IOException {
        followMany(FILES);
        // 5 % of a core for 10,000 files that are looked at every 5 s.
        Duration allowed =
                Duration.ofSeconds(5).dividedBy(20).multipliedBy(FILES).dividedBy(10_000);
        long best = LongStream.generate(this::nanosOfAScan).limit(10).min().orElseThrow();

        assertThat(Duration.ofNanos(best)).isLessThan(allowed);
    }

    private long nanosOfAScan() {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        follower.look();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    @Test
    void idleFilesAreNotReadAgain() throws IOException {
        followMany(FILES);
        follower.look();
        long before = ReadBytes.byThisProcess();
        follower.look();
        follower.readAll();
        assertThat(ReadBytes.byThisProcess() - before).isLessThan(100_000);
    }

    @Test
    void descriptorsAreBounded() throws IOException {
        followMany(100);
        assertThat(OpenFiles.below(memory)).hasSizeLessThanOrEqualTo(100);
    }
}
