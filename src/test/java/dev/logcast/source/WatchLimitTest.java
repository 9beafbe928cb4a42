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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void filesInDirectoriesBeyondTheLimitAreScannedAndThatIsSaidOnce() throws Exception {
        List<String> oneWatch = limiting("watches", 1);
        List<String> noInstance = limiting("instances", 0);
        assumeTrue(works(oneWatch), "no user namespaces here");
        for (String name : List.of("a", "b")) {
            Files.createDirectory(directory.resolve(name));
            Files.writeString(file(name), "old in " + name + '\n');
        }
        String glob = directory + "/*/*.log";
        try (FollowingProcess some = FollowingProcess.start(oneWatch, classes, glob);
                FollowingProcess none = FollowingProcess.start(noInstance, classes, glob)) {
            for (FollowingProcess each : List.of(some, none)) {
                each.awaitRecord("old in a");
                each.awaitRecord("old in b");
            }
            for (String name : List.of("a", "b")) {
                Files.writeString(file(name), "new in " + name + '\n', StandardOpenOption.APPEND);
            }
            for (FollowingProcess each : List.of(some, none)) {
                each.awaitRecord("new in a");
                each.awaitRecord("new in b");
                assertThat(each.said("are not watched")).isEqualTo(1);
            }
            some.awaitMessage(UNWATCHED + "watches reached");
            none.awaitMessage(UNWATCHED + "instances reached");
        }
    }

    private Path file(String name) {
        return directory.resolve(name).resolve("app.log");
    }
}
