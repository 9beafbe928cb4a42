package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logcast.source.file.PathGlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentSourcesTest {
    @TempDir
    Path directory;

    private final ArgumentSources sources = new ArgumentSources();

    private String file(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "").toString();
    }

    private void assertSource(String name, String glob) {
        assertThat(sources.settings())
                .containsEntry("logcast.source." + name + ".path", glob.replace("DIR", directory.toString()));
    }

    @Test
    void fileIsCalledByItsNameWithoutItsEnding() throws Exception {
        sources.add(file("My App_1.log"));
        sources.add(file("events.json"));
        sources.add(file("...txt"));

        assertThat(sources.settings()).containsEntry("logcast.sources", "my-app-1,events,log");
        assertSource("events", "DIR/events.json");
    }

    @Test
    void fileWhoseNameLooksLikeAGlobIsThatFile() throws Exception {
        sources.add(file("a[1]{b,c}*.log"));

        assertSource("a-1-b-c", "DIR/a\\[1\\]\\{b\\,c\\}\\*.log");
    }

    @Test
    void directoryIsEachOfItsLogs() throws Exception {
        file("web/a.log");
        sources.add(directory.resolve("web").toString());

        assertSource("web", "DIR/web/{file}.log");
    }

    @Test
    void globIsCalledAfterItsDirectory() throws Exception {
        sources.add(directory + "/srv/web/*/out.log");

        assertSource("web", "DIR/srv/web/*/out.log");
    }

    @Test
    void secondOfANameGetsThatOfTheDirectoryInFrontAndTheThirdANumber() throws Exception {
        sources.add(file("x/a.log"));
        sources.add(file("y/a.log"));
        sources.add(file("y/a.txt"));

        assertThat(sources.settings()).containsEntry("logcast.sources", "a,y-a,y-a-2");
    }

    @Test
    void sourceThatIsPushedToKeepsItsNameBesideAFileOfThatName() throws Exception {
        sources.addPushed("stdin");
        sources.add(file("x/stdin.log"));

        assertThat(sources.settings()).containsEntry("logcast.sources", "stdin,x-stdin");
        assertSource("stdin", "");
    }

    @Test
    void nameThatIsReservedIsNobodys() throws Exception {
        sources.reserve("demo");
        sources.add(file("x/demo.log"));

        assertThat(sources.settings()).containsEntry("logcast.sources", "x-demo");
    }

    @Test
    void fileThatIsNamedTwiceIsOneSource() throws Exception {
        sources.add(file("a.log"));
        sources.add(directory + "/./b/../a.log");

        assertThat(sources.settings()).containsEntry("logcast.sources", "a");
    }

    @Test
    void directoryOfAGlobIsTakenAsItIsCalled() throws Exception {
        file("a,b[1]/x.log");
        sources.add(directory + "/a,b[1]/../plain/y,z-*.log");

        assertSource("plain", "DIR/plain/y\\,z-*.log");
        assertThat(PathGlob.split(sources.settings().get("logcast.source.plain.path")))
                .hasSize(1);
    }

    @Test
    void nameThatLooksLikeAGlobButIsNoFileIsOne() throws Exception {
        file("logs/a1.log");
        sources.add(directory + "/logs/a[0-9].log");

        assertSource("logs", "DIR/logs/a[0-9].log");
    }

    @Test
    void bytesOfANameThatAreNoCharacterAreFoundInItsDirectory() throws Exception {
        Path odd = directory.resolve("odd");
        Files.createDirectories(odd);
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        assertThat(new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                "mkdir \"$(printf 'd\\377')\"; echo hi > \"$(printf 'd\\377/a\\376.log')\"")
                        .directory(odd.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();

        sources.add(odd + "/d\ufffd/a\ufffd.log");

        assertSource("a", "DIR/odd/d[\ufffd]/a[\ufffd].log");
        PathGlob glob = PathGlob.parse(sources.settings().get("logcast.source.a.path"));
        assertThat(glob.match(Path.of(odd + "/d\ufffd/a\ufffd.log"))).isPresent();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> sources.add(odd + "/d\ufffd/b\ufffd.log"))
                .withMessageContaining("no such file");
    }

    @Test
    void logsOfADirectoryAreFoundInThoseBelowItToo() throws Exception {
        file("var/syslog.log");
        file("var/nginx/access.log");
        file("var/nginx/error.log");
        file("var/a/b/deep.log");
        file("var/a/b/c/deepest.log");
        file("var/a/b/c/d/too-deep.log");
        file("var/empty/readme.txt");

        sources.addLogsBelow(directory.resolve("var"));

        assertThat(sources.settings()).containsEntry("logcast.sources", "syslog,b,c,nginx");
        assertSource("nginx", "DIR/var/nginx/{file}.log");
        assertSource("c", "DIR/var/a/b/c/{file}.log");
    }

    @Test
    void directoryThatIsNotThereHasNoLogs() {
        sources.addLogsBelow(directory.resolve("missing"));

        assertThat(sources.isEmpty()).isTrue();
    }

    @Test
    void whatCannotBeFollowedIsRefused() throws Exception {
        Files.createDirectories(directory.resolve("empty"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> sources.add(""));
        for (String argument : new String[] {"missing.log", "empty", "\0", "empty/x/y.log"}) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> sources.add(directory + "/" + argument))
                    .withMessageContaining(argument);
        }
    }

    @Test
    void sourceThatIsPushedToHasNoPath() {
        sources.addPushed("stdin");

        assertThat(sources.settings()).containsEntry("logcast.sources", "stdin");
        assertSource("stdin", "");
    }
}
