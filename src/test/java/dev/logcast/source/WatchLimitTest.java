package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel's limits leave unwatched is scanned. In a user namespace of its own a process may have lower ones. */
class WatchLimitTest {
    private static final String UNWATCHED = "Some directories are not watched, only scanned: User limit of inotify ";

    @TempDir
    private Path directory;

    @TempDir
    private Path classes;

    private static List<String> limiting(String what, int limit) {
        return List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "sh",
                "-c",
                "echo " + limit + " > /proc/sys/user/max_inotify_" + what + " && exec \"$@\"",
                "sh");
    }

    private static boolean works(List<String> launcher) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"watches, 1, watches reached", "instances, 0, instances reached"})
    void filesInDirectoriesBeyondTheLimitAreScannedAndThatIsSaidOnce(String what, int limit, String reason)
            throws Exception {
        List<String> launcher = limiting(what, limit);
        assumeTrue(works(launcher), "no user namespaces here");
        for (String name : List.of("a", "b")) {
            Files.createDirectory(directory.resolve(name));
            Files.writeString(directory.resolve(name).resolve("app.log"), "old in " + name + '\n');
        }
        try (FollowingProcess following = FollowingProcess.start(launcher, classes, directory + "/*/*.log")) {
            for (String name : List.of("a", "b")) {
                following.awaitRecord("old in " + name);
                Path file = directory.resolve(name).resolve("app.log");
                Files.writeString(file, "new in " + name + '\n', StandardOpenOption.APPEND);
                following.awaitRecord("new in " + name);
            }
            following.awaitMessage(UNWATCHED + reason);
            assertThat(following.said("are not watched")).isEqualTo(1);
        }
    }
}
