package dev.logcast.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that may not be read, until they may. Whoever is root may read everything, and follows them as nobody. */
class OtherUserTest {
    private static final boolean ROOT = System.getProperty("user.name").equals("root");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @TempDir
    private Path directory;

    @TempDir
    private Path classes;

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void fileIsReadOncePermissionIsGranted() throws IOException {
        assumeTrue(!ROOT || Files.isExecutable(SETPRIV));
        List<String> asNobody = ROOT
                ? List.of(SETPRIV.toString(), "--reuid", "65534", "--regid", "65534", "--clear-groups")
                : List.of();
        FollowingProcess.open(directory);
        FollowingProcess.open(classes);
        Path file = Files.writeString(directory.resolve("app.log"), "from a file\n");
        permit(file, "---------");
        Path hidden = Files.createDirectory(directory.resolve("hidden"));
        Files.writeString(hidden.resolve("app.log"), "from a directory\n");
        permit(hidden, "---------");

        try (FollowingProcess following = FollowingProcess.start(
                asNobody, classes, file.toString(), hidden.resolve("app.log").toString())) {
            following.awaitMessage("Cannot read " + file + ": permission denied: let user ");
            following.awaitMessage("Cannot read " + hidden.resolve("app.log") + ": permission denied: let user ");

            permit(file, "rw-r--r--");
            following.awaitRecord("from a file");
            permit(hidden, "rwxr-xr-x");
            following.awaitRecord("from a directory");
        } finally {
            permit(hidden, "rwxr-xr-x");
        }
    }
}
