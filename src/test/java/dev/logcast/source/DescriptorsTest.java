package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many files are held open, and what becomes of those that are not. */
class DescriptorsTest extends Stepwise {
    private void restartWith(int most, String glob) throws IOException {
        mostOpen = most;
        restartFor(glob);
    }

    @Test
    void filesAtRestForLongestAreClosedAndOpenedAgain() throws IOException {
        restartWith(2, "*.log");
        for (int file = 1; file <= 5; file++) {
            append(file + ".log", "file " + file + '\n');
            readsNow("file " + file);
        }
        read();
        assertThat(OpenFiles.below(directory))
                .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
                .containsExactlyInAnyOrder("4.log", "5.log");

        append("1.log", "again\n");
        readsNow("again");
        assertThat(generations()).isEqualTo(5);
    }

    @Test
    void lastReadingOfAllFilesOpensOneAtATime() throws IOException {
        restartWith(2, "*.log");
        for (int file = 1; file <= 5; file++) {
            append(file + ".log", "file " + file + '\n');
            read();
        }
        read();
        append("1.log", "the end\n");
        follower.stop(Duration.ofSeconds(5));

        assertThat(received.texts()).contains("the end");
        assertThat(OpenFiles.below(directory)).hasSize(2);
    }

    @Test
    void whatTheDeletionOfAClosedFileTookIsTold() throws IOException {
        restartWith(0, "app.log");
        append("app.log", "one\n");
        readsNow("one");
        read();
        assertThat(descriptors()).isZero();

        append("app.log", "never read\n");
        follower.look();
        Files.delete(directory.resolve("app.log"));
        readsNow();
        // It might have been found elsewhere.
        follower.look();
        assertThat(received.losses()).hasSize(1);
    }

    @Test
    void closedFileThatWasRenamedIsReadToItsEnd() throws IOException {
        restartWith(0, "app.log");
        append("app.log", "one\n");
        readsNow("one");
        read();

        append("app.log", "two\n");
        rename("app.log", "app.log.1");
        append("app.log", "three\n");
        readsNow("two", "three");
        assertThat(received.losses()).isEmpty();
    }

    @Test
    void fileThatTookTheInodeOfADeletedOneIsReadAnew() throws IOException {
        restartWith(0, "app.log");
        append("app.log", "one\n");
        readsNow("one");
        read();

        Path log = directory.resolve("app.log");
        Object inode = inode(log);
        Files.delete(log);
        append("app.log", "two\n");
        assumeTrue(inode.equals(inode(log)), "this file system does not use inodes again at once");
        readsNow("two");
        assertThat(generations()).isEqualTo(2);
    }

    private static Object inode(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Test
    void fileThatCannotBeReadIsNotHeldOpen() throws IOException {
        // It opens, and fails at the first byte.
        Path unreadable = Path.of("/proc/self/mem");
        assumeTrue(Files.isRegularFile(unreadable));
        Files.createSymbolicLink(directory.resolve("app.log"), unreadable);
        for (int i = 0; i < 3; i++) {
            read();
        }
        assertThat(OpenFiles.below(Path.of("/proc/self"))).noneMatch(path -> path.endsWith("/mem"));
        assertThat(reportOf("app.log").error()).isNotNull();
    }
}
