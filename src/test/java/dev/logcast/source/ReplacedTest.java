package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands at the path of a file that was read: the same once more, or the same and more. */
class ReplacedTest extends Stepwise {
    private static final int LINES = 40;
    private static final String STEPS = IntStream.range(0, LINES)
            .mapToObj(step -> "step " + step + " of the nightly job\n")
            .collect(Collectors.joining());

    private void begin(String text) throws IOException {
        restartFor("*.log*");
        append("job.log", text);
        read();
    }

    private void readsAll(int lines) {
        await(() -> {
            read();
            return received.texts().size() >= lines;
        });
        read();
        assertThat(received.texts()).hasSize(lines);
        assertThat(received.losses()).isEmpty();
    }

    private void put(String name, String text) throws IOException {
        Path next = Files.createTempFile(data, "next", "");
        append(next.toString(), text);
        Files.move(next, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void sameContentThatReplacesItIsReadOnceMore() throws IOException {
        begin(STEPS);
        for (int turn = 2; turn <= 4; turn++) {
            put("job.log", STEPS);
            readsAll(turn * LINES);
        }
    }

    @Test
    void sameContentBehindADeletionIsReadOnceMore() throws IOException {
        begin(STEPS);
        Files.delete(directory.resolve("job.log"));
        append("job.log", STEPS);
        readsAll(2 * LINES);
    }

    @Test
    void sameContentBehindADeletionThatWasSeenIsReadOnceMore() throws IOException {
        begin(STEPS);
        Files.delete(directory.resolve("job.log"));
        await(() -> {
            read();
            return follower.sources().isEmpty();
        });
        append("job.log", STEPS);
        readsAll(2 * LINES);
    }

    @Test
    void sameContentBesideTheRenamedOneIsReadOnceMore() throws IOException {
        begin(STEPS);
        rename("job.log", "job.log.1");
        append("job.log", STEPS);
        readsAll(2 * LINES);
    }

    @Test
    void sameContentWrittenInPlaceAtOnceIsReadOnceMore() throws IOException {
        begin(STEPS);
        Files.writeString(directory.resolve("job.log"), STEPS);
        append("job.log", "");
        readsAll(2 * LINES);
    }

    @Test
    void sameContentWrittenInPlaceWhileDownIsReadOnceMore() throws IOException {
        begin(STEPS);
        stop();
        Files.writeString(directory.resolve("job.log"), STEPS);
        append("job.log", "");
        start();
        readsAll(2 * LINES);
    }

    @Test
    void sameContentThatReplacedItWhileDownIsReadOnceMore() throws IOException {
        begin(STEPS);
        stop();
        put("job.log", STEPS);
        start();
        // Nobody knows what the old one held at last.
        received.losses().clear();
        readsAll(2 * LINES);
    }

    @Test
    void shortContentThatReplacesTheSameIsReadOnceMore() throws IOException {
        begin("done\n");
        put("job.log", "done\n");
        readsAll(2);
    }

    @Test
    void fileThatIsTheSameToItsTimeIsKnown() throws IOException {
        begin(STEPS);
        FileTime time = Files.getLastModifiedTime(directory.resolve("job.log"));
        put("job.log", STEPS);
        Files.setLastModifiedTime(directory.resolve("job.log"), time);
        readsAll(LINES);

        append("job.log", "one more\n");
        readsAll(LINES + 1);
    }

    @Test
    void longerCopyPutInPlaceGoesOnWhereTheOldOneEnded() throws IOException {
        begin(STEPS);
        put("job.log", STEPS + "one more\n");
        readsAll(LINES + 1);
        assertThat(generations()).isEqualTo(1);

        append("job.log", "and another\n");
        readsAll(LINES + 2);
    }

    @Test
    void longerCopyPutInPlaceWhileDownGoesOnWhereTheOldOneEnded() throws IOException {
        begin(STEPS);
        stop();
        put("job.log", STEPS + "one more\n");
        start();
        readsAll(LINES + 1);
        assertThat(generations()).isEqualTo(1);
    }

    @Test
    void longerCopyPutInPlaceOfAFewLinesGoesOn() throws IOException {
        begin("one\n");
        for (String text : List.of("one\ntwo\n", "one\ntwo\nthree\n")) {
            put("job.log", text);
            read();
        }
        assertThat(received.texts()).containsExactly("one", "two", "three");
    }

    @Test
    void linesOfTheOldFileThatTheNewOneLacksAreNotLost() throws IOException {
        begin(STEPS);
        append("job.log", "unread\n");
        follower.look();
        put("job.log", STEPS + "another\n");
        read();
        read();
        assertThat(received.texts()).contains("unread", "another");
    }

    @Test
    void filesWhoseDirectoryWasAwayAreKnown() throws IOException {
        Files.createDirectory(directory.resolve("v"));
        restartFor("v/*.log");
        int files = 150;
        for (int i = 0; i < files; i++) {
            append("v/" + i + ".log", "service " + i + " line one\nservice " + i + " line two\n");
        }
        read();
        assertThat(received.texts()).hasSize(2 * files);

        rename("v", "away");
        await(() -> {
            read();
            return follower.sources().isEmpty();
        });
        rename("away", "v");
        readsAll(2 * files);
        append("v/7.log", "one more\n");
        readsAll(2 * files + 1);
    }

    @Test
    void filesThatAreOnAnotherDeviceNowAreKnown() throws IOException {
        begin(STEPS);
        stop();
        Path copy = data.resolve("copy");
        Files.copy(directory.resolve("job.log"), copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, directory.resolve("job.log"), StandardCopyOption.REPLACE_EXISTING);
        start();
        readsAll(LINES);
    }

    @Test
    void copyThatIsFoundEmptyIsKnownOnceItHasItsContent() throws IOException {
        begin(STEPS);
        append("job.log.1", "");
        read();
        Files.write(directory.resolve("job.log.1"), STEPS.getBytes(StandardCharsets.UTF_8));
        append("job.log.1", "");
        read();
        truncate("job.log");
        read();
        append("job.log", "next\n");
        readsAll(LINES + 1);
    }

    @Test
    void copyThatIsFoundInItsFirstBytesIsKnownOnceItHasTheOthers() throws IOException {
        begin(STEPS);
        append("job.log.1", STEPS.substring(0, 20));
        read();
        append("job.log.1", STEPS.substring(20));
        read();
        truncate("job.log");
        read();
        readsAll(LINES);
    }

    @Test
    void copyThatIsFoundEmptyAndFilledBehindTheTruncationIsKnown() throws IOException {
        begin(STEPS);
        append("job.log.1", "");
        read();
        append("job.log.1", STEPS);
        truncate("job.log");
        readsAll(LINES);
    }

    @Test
    void fileThatIsFoundEmptyAndIsNoCopyIsRead() throws IOException {
        begin(STEPS);
        append("job.log.err", "");
        read();
        append("job.log.err", "an error\n");
        readsAll(LINES + 1);
    }
}
