package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Part;
import dev.logcast.line.SourceId;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.Discovery;
import dev.logcast.source.find.Failures;
import dev.logcast.source.find.SourceSpec;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which files are found, and that each is read once however it is reached. */
class DiscoveryTest extends Stepwise {
    @Test
    void fileThatTwoPatternsMatchIsReadOnce() throws IOException {
        append("app.log", "one\n");
        restartFor("*.log", "app*", "**/app.log");
        readsNow("one");

        append("app.log", "two\n");
        readsNow("two");
        assertThat(generations()).isEqualTo(1);
    }

    @Test
    void fileAndTheLinkThatLeadsToItAreReadOnce() throws IOException {
        Path file = append("app.log", "one\n");
        Files.createSymbolicLink(directory.resolve("a-link.log"), file);
        restartFor("*.log");
        readsNow("one");

        append("app.log", "two\n");
        readsNow("two");
        assertThat(generations()).isEqualTo(1);
    }

    @Test
    void fileBelowALinkedDirectoryIsReadOnce() throws IOException {
        Files.createDirectory(directory.resolve("real"));
        append("real/app.log", "one\n");
        Files.createSymbolicLink(directory.resolve("alias"), directory.resolve("real"));
        restartFor("**/*.log");
        readsNow("one");
    }

    @Test
    void linkThatLeadsNowhereYetIsFollowedOnceItDoes() throws IOException {
        Files.createSymbolicLink(directory.resolve("app.log"), directory.resolve("later.txt"));
        readsNow();

        append("later.txt", "one\n");
        readsNow("one");
        assertThat(follower.report(new SourceId("app")).lastError()).isNull();
    }

    @Test
    @Timeout(20)
    void whatIsNoFileIsPassedOver() throws IOException {
        Files.createDirectory(directory.resolve("directory.log"));
        Files.createSymbolicLink(directory.resolve("zero.log"), Path.of("/dev/zero"));
        Files.createSymbolicLink(directory.resolve("terminal.log"), Path.of("/dev/ptmx"));
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(directory.resolve("socket.log")));
            append("app.log", "one\n");
            restartFor("*.log");
            readsNow("one");
        }
        assertThat(follower.report(new SourceId("app")).files()).hasSize(1);
    }

    @Test
    void excludeWinsOverEveryPattern() throws IOException {
        excludes = List.of(pattern("*debug*"));
        append("app.log", "one\n");
        append("app-debug.log", "left out\n");
        restartFor("*.log", "app-debug.log");
        readsNow("one");

        append("late-debug.log", "left out, too\n");
        readsNow();
    }

    @Test
    void rotationThatIsCompressedIsNotReadAgain() throws IOException {
        excludes = SourceSpec.ARCHIVES;
        append("app.log", "one\n");
        restartFor("app.log*");
        readsNow("one");

        append("app.log", "two\n");
        rename("app.log", "app.log.1");
        append("app.log", "three\n");
        readsNow("two", "three");

        // What gzip does: it writes beside the file, takes on its time, and deletes it.
        append("app.log.1.gz", "\u001f\u008b\b packed\n");
        Files.setLastModifiedTime(
                directory.resolve("app.log.1.gz"), Files.getLastModifiedTime(directory.resolve("app.log.1")));
        readsNow();
        Files.delete(directory.resolve("app.log.1"));
        append("app.log", "four\n");
        readsNow("four");
        rename("app.log.1.gz", "app.log.2.gz");
        readsNow();
        assertThat(received.losses()).isEmpty();
        restart();
        readsNow();
    }

    @Test
    void growthThatNoEventToldIsFoundByTheNextScan() throws IOException {
        append("app.log", "one\n");
        readsNow("one");

        append("app.log", "two\n");
        follower.readAll();
        assertThat(received.texts()).as("nobody has told").containsExactly("one");
        readsNow("two");
    }

    @Test
    void filesOfACaptureThatAppearLaterAreSourcesOfTheirOwn() throws IOException {
        restartFor("{service}/out.log");
        for (String service : List.of("orders", "users")) {
            Files.createDirectory(directory.resolve(service));
            append(service + "/out.log", service + '\n');
            readsNow(service);
        }
        assertThat(follower.sources()).containsExactlyInAnyOrder(new SourceId("app/orders"), new SourceId("app/users"));
    }

    @Test
    void filesOfAllSourcesAreFoundWhereNoDirectoryCanBeWatched() throws IOException {
        append("app.log", "one\n");
        Duty finding = new Duty("find", Part.FIND, faults, () -> false);
        SourceSpec spec = SourceSpec.of("app", PathGlob.escape(directory.toString()) + "/*.log");
        Discovery discovery = new Discovery(List.of(spec), new Failures(faults), finding);

        assertThat(discovery.scan(directories -> {
                    throw new IllegalStateException("no watches");
                }))
                .hasSize(1);
        assertThat(faults.lasting()).containsEntry("watch", "1, such as java.lang.IllegalStateException: no watches");

        assertThat(discovery.scan(directories -> false)).hasSize(1);
        assertThat(faults.lasting()).isEmpty();
    }
}
