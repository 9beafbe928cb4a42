package dev.logcast.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/a/*.log /a/b.log true",
                "/a/*.log /a/b/c.log false",
                "/a/**/*.log /a/b/c.log true",
                "/a/**/*.log /a/c.log true",
                "/a/** /a/b/c true",
                "/a/?.log /a/b.log true",
                "/a/[bc].log /a/c.log true",
                "/a/[!bc].log /a/c.log false",
                "/a/{b,c}.log /a/c.log true",
                "/a/{b,c}.log /a/d.log false",
                "/a/\\*.log /a/*.log true",
                "/a/\\*.log /a/b.log false",
                "/a/b.log /a/bxlog false",
                "/a/{b,*}.log /a/x.log true"
            })
    void matchesPaths(String glob, String path, boolean matches) {
        assertThat(PathGlob.parse(glob).match(Path.of(path)).isPresent()).isEqualTo(matches);
    }

    @Test
    void capturesOneName() {
        assertThat(PathGlob.parse("/var/log/{service}/out*.log").match(Path.of("/var/log/orders/out1.log")))
                .contains("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a/{b", "/a/b}", "/a/[b", "/{a}/{b}", "/a\\"})
    void refusesWhatIsNoPattern(String glob) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathGlob.parse(glob));
    }

    @Test
    void commasInBracesDoNotSplitAList() {
        assertThat(PathGlob.split("/a/{b,c}.log, /d\\,e ,,/f")).containsExactly("/a/{b,c}.log", "/d\\,e", "/f");
    }

    @Test
    void escapedPathMatchesItself() {
        String odd = "/a/[x]{y}*?,\\z.log";

        assertThat(PathGlob.parse(PathGlob.escape(odd)).match(Path.of(odd))).contains("");
        assertThat(PathGlob.split(PathGlob.escape(odd))).hasSize(1);
    }

    @Test
    void findsFilesAtEveryDepthOnceEvenThroughALoopOfLinks(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.createSymbolicLink(root.resolve("a/b/loop"), root);
        Files.writeString(root.resolve("top.log"), "");
        Files.writeString(root.resolve("a/b/deep.log"), "");
        Files.writeString(root.resolve("a/b/other.txt"), "");
        List<Path> found = new ArrayList<>();
        List<Path> directories = new ArrayList<>();

        PathGlob.parse(PathGlob.escape(root.toString()) + "/**/*.log")
                .find(found::add, directories::add, (path, e) -> {}, directory -> true);

        assertThat(found).containsExactlyInAnyOrder(root.resolve("top.log"), root.resolve("a/b/deep.log"));
        assertThat(directories).contains(root, root.resolve("a"), root.resolve("a/b"));
    }

    @Test
    void directoryThatIsNotThereYetIsAwaitedInItsParent(@TempDir Path root) {
        List<Path> directories = new ArrayList<>();

        PathGlob.parse(PathGlob.escape(root.toString()) + "/later/*.log")
                .find(path -> {}, directories::add, (path, e) -> {}, directory -> true);

        assertThat(directories).containsExactly(root);
    }
}
