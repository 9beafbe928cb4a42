package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rotation as fast as it goes, while files are read. */
class RotationStormTest extends Threaded {
    private static final int ROTATIONS = 60;
    private static final int LINES = 50;

    private final List<String> written = new ArrayList<>();

    /** {@code app.log} becomes {@code app.log.1}, that becomes {@code app.log.2}, and so on. */
    private void rotate(int rotated) throws IOException {
        for (int i = rotated; i > 0; i--) {
            Files.move(directory.resolve("app.log." + i), directory.resolve("app.log." + (i + 1)));
        }
        Files.move(directory.resolve("app.log"), directory.resolve("app.log.1"));
    }

    /** So that each file was written to later than the one before, however slowly the clock of file times ticks. */
    private void writeLines(int rotation, FileTime before) throws IOException {
        Path file = directory.resolve("app.log");
        try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.APPEND, StandardOpenOption.CREATE)) {
            for (int line = 0; line < LINES || Files.getLastModifiedTime(file).compareTo(before) <= 0; line++) {
                written.add("rotation " + rotation + " line " + line);
                out.write(written.get(written.size() - 1) + '\n');
                out.flush();
            }
        }
    }

    private void storm(String glob) throws IOException {
        write("app.log", "");
        follow(spec(glob));
        FileTime before = FileTime.fromMillis(0);
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            writeLines(rotation, before);
            before = Files.getLastModifiedTime(directory.resolve("app.log"));
            rotate(rotation);
        }
        writeLines(ROTATIONS, before);
        await(() -> texts().size() >= written.size());
        assertThat(log.losses()).isEmpty();
    }

    @Test
    void everyLineComesOnceAndInOrder() throws IOException {
        storm("app.log");
        assertThat(texts()).isEqualTo(written);
    }

    @Test
    void everyLineComesOnceWhereRotatedFilesMatch() throws IOException {
        storm("app.log*");
        assertThat(texts()).containsExactlyInAnyOrderElementsOf(written);
    }
}
