package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Copies that a pattern finds beside the file that they were made of: what was read there is not read again. */
class CopiesTest extends Stepwise {
    private static final int LINES = 20;

    /** Enough of them that a copy cannot be taken for something else. */
    private static String lines(String name) {
        return IntStream.range(0, LINES)
                .mapToObj(line -> name + " line " + line + " of a content that can be told from others\n")
                .collect(Collectors.joining());
    }

    private void readsOnly(String name) {
        int before = received.texts().size();
        read();
        read();
        assertThat(received.texts().stream().skip(before)).hasSize(LINES).allMatch(text -> text.startsWith(name + ' '));
    }

    private void begin() throws IOException {
        restartFor("app.log*");
        append("app.log", lines("first"));
        readsOnly("first");
    }

    @Test
    void secondCopyOfWhatIsStillThereIsNotReadAgain() throws IOException {
        begin();
        copy("app.log", "app.log.1");
        copy("app.log", "app.log.2");
        append("app.log", lines("second"));
        readsOnly("second");
        assertThat(generations()).isEqualTo(1);
    }

    @Test
    void secondCopyOfWhatWasTruncatedIsNotReadAgain() throws IOException {
        begin();
        copy("app.log", "app.log.1");
        copy("app.log", "app.log.2");
        truncate("app.log");
        append("app.log", lines("second"));
        readsOnly("second");
    }

    @Test
    void copyOfACopyIsNotReadAgain() throws IOException {
        begin();
        copy("app.log", "app.log.1");
        truncate("app.log");
        append("app.log", lines("second"));
        readsOnly("second");

        copy("app.log.1", "app.log.2");
        append("app.log", lines("third"));
        readsOnly("third");
    }

    @Test
    void copiesMadeWhileDownAreNotReadAgain() throws IOException {
        begin();
        stop();
        copy("app.log", "app.log.1");
        copy("app.log", "app.log.2");
        truncate("app.log");
        append("app.log", lines("second"));
        start();
        readsOnly("second");
    }

    @Test
    void copyOfARotatedFileIsNotReadAgain() throws IOException {
        begin();
        rename("app.log", "app.log.1");
        append("app.log", lines("second"));
        readsOnly("second");

        copy("app.log.1", "app.log.1.save");
        append("app.log", lines("third"));
        readsOnly("third");
    }

    @Test
    void logsOfTwoSourcesThatBeginAlikeAreBothRead() throws IOException {
        restartFor("{file}.log");
        readsAlike("worker.log", "worker-2.log");
    }

    @Test
    void logsThatAreNumberedAndBeginAlikeAreBothRead() throws IOException {
        restartFor("*.log");
        readsAlike("worker-1.log", "worker-10.log");
    }

    @Test
    void logOfAnotherSourceThatBeginsLikeOneThatIsGoneIsRead() throws IOException {
        restartFor("{file}.log");
        readsAlike("worker.log");
        Files.delete(directory.resolve("worker.log"));
        readsAlike("worker-2.log");
    }

    private void readsAlike(String... logs) throws IOException {
        for (String log : logs) {
            append(log, lines("alike"));
            readsOnly("alike");
        }
    }
}
