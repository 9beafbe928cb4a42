package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.multiline.Multiline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Follows the log that it writes itself, with everything in it that it has to say: each line that is read must not make another.
 */
class OwnLogTest extends Threaded {
    private final Logger logger = Logger.getLogger("dev.logcast");
    private FileHandler handler;

    @BeforeEach
    void logToTheDirectory() throws IOException {
        handler = new FileHandler(directory.resolve("own.log").toString());
        handler.setFormatter(new SimpleFormatter());
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void logAsBefore() {
        logger.removeHandler(handler);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
        handler.close();
    }

    private void say(String text) {
        int before = texts().size();
        logger.info(text);
        await(() -> texts().stream().skip(before).anyMatch(record -> record.contains(text)));
    }

    private long records() {
        return texts().stream().filter(text -> !text.isEmpty()).count();
    }

    @Test
    void readingItMakesNoLine() throws IOException {
        // Troubles that are told: of a file that cannot be opened, of one that cannot be read, of one that is
        // truncated.
        Files.createSymbolicLink(directory.resolve("loop.log"), directory.resolve("loop.log"));
        Files.createSymbolicLink(directory.resolve("memory.log"), Path.of("/proc/self/mem"));
        write("truncated.log", "a line\n");
        SourceSpec all = spec("*.log");
        follow(new SourceSpec(
                all.name(),
                all.paths(),
                List.of(),
                StartPosition.BEGINNING,
                all.encoding(),
                Multiline.NONE,
                all.flushAfter(),
                all.maxRecordBytes()));
        Files.writeString(directory.resolve("truncated.log"), "x\n");
        await(() -> texts().contains("x"));
        say("first");
        await(() -> texts().stream().anyMatch(text -> text.contains("loop.log")));

        say("second");
        long before = records();
        for (int i = 0; i < 20; i++) {
            say("message " + i);
        }
        say("last");
        // Each message has a line that says when and by whom, and one with its text.
        assertThat(records() - before).isEqualTo(2 * 21);
    }
}
