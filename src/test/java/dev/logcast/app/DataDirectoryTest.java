package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void secondInstanceIsToldWhoUsesIt() throws IOException {
        DataDirectory first = DataDirectory.open(directory.resolve("new/data"));

        assertThatIOException()
                .isThrownBy(() -> DataDirectory.open(directory.resolve("new/data")))
                .withMessageContaining(
                        "used by process " + ProcessHandle.current().pid());
        first.close();
        DataDirectory.open(directory.resolve("new/data")).close();
    }

    @Test
    void fileInItsPlaceIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatIOException()
                .isThrownBy(() -> DataDirectory.open(file))
                .withMessageContaining("must be a directory that can be written, was \"" + file);
    }

    @Test
    void whatAnEarlierVersionLeftForAllToReadIsItsOwnersAlone() throws IOException {
        Path block = Files.writeString(
                Files.createDirectories(directory.resolve("archive/first")).resolve("blocks"), "");
        Files.setPosixFilePermissions(block, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(block.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));

        DataDirectory.open(directory).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(block)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(block.getParent())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("lock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void lockThatWasRemovedIsTakenAgain() throws IOException {
        Path data = directory.resolve("data");
        DataDirectory open = DataDirectory.open(data);
        Files.delete(data.resolve("lock"));
        Files.delete(data);

        open.tend();

        assertThat(data.resolve("lock"))
                .hasContent(Long.toString(ProcessHandle.current().pid()));
        assertThatIOException().isThrownBy(() -> DataDirectory.open(data)).withMessageContaining("used by process");
        open.close();
        Files.delete(data.resolve("lock"));
        open.tend();
        assertThat(data.resolve("lock")).doesNotExist();
    }

    @Test
    void directoryThatCannotBeMadeAnewIsAwaited() throws IOException {
        Path data = directory.resolve("data");
        DataDirectory open = DataDirectory.open(data);
        Files.delete(data.resolve("lock"));
        Files.delete(data);
        Files.writeString(data, "in its place");

        open.tend();
        Files.delete(data);
        open.tend();

        assertThat(data.resolve("lock")).exists();
        open.close();
    }
}
