package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.Siblings;
import dev.logcast.source.find.FoundFile;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of lines when files are renamed, truncated, copied and replaced. Every step is taken by hand: no threads. */
class RotationTest extends Stepwise {
    @Test
    void fileThatWasTruncatedAndGrewBeyondThePlaceBeforeAnybodyLookedIsReadAnew() throws IOException {
        append("app.log", "one\ntwo\n");
        readsNow("one", "two");

        truncate("app.log");
        append("app.log", "three\nfour\nfive\n");
        readsNow("three", "four", "five");
        assertThat(generations()).isEqualTo(2);
    }

    @Test
    void fileThatWasWrittenAnewAtTheSameSizeIsReadAnew() throws IOException {
        append("app.log", "one\ntwo\n");
        readsNow("one", "two");

        truncate("app.log");
        append("app.log", "six\nten\n");
        readsNow("six", "ten");
    }

    @Test
    void fileThatWasDeletedAndCreatedIsReadAnewAfterTheRestOfTheOldOne() throws IOException {
        append("app.log", "one\n");
        readsNow("one");

        append("app.log", "two\n");
        Files.delete(directory.resolve("app.log"));
        append("app.log", "three\n");
        readsNow("two", "three");
        assertThat(received.losses()).isEmpty();
    }

    @Test
    void fileThatIsReplacedAtOnceIsReadAnewAfterTheRestOfTheOldOne() throws IOException {
        append("app.log", "one\n");
        readsNow("one");

        append("app.log", "two\n");
        append("new.tmp", "three\n");
        Files.move(
                directory.resolve("new.tmp"),
                directory.resolve("app.log"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        readsNow("two", "three");
        assertThat(generations()).isEqualTo(2);
        assertThat(received.losses()).isEmpty();
    }

    @Test
    void severalRotationsBetweenTwoLooksLoseNothing() throws IOException {
        append("app.log", "one\n");
        readsNow("one");

        append("app.log", "two\n");
        rename("app.log", "app.log.1");
        append("app.log", "three\n");
        rename("app.log.1", "app.log.2");
        rename("app.log", "app.log.1");
        append("app.log", "four\n");
        readsNow("two", "three", "four");
    }

    @Test
    void fileThatIsWrittenToAfterItsSuccessorWasCreatedIsReadThoughNobodyHadSeenIt() throws IOException {
        append("app.log", "one\n");
        readsNow("one");

        rename("app.log", "app.log.1");
        append("app.log", "two\n");
        rename("app.log", "app.log.2");
        append("app.log", "four\n");
        append("app.log.2", "three\n");
        readsNow("two", "three", "four");
    }

    @Test
    void fileThatIsRenamedBetweenBeingFoundAndBeingOpenedIsNotTakenForItsSuccessor() throws IOException {
        Path log = append("app.log", "one\n");
        FoundFile found = FoundFile.at(log, SourceSpec.of("app", log.toString()), new SourceId("app"));
        rename("app.log", "app.log.1");
        append("app.log", "two\n");

        try (Tailer tailer = new Tailer(found, null, received, Checkpoints.none(), new Siblings())) {
            ReadBuffer buffer = new ReadBuffer(maxRecordBytes);
            while (tailer.poll(buffer)) {
                Thread.onSpinWait();
            }
            assertThat(tailer.names().path()).isEqualTo(directory.resolve("app.log.1"));
        }
        assertThat(received.texts()).containsExactly("one");
    }

    @Test
    void whatIsWrittenOnceItsFileHasBeenLetGoOfIsReadOnceItIsFoundAgain() throws IOException {
        Path log = append("other.log", "one\n");
        FoundFile found = FoundFile.at(log, SourceSpec.of("other", log.toString()), new SourceId("other"));
        ReadBuffer buffer = new ReadBuffer(maxRecordBytes);
        Tailer tailer = new Tailer(found, null, received, checkpoints, new Siblings());
        tailer.startAt(StartPosition.BEGINNING);
        while (tailer.poll(buffer)) {
            Thread.onSpinWait();
        }

        tailer.depart();
        append("other.log", "two\n");

        assertThat(tailer.poll(buffer)).isFalse();
        assertThat(received.texts()).containsExactly("one");
        assertThat(checkpoints.all())
                .extracting(Checkpoint::offset)
                .contains(4L)
                .doesNotContain(8L);
        assertThat(OpenFiles.below(directory)).isEmpty();
    }

    @Test
    void fileThatIsMovedOutOfSightBeforeItsFirstLineIsReadIsReadAllTheSame() throws IOException {
        append("app.log", "");
        readsNow();

        append("app.log", "one\n");
        rename("app.log", "elsewhere");
        readsNow("one");
    }

    @Test
    void fileThatIsDeletedBeforeItsFirstLineIsReadIsReadAllTheSame() throws IOException {
        append("app.log", "one\n");
        readsNow("one");
        Files.delete(directory.resolve("app.log"));
        read();
        append("app.log", "");
        readsNow();

        append("app.log", "one\n");
        Files.delete(directory.resolve("app.log"));
        readsNow("one");
    }

    @Test
    void whatIsReadFirstDoesNotWaitForWhoeverReadsItsSuccessor() throws Exception {
        Path old = append("app.log.1", "");
        Path young = append("app.log", "two\n");
        SourceSpec spec = SourceSpec.of("app", young.toString());
        SourceId source = new SourceId("app");
        FoundFile found = FoundFile.at(old, spec, source);
        Tailers tailers = new Tailers(100);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Tailer before = new Tailer(found, null, received, checkpoints, new Siblings());
                Tailer after =
                        new Tailer(FoundFile.at(young, spec, source), before, received, checkpoints, new Siblings())) {
            tailers.put(before.key(), before);
            tailers.put(after.key(), after);
            before.comesFrom(new Origin(found, tailers, checkpoints));
            append("app.log.1", "one\n");

            synchronized (after) {
                other.submit(() -> {
                            ReadBuffer buffer = new ReadBuffer(maxRecordBytes);
                            while (before.poll(buffer)) {
                                Thread.onSpinWait();
                            }
                            return null;
                        })
                        .get(20, TimeUnit.SECONDS);
            }
            assertThat(received.texts()).containsExactly("one");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void copyThatMatchesIsNotReadAgainButItsUnreadRestIs() throws IOException {
        restartFor("app.log*");
        append("app.log", "one\n");
        readsNow("one");

        append("app.log", "two\n");
        copy("app.log", "app.log.1");
        truncate("app.log");
        append("app.log", "three\n");
        read();
        assertThat(received.texts()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(generations()).isEqualTo(2);
    }

    @Test
    void copyMadeWhileDownIsKnownByWhatWasRead() throws IOException {
        append("app.log", "one\n");
        readsNow("one");
        stop();

        append("app.log", "two\n");
        copy("app.log", "app.log.1");
        truncate("app.log");
        append("app.log", "three\n");
        start();
        readsNow("two", "three");
    }

    @Test
    void fileRotatedWhileDownIsReadToItsEndFirst() throws IOException {
        append("app.log", "one\n");
        readsNow("one");
        stop();

        append("app.log", "two\n");
        rename("app.log", "app.log.1");
        append("app.log", "three\n");
        rename("app.log", "app.log.2");
        append("app.log", "four\n");
        start();
        readsNow("two", "three", "four");
        assertThat(received.losses()).isEmpty();
    }

    @Test
    void fileTruncatedWhileDownIsReadAnewAndALossIsTold() throws IOException {
        append("app.log", "one\n");
        readsNow("one");
        stop();

        truncate("app.log");
        append("app.log", "two\nthree\n");
        start();
        readsNow("two", "three");
        assertThat(received.losses()).hasSize(1);
    }

    @Test
    void fileReplacedWhileDownIsReadAnewAndALossIsTold() throws IOException {
        append("app.log", "one\n");
        readsNow("one");
        stop();

        Files.delete(directory.resolve("app.log"));
        append("app.log", "two\n");
        start();
        readsNow("two");
        assertThat(received.losses()).hasSize(1);
    }

    @Test
    void filesThatBeginAlikeDoNotGoOnInOneContent() throws IOException {
        append("app.log", "header\n");
        readsNow("header");
        truncate("app.log");
        readsNow();

        restartFor("app.log*");
        append("app.log.a", "header\none\n");
        append("app.log.b", "header\ntwo\n");
        readsNow("one", "header", "two");
        assertThat(generations()).isEqualTo(2);
    }

    @Test
    void truncationOfLinesWhoseSizeHadBeenSeenIsTold() throws IOException {
        append("app.log", "");
        readsNow();
        append("app.log", "never read\n");
        follower.look();

        truncate("app.log");
        append("app.log", "");
        readsNow();
        assertThat(received.losses()).hasSize(1);
    }

    @Test
    void moreFilesThanDescriptorsAreAllRead() throws IOException {
        mostOpen = 2;
        restartFor("*.log");
        for (int round = 0; round < 3; round++) {
            for (int file = 0; file < 9; file++) {
                append(file + ".log", "file " + file + " round " + round + '\n');
            }
            read();
            read();
        }
        assertThat(received.texts()).hasSize(27).doesNotHaveDuplicates();
        assertThat(generations()).isEqualTo(9);
    }

    @Test
    void namedPipeDoesNotBlock() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe.log");
        Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0);
        restartFor("*.log");
        append("app.log", "one\n");
        readsNow("one");
    }

    @Test
    void symbolicLinkIsFollowedToItsNewTarget() throws IOException {
        Path link = directory.resolve("current");
        Files.createSymbolicLink(link, append("a.txt", "one\n"));
        restartFor("current");
        readsNow("one");

        append("a.txt", "two\n");
        Path next = append("b.txt", "three\n");
        Files.delete(link);
        Files.createSymbolicLink(link, next);
        readsNow("two", "three");
    }

    @Test
    void fileOfTwoNamesIsReadOnce() throws IOException {
        Path file = append("app.log", "one\n");
        Files.createLink(directory.resolve("app.log.link"), file);
        restartFor("app.log*");
        readsNow("one");
    }

    @Test
    void holeThatAWriterLeavesInATruncatedFileIsPassedOver() throws IOException {
        append("app.log", "a line before\n");
        readsNow("a line before");

        truncate("app.log");
        append("app.log", new byte[14]);
        append("app.log", "behind\n");
        readsNow("behind");
        assertThat(received.holeBytes()).isEqualTo(14);
    }

    @Test
    void wideTextIsReadWhereverItIsSplit() throws IOException {
        for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-8")) {
            for (String mark : List.of("", "\uFEFF")) {
                received = new RecordLog();
                encoding = Charset.forName(name);
                String file = name + mark.length() + ".txt";
                restartFor(file);
                byte[] bytes = (mark + "caf\u00e9 \u0a0d\u0d0a\r\n\uD83D\uDE00 two\n").getBytes(encoding);
                for (byte each : bytes) {
                    append(file, new byte[] {each});
                    read();
                }
                assertThat(received.texts()).as(file).containsExactly("caf\u00e9 \u0a0d\u0d0a", "\uD83D\uDE00 two");
            }
        }
    }

    @Test
    void byteOrderMarkSaysMoreThanTheSetting() throws IOException {
        append("app.log", "\uFEFFone\n".getBytes(StandardCharsets.UTF_16LE));
        readsNow("one");
    }

    @Test
    void lineEndThatIsSplitBetweenTwoReadsEndsOneLine() throws IOException {
        append("app.log", "one\r");
        readsNow("one");
        append("app.log", "\n");
        readsNow();
        append("app.log", "\r\ntwo\r\n");
        readsNow("", "two");
    }

    @Test
    void lineOfTenMegabytesIsReadWhole() throws IOException {
        maxRecordBytes = 11_000_000;
        restartFor("app.log");
        String line = "0123456789".repeat(1_000_000);
        append("app.log", line + "\nnext\n");
        readsNow(line, "next");
    }

    @Test
    void lineThatIsFinishedAfterARestartHasOneId() throws IOException {
        append("app.log", "one\ntw");
        readsNow("one");
        restartFor("app.log");
        append("app.log", "o\n");
        readsNow("two");
        assertThat(received.records().get(1).offset()).isEqualTo(4);
        assertThat(generations()).isEqualTo(1);
    }
}
