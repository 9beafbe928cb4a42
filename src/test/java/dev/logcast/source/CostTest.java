package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many files cost while nothing happens. */
class CostTest extends Stepwise {
    private static final int FILES = 1000;
    private static final int MANY_FILES = 8000;

    @TempDir(factory = MemoryDirectory.class)
    private Path memory;

    @Test
    void idleFilesCostLittleAndAreNotReadAgain() throws IOException {
        for (int file = 0; file < FILES; file++) {
            Path service = Files.createDirectories(memory.resolve("service" + file % 20));
            Files.writeString(service.resolve(file + ".log"), "x".repeat(300) + '\n');
        }
        Files.createSymbolicLink(directory.resolve("many"), memory);
        mostOpen = FILES;
        data = memory;
        restartFor("many/*/*.log");
        read();
        read();
        assertThat(received.texts()).hasSize(FILES);

        long before = ReadBytes.byThisProcess();
        follower.look();
        follower.readAll();
        assertThat(ReadBytes.byThisProcess() - before).isLessThan(100_000);

        // 5 % of a core for 10,000 files that are looked at every 5 s.
        Duration allowed =
                Duration.ofSeconds(5).dividedBy(20).multipliedBy(FILES).dividedBy(10_000);
        long best = LongStream.generate(this::nanosOfAScan).limit(20).min().orElseThrow();
        assertThat(Duration.ofNanos(best)).isLessThan(allowed);
    }

    @Test
    void thousandsOfFilesOfOneSourceThatComeAtOnceAreNotEachComparedWithEach() throws IOException {
        mostOpen = 100;
        Files.createSymbolicLink(directory.resolve("many"), memory);
        restartFor("many/*.log");
        for (int file = 0; file < MANY_FILES; file++) {
            Files.writeString(memory.resolve(file + "-x.log"), "line of " + file + '\n');
        }
        long nanos = nanosOfAScan();

        follower.readAll();
        assertThat(received.texts()).hasSize(MANY_FILES);
        assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(5));
    }

    private long nanosOfAScan() {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        follower.look();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
}
