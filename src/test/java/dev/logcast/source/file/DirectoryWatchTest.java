package dev.logcast.source.file;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Messages;
import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DirectoryWatchTest {
    private static final Duration SHORTLY = Duration.ofMillis(20);

    private final DirectoryWatch watch = new DirectoryWatch();

    @TempDir
    private Path directory;

    @AfterEach
    void close() throws IOException {
        watch.close();
    }

    private boolean structure() {
        try {
            return watch.await(SHORTLY, changed -> {});
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, "x", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void lostEventsAskForAScan() {
        List<Path> files = IntStream.range(0, 800)
                .mapToObj(i -> directory.resolve(Integer.toString(i)))
                .toList();
        files.forEach(DirectoryWatchTest::touch);
        watch.watch(Set.of(directory));

        // More than are kept while nobody asks; none of them alone asks for a scan.
        await(() -> {
            files.forEach(DirectoryWatchTest::touch);
            return structure();
        });
    }

    @Test
    void whatCannotBeWatchedIsToldOnceAndTriedAgain() throws IOException {
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));
        try (Messages messages = Messages.of(DirectoryWatch.class)) {
            for (int i = 0; i < 3; i++) {
                watch.watch(Set.of(directory, loop));
                assertThat(watch.complete()).isFalse();
            }
            assertThat(messages.texts())
                    .singleElement()
                    .asString()
                    .startsWith("Some directories are not watched, only scanned: ");

            touch(directory.resolve("seen"));
            await(this::structure);
            Files.delete(loop);
            watch.watch(Set.of(directory, Files.createDirectory(loop)));
            assertThat(watch.complete()).isTrue();
        }
    }

    @Test
    void directoryThatVanishedIsNotMissed() throws IOException {
        Path gone = Files.createDirectory(directory.resolve("gone"));
        Files.delete(gone);
        try (Messages messages = Messages.of(DirectoryWatch.class)) {
            watch.watch(Set.of(directory, gone));
            assertThat(watch.complete()).isTrue();
            assertThat(messages.texts()).isEmpty();
        }
    }

    @Test
    void changesAreToldBehindAFaultOfWhoeverIsTold() throws InterruptedException {
        Faults faults = new Faults(Telemetry.NONE);
        List<Path> told = new CopyOnWriteArrayList<>();
        AtomicBoolean failing = new AtomicBoolean(true);
        AtomicBoolean over = new AtomicBoolean();
        Path file = directory.resolve("app.log");
        touch(file);
        watch.watch(Set.of(directory));
        Duty duty = new Duty("watch", Part.WATCH, faults, () -> {
            watch.await(SHORTLY, changed -> {
                if (failing.get()) {
                    throw new IllegalStateException("of ours");
                }
                told.add(changed);
            });
            return !over.get();
        });
        Thread thread = new Thread(duty);
        thread.start();

        touch(file);
        await(() -> faults.lasting().containsKey("watch"));
        assertThat(duty.problem()).isNull();
        failing.set(false);
        await(() -> {
            touch(file);
            return told.contains(file);
        });
        await(() -> faults.lasting().isEmpty());

        over.set(true);
        thread.join();
    }
}
