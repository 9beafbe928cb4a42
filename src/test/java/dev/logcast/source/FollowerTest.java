package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.source.record.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest extends Threaded {
    @Test
    void readsWhatIsAppended() throws IOException {
        write("app.log", "old\n");
        follow(spec("app.log"));
        awaitTexts("old");

        write("app.log", "new\nne");
        awaitTexts("old", "new");
        write("app.log", "xt\n");

        awaitTexts("old", "new", "next");
        RawRecord last = log.batches().get(2).records().get(0);
        assertThat(last.offset()).isEqualTo(8);
    }

    @Test
    void beginsSoManyLinesBeforeTheEnd() throws IOException {
        write("app.log", "1\n2\n3\n4\n5\n");

        follow(spec("app.log").startingAt(new StartPosition(2)));

        awaitTexts("4", "5");
    }

    @Test
    void beginsAtTheEndButReadsFilesThatAppearLaterFromTheirBeginning() throws IOException {
        write("old.log", "1\n");
        follow(spec("*.log").startingAt(StartPosition.END));

        write("new.log", "2\n");

        awaitTexts("2");
    }

    @Test
    void filesOfACaptureAreSourcesOfTheirOwn() throws IOException {
        follow(spec("{service}.log"));

        write("orders.log", "o\n");
        await(() -> texts().size() == 1);
        write("users.log", "u\n");
        await(() -> texts().size() == 2);

        assertThat(log.batches())
                .extracting(batch -> batch.source().value())
                .containsExactly("app/orders", "app/users");
        assertThat(follower.sources()).hasSize(2);
    }

    @Test
    void readsARenamedFileToItsEndBeforeTheOneThatTookItsPlace() throws IOException {
        Path log = write("app.log", "1\n");
        follow(spec("app.log"));
        awaitTexts("1");

        Path rotated = directory.resolve("app.log.1");
        write("app.log", "2\n");
        Files.move(log, rotated);
        Files.writeString(rotated, "3\n", StandardOpenOption.APPEND);
        write("app.log", "4\n");

        awaitTexts("1", "2", "3", "4");
        Files.writeString(rotated, "late\n", StandardOpenOption.APPEND);
        await(() -> texts().contains("late"));
    }

    @Test
    void rotatedFileThatStillMatchesIsNotReadAgain() throws IOException {
        Path log = write("app.log", "1\n");
        follow(spec("app*"));
        awaitTexts("1");

        Files.move(log, directory.resolve("app.log.1"));
        write("app.log", "2\n");

        awaitTexts("1", "2");
    }

    @Test
    void truncatedFileIsReadFromItsBeginningAsANewGeneration() throws IOException {
        write("app.log", "a long first line\n");
        follow(spec("app.log"));
        awaitTexts("a long first line");

        Files.writeString(directory.resolve("app.log"), "short\n", StandardOpenOption.TRUNCATE_EXISTING);

        awaitTexts("a long first line", "short");
        assertThat(log.batches().get(0).generation())
                .isNotEqualTo(log.batches().get(1).generation());
    }

    @Test
    void unfinishedLastLineIsShownOnceTheFileRests() throws IOException {
        write("app.log", "no end");
        SourceSpec spec = spec("app.log");
        follow(new SourceSpec(
                spec.name(),
                spec.paths(),
                List.of(),
                spec.start(),
                StandardCharsets.UTF_8,
                Multiline.AUTO,
                Duration.ofMillis(300),
                spec.maxRecordBytes()));

        awaitTexts("no end");
        write("app.log", " yet\n");
        awaitTexts("no end", " yet");

        assertThat(log.batches().get(1).records().get(0).continues()).isZero();
    }

    @Test
    void longLineIsCutAndTheNextOneIsRead() throws IOException {
        SourceSpec spec = spec("app.log");
        follow(new SourceSpec(
                spec.name(),
                spec.paths(),
                List.of(),
                spec.start(),
                StandardCharsets.UTF_8,
                Multiline.AUTO,
                Duration.ofSeconds(5),
                200_000));

        write("app.log", "x".repeat(10_000_000) + "\nnext\n");

        await(() -> texts().size() >= 2);
        assertThat(texts().get(0)).isEqualTo("x".repeat(200_000));
        assertThat(texts().get(1)).isEqualTo("next");
        assertThat(log.batches().get(0).records().get(0).cut()).isTrue();
    }

    @Test
    void directoryAndFileThatAppearLaterAreFound() throws IOException {
        follow(spec("deep/down/*.log"));

        Files.createDirectories(directory.resolve("deep/down"));
        write("deep/down/app.log", "found\n");

        awaitTexts("found");
    }

    @Test
    void sourceAddedLaterIsReadFromItsBeginning() throws IOException {
        write("app.log", "1\n");
        follow();

        follower.follow(spec("app.log").startingAt(StartPosition.END));

        awaitTexts("1");
        assertThat(follower.follows("app", directory.resolve("app.log"))).isTrue();
        assertThat(follower.follows("app", write("other.log", "2\n"))).isFalse();
    }

    @Test
    void compressedRotationsAreLeftOut() throws IOException {
        write("app.log.gz", "no text\n");
        write("app.log", "text\n");

        follow(spec("*"));

        awaitTexts("text");
    }
}
