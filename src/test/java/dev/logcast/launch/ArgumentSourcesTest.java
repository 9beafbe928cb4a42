package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
    void whatCannotBeFollowedIsRefused() throws Exception {
        Files.createDirectories(directory.resolve("empty"));
        for (String argument : new String[] {"missing.log", "empty", "\0"}) {
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
