package dev.logcast.source.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logcast.line.SourceId;
import dev.logcast.source.file.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path data;

    private static Checkpoint at(long generation, long offset) {
        return new Checkpoint(
                "app",
                new SourceId("app"),
                "(dev=1,ino=2)",
                generation,
                offset,
                new Fingerprint(3, 4, 5, 6),
                FileTime.fromMillis(7),
                true,
                Path.of("/logs/a line\nand another.log"));
    }

    private Checkpoints restored() throws IOException {
        Checkpoints checkpoints = Checkpoints.in(data);
        checkpoints.restore();
        return checkpoints;
    }

    private Path written(Checkpoint checkpoint) throws IOException {
        Checkpoints checkpoints = restored();
        checkpoints.begin(checkpoint);
        checkpoints.write();
        return data.resolve("checkpoints");
    }

    @Test
    void whatWasWrittenIsRestored() throws IOException {
        written(at(1, 100));
        assertThat(restored().all()).containsExactly(at(1, 100));
    }

    @Test
    void missingFileIsAFirstStart() throws IOException {
        assertThat(restored().all()).isEmpty();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void damagedFileIsPutAside() throws IOException {
        Path file = written(at(1, 100));
        String text = Files.readString(file);
        Files.writeString(file, text.replace("ino=2", "ino=3"));

        assertThat(restored().all()).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(data.resolve("checkpoints.damaged")).exists();
    }

    @Test
    void fileThatEndsEarlyIsPutAside() throws IOException {
        Path file = written(at(1, 100));
        String text = Files.readString(file);
        for (int length : new int[] {0, 5, text.indexOf('\n') + 1, text.length() / 2, text.length() - 2}) {
            Files.writeString(file, text.substring(0, length));
            assertThat(restored().all()).as("length %d", length).isEmpty();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void lineThatWasNotFinishedDoesNotCount() throws IOException {
        Checkpoints checkpoints = restored();
        checkpoints.begin(at(1, 100));
        checkpoints.write();
        Path file = data.resolve("checkpoints");
        long whole = Files.size(file);
        checkpoints.begin(at(1, 200));
        checkpoints.write();
        String text = Files.readString(file);
        assertThat(restored().all()).containsExactly(at(1, 200));
        for (int length = (int) whole; length < text.length(); length++) {
            Files.writeString(file, text.substring(0, length));
            assertThat(restored().all()).as("length %d", length).containsExactly(at(1, 100));
        }
    }

    @Test
    void whatIsForgottenStaysForgotten() throws IOException {
        Checkpoints checkpoints = restored();
        checkpoints.begin(at(1, 100));
        checkpoints.write();
        checkpoints.forget(at(1, 100).key());
        checkpoints.write();
        assertThat(restored().all()).isEmpty();
    }

    @Test
    void fileDoesNotGrowForEver() throws IOException {
        Checkpoints checkpoints = restored();
        for (int offset = 0; offset < 2_000; offset++) {
            checkpoints.begin(at(1, offset));
            checkpoints.write();
        }
        assertThat(data.resolve("checkpoints"))
                .satisfies(file -> assertThat(Files.size(file)).isLessThan(100_000));
        assertThat(restored().all()).containsExactly(at(1, 1_999));
    }

    @Test
    void fileOfTheVersionBeforeIsRead() throws IOException {
        Path file = written(at(1, 100));
        Files.writeString(file, Files.readString(file).replace("logcast-checkpoints 3\n", "logcast-checkpoints 2\n"));
        assertThat(restored().all()).containsExactly(at(1, 100));
    }

    @Test
    void fileOfALaterVersionIsLeftAlone() throws IOException {
        Path file = Files.writeString(data.resolve("checkpoints"), "logcast-checkpoints 4\nnews\n");
        assertThatThrownBy(this::restored)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("logcast.data.dir must not be of a later version");
        assertThat(file).hasContent("logcast-checkpoints 4\nnews\n");
    }

    @Test
    void writingThatFailsIsTriedAgain() throws IOException {
        Checkpoints checkpoints = restored();
        Path obstacle = Files.createDirectory(data.resolve("checkpoints.next"));
        checkpoints.begin(at(1, 0));
        checkpoints.write();
        assertThat(data.resolve("checkpoints")).doesNotExist();

        Files.delete(obstacle);
        checkpoints.tick(0);
        assertThat(restored().all()).containsExactly(at(1, 0));
    }

    @Test
    void progressIsWrittenTwoSecondsLate() throws IOException {
        Checkpoints checkpoints = restored();
        checkpoints.begin(at(1, 0));
        checkpoints.progress(at(1, 100), 0);
        checkpoints.tick(Duration.ofSeconds(2).toNanos() - 1);
        assertThat(restored().all()).containsExactly(at(1, 0));

        checkpoints.tick(Duration.ofSeconds(2).toNanos());
        assertThat(restored().all()).containsExactly(at(1, 100));
    }

    @Test
    void newestOfTheContentsThatHaveEndedAreKept() throws IOException {
        Checkpoints checkpoints = restored();
        for (int generation = 1; generation <= 150; generation++) {
            checkpoints.begin(at(generation, generation).ended());
        }
        assertThat(checkpoints.all())
                .hasSize(100)
                .contains(at(51, 51).ended(), at(150, 150).ended());
    }

    @Test
    void contentsThatHaveEndedAreKeptForAsManyFilesAsThereWere() throws IOException {
        Checkpoints checkpoints = restored();
        for (int file = 0; file < 300; file++) {
            checkpoints.begin(of(file));
        }
        for (int file = 0; file < 300; file++) {
            checkpoints.forget(of(file).key());
            checkpoints.begin(of(file).ended());
        }
        checkpoints.write();

        assertThat(restored().all()).hasSize(300).allMatch(Checkpoint::hasEnded);
    }

    private static Checkpoint of(int file) {
        return new Checkpoint(
                "app",
                new SourceId("app"),
                "(dev=1,ino=" + file + ")",
                file,
                10,
                new Fingerprint(3, file, 5, 6),
                FileTime.fromMillis(7),
                false,
                Path.of("/logs/" + file));
    }

    @Test
    void contentThatHasEndedIsFoundByWhatAFileBeginsWith() throws IOException {
        byte[] head = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
        Checkpoint known = new Checkpoint(
                        "app",
                        new SourceId("app"),
                        "file",
                        1,
                        4,
                        Fingerprint.of("one\n".getBytes(StandardCharsets.UTF_8), new byte[0]),
                        FileTime.fromMillis(7),
                        false,
                        Path.of("/logs/app.log"))
                .ended();
        written(known);

        assertThat(restored().ended("app", new SourceId("app"), head)).containsExactly(known);
        assertThat(restored().ended("app", new SourceId("app"), new byte[] {'o', 'n'}))
                .isEmpty();
        assertThat(restored().ended("app", new SourceId("app/other"), head)).isEmpty();
    }

    @Test
    void fileThatHasNotBeenSeenForADayIsForgotten() throws IOException {
        Checkpoints checkpoints = restored();
        checkpoints.begin(at(1, 100));
        long day = Duration.ofDays(1).toNanos();
        checkpoints.seen(Set.of(), 0);
        checkpoints.seen(Set.of(), day);
        assertThat(checkpoints.all()).hasSize(1);

        // Seen again, it has another day.
        checkpoints.seen(Set.of(at(1, 100).key()), day + 1);
        checkpoints.seen(Set.of(), day + 2);
        checkpoints.seen(Set.of(), 2 * day + 2);
        assertThat(checkpoints.all()).hasSize(1);
        checkpoints.seen(Set.of(), 2 * day + 3);
        assertThat(checkpoints.all()).isEmpty();
        checkpoints.write();
        assertThat(restored().all()).isEmpty();
    }

    @Test
    void fileThatIsReplacedIsNeverThereInPart() throws IOException {
        Path file = written(at(1, 100));
        Object before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        Path held = Files.createLink(data.resolve("held"), file);
        written(at(1, 200));

        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .as("renamed into place")
                .isNotEqualTo(before);
        assertThat(Files.readString(held)).contains("\t100\t");
        assertThat(data.resolve("checkpoints.next")).doesNotExist();
    }
}
