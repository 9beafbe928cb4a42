package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {
    @TempDir
    Path directory;

    @Test
    void whatAKilledProcessLeftInPassingIsDeletedAndNothingElse() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path left = Files.createDirectories(directory.resolve("logcast-" + ended.pid() + "-17/archive"));
        Path own = Files.createDirectories(
                directory.resolve("logcast-" + ProcessHandle.current().pid() + "-17"));
        Path other = Files.createDirectories(directory.resolve("logcast-data"));

        Path passing = Instance.passing(directory);

        assertThat(left.getParent()).doesNotExist();
        assertThat(own).exists();
        assertThat(other).exists();
        assertThat(passing).exists();
    }

    @Test
    void secondInstanceIsToldWhoUsesTheDirectoryAndWhatNamesAnother() throws Exception {
        Path data = directory.resolve("new/data");
        Instance first = Instance.claim(data);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Instance.claim(data))
                .withMessageContaining(data.toString())
                .withMessageContaining("process " + ProcessHandle.current().pid())
                .withMessageContaining("LOGCAST_DATA_DIR");
        first.close();
        Instance.claim(data).close();
    }

    @Test
    void applicationInAnotherServerHoldsTheDirectory() throws IOException {
        Path lock = Files.writeString(directory.resolve("lock"), "4711");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            channel.lock();

            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> Instance.claim(directory))
                    .withMessageContaining("in use by process 4711");
        }
    }

    @Test
    void whatAKilledServerLeftIsClearedAndWhatItMayLeadToStays() throws Exception {
        Path kept = Files.writeString(directory.resolve("kept"), "");
        try (Instance instance = Instance.claim(directory.resolve("data"))) {
            Path server = instance.serverDirectory();
            Files.createDirectories(server.resolve("applications/ROOT"));
            Files.writeString(server.resolve("applications/ROOT/old.class"), "");
            Files.createSymbolicLink(server.resolve("link"), directory);

            assertThat(instance.serverDirectory()).isEqualTo(server).isDirectoryContaining("glob:**/tmp");
            assertThat(server.resolve("applications")).doesNotExist();
            assertThat(server.resolve("link")).doesNotExist();
            assertThat(kept).exists();
        }
    }

    @Test
    void whatItMakesIsItsOwnersAlone() throws Exception {
        Path data = directory.resolve("data");
        try (Instance instance = Instance.claim(data)) {
            Path server = instance.serverDirectory();

            assertThat(permissions(data)).isEqualTo("rwx------");
            assertThat(permissions(server)).isEqualTo("rwx------");
            assertThat(permissions(data.resolve("server.lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void directoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Instance.claim(file))
                .withMessageContaining("cannot write to the data directory " + file);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
