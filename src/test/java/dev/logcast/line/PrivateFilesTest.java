package dev.logcast.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    Path directory;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void whatIsMadeIsItsOwnersAlone() throws IOException {
        PrivateFiles.createDirectories(directory.resolve("a/b"));
        PrivateFiles.open(directory.resolve("a/b/c"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                .close();

        assertThat(permissions(directory.resolve("a"))).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("a/b/c"))).isEqualTo("rw-------");
    }

    @Test
    void whatWasThereIsTightenedAndWhatIsBehindALinkIsNot() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path foreign = Files.writeString(elsewhere.resolve("foreign"), "");
        open(elsewhere);
        open(foreign);
        Path data = Files.createDirectories(directory.resolve("data/archive")).getParent();
        Path block = Files.writeString(data.resolve("archive/blocks"), "");
        open(data);
        open(data.resolve("archive"));
        open(block);
        Files.createSymbolicLink(data.resolve("link"), elsewhere);
        Files.createSymbolicLink(data.resolve("file"), foreign);

        PrivateFiles.tighten(data);

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("archive"))).isEqualTo("rwx------");
        assertThat(permissions(block)).isEqualTo("rw-------");
        assertThat(permissions(elsewhere)).isEqualTo("rwxrwxrwx");
        assertThat(permissions(foreign)).isEqualTo("rwxrwxrwx");
    }
}
