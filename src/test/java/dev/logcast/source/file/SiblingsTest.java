package dev.logcast.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are found again under other names. */
class SiblingsTest {
    private static final int FILES = 4000;

    @TempDir
    private Path directory;

    private final Siblings siblings = new Siblings();

    private Map<Path, FileKey> files(String prefix) throws IOException {
        Map<Path, FileKey> files = new LinkedHashMap<>();
        for (int i = 0; i < FILES; i++) {
            Path file = Files.createFile(directory.resolve(prefix + i));
            files.put(file, FileKey.at(file));
        }
        return files;
    }

    @Test
    void allOfManyThatWereRenamedAreFound() throws IOException {
        Map<Path, FileKey> files = files("app");
        for (Path file : files.keySet()) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"));
        }
        for (Map.Entry<Path, FileKey> file : files.entrySet()) {
            assertThat(siblings.locate(file.getValue(), file.getKey()))
                    .isEqualTo(file.getKey().resolveSibling(file.getKey().getFileName() + ".1"));
        }
    }

    /** Each had the directory listed, which took minutes. */
    @Test
    @Timeout(20)
    void manyThatAreGoneDoNotTakeTimeEach() throws IOException {
        Map<Path, FileKey> gone = files("gone");
        files("there");
        for (Path file : gone.keySet()) {
            Files.delete(file);
        }
        for (Map.Entry<Path, FileKey> file : gone.entrySet()) {
            assertThat(siblings.locate(file.getValue(), file.getKey())).isNull();
        }
    }

    @Test
    void fileThatIsRenamedOnceMoreIsFoundAgain() throws IOException {
        Path one = Files.createFile(directory.resolve("one"));
        FileKey key = FileKey.at(one);
        Path two = Files.move(one, directory.resolve("two"));
        assertThat(siblings.locate(key, one)).isEqualTo(two);

        Path three = Files.move(two, directory.resolve("three"));
        assertThat(siblings.locate(key, one)).isEqualTo(three);
    }
}
