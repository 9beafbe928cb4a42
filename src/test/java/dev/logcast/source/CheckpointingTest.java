package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Messages;
import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written down while files are followed, and what a restart or a crash makes of it. */
class CheckpointingTest extends Stepwise {
    /** What stood on the disk when a generation's first record was handed on. */
    private final List<Collection<Checkpoint>> storedBefore = new ArrayList<>();

    @Override
    RecordListener listener() {
        return new RecordListener() {
            @Override
            public void onRecords(RecordBatch batch) {
                if (!batch.records().isEmpty()) {
                    storedBefore.add(stored());
                }
                received.onRecords(batch);
            }

            @Override
            public void onLoss(SourceId source) {
                received.onLoss(source);
            }
        };
    }

    private Collection<Checkpoint> stored() {
        try {
            Checkpoints checkpoints = Checkpoints.in(data);
            checkpoints.restore();
            return checkpoints.all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long storedOffset() {
        return stored().stream()
                .filter(checkpoint -> !checkpoint.hasEnded())
                .mapToLong(Checkpoint::offset)
                .sum();
    }

    @Test
    void generationIsOnDiskBeforeItsFirstRecordIsHandedOn() throws IOException {
        append("app.log", "one\n");
        readsNow("one");
        truncate("app.log");
        append("app.log", "another\n");
        readsNow("another");

        assertThat(storedBefore).hasSize(2);
        for (int i = 0; i < 2; i++) {
            long generation = received.batches().get(i).generation();
            assertThat(storedBefore.get(i))
                    .as("the content's name, and the beginning that it is known by")
                    .anyMatch(checkpoint -> checkpoint.generation() == generation
                            && checkpoint.print().headLength() > 0);
        }
    }

    @Test
    void whatACrashTookComesAgainWithTheSameIds() throws IOException {
        append("app.log", "one\ntwo\n");
        readsNow("one", "two");
        crash();
        readsNow("one", "two");

        assertThat(generations()).isEqualTo(1);
        assertThat(received.records().subList(0, 2))
                .isEqualTo(received.records().subList(2, 4));
    }

    @Test
    void everythingReadIsWrittenDownAtAStop() throws IOException {
        append("app.log", "one\ntwo\nunfin");
        readsNow("one", "two");
        stop();
        assertThat(storedOffset()).as("the end of the last whole line").isEqualTo(8);

        start();
        append("app.log", "ished\n");
        readsNow("unfinished");
    }

    @Test
    void recordThatIsHeldIsNotWrittenDownAsRead() throws IOException {
        multiline = Multiline.parse("^\\S");
        restart();
        append("app.log", "one\n");
        read();
        crashWithProgress();
        assertThat(received.texts()).isEmpty();
        read();
        follower.stop(Duration.ofSeconds(5));
        assertThat(received.texts()).containsExactly("one");
    }

    @Test
    void lineThatIsBeingCutIsNotWrittenDownAsRead() throws IOException {
        maxRecordBytes = 100;
        restart();
        append("app.log", "x".repeat(1000));
        readsNow("x".repeat(100));
        crashWithProgress();
        append("app.log", "x\nnext\n");
        readsNow("x".repeat(100), "next");
        assertThat(generations()).isEqualTo(1);
    }

    /** As if it had gone on for so long that all progress has been written down. */
    private void crashWithProgress() throws IOException {
        checkpoints.settle();
        crash();
    }

    @Test
    void directoryThatCannotBeWrittenCostsNothingElseAndIsToldOnce() throws IOException {
        Files.createDirectory(data.resolve("checkpoints.next"));
        try (Messages messages = Messages.of(Checkpoints.class)) {
            append("app.log", "one\n");
            readsNow("one");
            append("app.log", "two\n");
            readsNow("two");
            assertThat(messages.texts())
                    .singleElement()
                    .asString()
                    .startsWith("Cannot write " + data.resolve("checkpoints") + ": ")
                    .endsWith("After a restart lines may come again. Trying again every second.");

            Files.delete(data.resolve("checkpoints.next"));
            append("app.log", "three\n");
            readsNow("three");
            stop();
            assertThat(messages.texts()).last().isEqualTo(data.resolve("checkpoints") + " is written again.");
        }
        start();
        readsNow();
    }

    @Test
    void damagedCheckpointsAreToldAndReadingBeginsAnew() throws IOException {
        append("app.log", "one\n");
        readsNow("one");
        stop();
        Path file = data.resolve("checkpoints");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        try (Messages messages = Messages.of(Checkpoints.class)) {
            start();
            assertThat(messages.texts())
                    .containsExactly(
                            file
                                    + " was damaged and is now checkpoints.damaged. Sources are read as if for the first time.");
        }
        readsNow("one");
    }

    @Test
    void checkpointsThatCannotBeReadAreToldAndReadingBeginsAnew() throws IOException {
        append("app.log", "one\n");
        readsNow("one");
        stop();
        Path file = data.resolve("checkpoints");
        Files.delete(file);
        Files.createDirectory(file);

        try (Messages messages = Messages.of(Checkpoints.class)) {
            start();
            assertThat(messages.texts()).element(0).asString().startsWith("Cannot read " + file + ": ");
            readsNow("one");
        }
    }

    @Test
    void pieceOfALineIsNotPassedUntilTheWholeIsHandedOn() throws IOException {
        String one = "2026-11-23T10:00:00.123456789Z stdout F one\n";
        append("app.log", one);
        readsNow("one");
        append("app.log", "2026-11-23T10:00:01.123456789Z stdout P two \n");
        readsNow();
        checkpoints.settle();
        assertThat(storedOffset()).isLessThanOrEqualTo(one.length());

        crash();
        append("app.log", "2026-11-23T10:00:01.123456790Z stdout F and three\n");
        read();
        assertThat(received.texts()).last().isEqualTo("two and three");
        assertThat(received.batches().get(received.batches().size() - 1).records())
                .last()
                .extracting(RawRecord::offset)
                .isEqualTo((long) one.length());
    }
}
