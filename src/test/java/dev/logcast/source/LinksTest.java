package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logcast.source.file.FollowLinks;
import dev.logcast.source.file.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links out of the directory that is watched. Those of others can only be made by root. */
class LinksTest extends Stepwise {
    private static final String OTHER = "nobody";

    @TempDir
    private Path outside;

    private Links links(FollowLinks which) {
        return new Links(directory, which);
    }

    private static void giveAway(Path path) throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"));
        Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setOwner(path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OTHER));
    }

    private Path secret() throws IOException {
        return Files.writeString(outside.resolve("secret.log"), "secret\n");
    }

    private Path foreign(String name, Path target) throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve(name), target);
        giveAway(link);
        return link;
    }

    private void assertRefused(Path path) {
        assertThatThrownBy(() -> links(FollowLinks.OWNED).check(path))
                .isInstanceOf(Links.Refusal.class)
                .hasMessageContaining("a link of " + OTHER + " leads out of " + directory)
                .hasMessageContaining("follow-links");
    }

    @Test
    void linkOfAnotherUserOutOfTheTreeIsNotReadAndIsReported() throws IOException {
        secret();
        restartFor("*.log");
        foreign("app.log", outside.resolve("secret.log"));
        append("own.log", "own\n");
        readsNow("own");

        assertThat(reportOf("app.log").error()).contains("a link of nobody leads out of");
        assertRefused(directory.resolve("app.log"));
        links(FollowLinks.ANY).check(directory.resolve("app.log"));
    }

    @Test
    void linkWithinTheTreeIsFollowedWhoseverItIs() throws IOException {
        append("a.txt", "a line\n");
        restartFor("*.log");
        foreign("app.log", Path.of("a.txt"));
        readsNow("a line");
    }

    @Test
    void linksOfOurselvesAndOfTheOwnerOfTheDirectoryAreFollowed() throws IOException {
        Path secret = secret();
        Path own = Files.createSymbolicLink(directory.resolve("own.log"), secret);
        links(FollowLinks.OWNED).check(own);

        Path below = Files.createDirectory(directory.resolve("below"));
        Path theirs = Files.createSymbolicLink(below.resolve("theirs.log"), secret);
        giveAway(theirs);
        assertRefused(theirs);
        giveAway(below);
        links(FollowLinks.OWNED).check(theirs);
    }

    @Test
    void linkBehindALinkAndLinksOfDirectoriesAreAskedAbout() throws IOException {
        Path secret = secret();
        Path hop = Files.createSymbolicLink(outside.resolve("hop"), secret);
        giveAway(hop);
        assertRefused(Files.createSymbolicLink(directory.resolve("app.log"), hop));

        Path door = foreign("door", outside);
        assertRefused(door);
        assertRefused(door.resolve("secret.log"));
        assertRefused(foreign("round.log", Path.of("door/../" + outside.getFileName() + "/secret.log")));

        restartFor("**/*.log");
        append("own.log", "own\n");
        readsNow("own");
    }

    /** What a link seems to lead to is not what it leads to. */
    @Test
    void detourOverALinkOfRootIsSeenThrough() throws IOException {
        Files.createDirectory(outside.resolve("sub"));
        secret();
        Files.createSymbolicLink(directory.resolve("sub"), outside.resolve("sub"));
        assertRefused(foreign("app.log", Path.of("sub/../secret.log")));
    }

    @Test
    void nothingOfTheKernelIsRead() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")));
        for (String file :
                new String[] {"/proc/self/environ", "/proc/self/mem", "/sys/kernel/mm/transparent_hugepage/enabled"}) {
            Path link = directory.resolve("x.log");
            Files.createSymbolicLink(link, Path.of(file));
            for (FollowLinks which : FollowLinks.values()) {
                assertThatThrownBy(() -> links(which).check(link)).as(file).hasMessageContaining("where no logs are");
            }
            Files.delete(link);
        }
        new Links(Path.of("/dev/shm"), FollowLinks.OWNED).check(Path.of("/dev/shm/app.log"));
        assertThatThrownBy(
                        () -> new Links(Path.of("/proc/self"), FollowLinks.OWNED).check(Path.of("/proc/self/environ")))
                .hasMessageContaining("where no logs are");
    }

    @Test
    void turnThatIsALinkIsNoTurn() throws IOException {
        Path log = append("app.log", "one\n");
        restartFor("app.log");
        read();
        rename("app.log", "app.log.2");
        Files.createSymbolicLink(directory.resolve("app.log.1"), secret());
        append("app.log", "two\n");
        readsNow("two");
        assertThat(log).exists();
    }

    @Test
    void linksInACircleEnd() throws IOException {
        Path one = directory.resolve("one");
        Files.createSymbolicLink(one, Path.of("two"));
        Files.createSymbolicLink(directory.resolve("two"), Path.of("one"));
        assertThatThrownBy(() -> links(FollowLinks.OWNED).check(one)).isInstanceOf(IOException.class);
    }
}
