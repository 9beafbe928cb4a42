package dev.logcast.ingest;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logcast.duty.Faults;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.source.Follower;
import dev.logcast.source.OpenFiles;
import dev.logcast.source.RecordLog;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final SourceId APP = new SourceId("app");
    private static final SpoolLimits WIDE =
            new SpoolLimits(64_000_000, 1_000_000, Duration.ofSeconds(10), Duration.ofDays(1), 1_000, 1_000_000_000);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RecordLog log = new RecordLog();
    private LineMask mask = (source, line) -> line;
    private Follower follower;
    private Spool spool;

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws Exception {
        if (spool != null) {
            spool.close();
        }
        if (follower != null) {
            follower.stop(Duration.ofSeconds(1));
        }
        threads.shutdownNow();
        assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    private void open(SpoolLimits limits, SourceSpec... configured) throws IOException {
        follower = new Follower(List.of(configured), log, InstantSource.system(), Checkpoints.none());
        spool = new Spool(
                directory.resolve("spool"),
                List.of(configured),
                follower,
                limits,
                (source, line) -> mask.mask(source, line),
                InstantSource.system(),
                new Faults(Telemetry.NONE));
        spool.open();
    }

    private void follow() {
        follower.duties(2).forEach(threads::execute);
        await(follower::ready);
    }

    private Path file(String name) {
        return directory.resolve("spool").resolve(name);
    }

    private Path write(String name, String text, long writtenAtMillis) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.writeString(file(name), text);
        return Files.setLastModifiedTime(file(name), FileTime.fromMillis(writtenAtMillis));
    }

    private static void write(Push push, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        push.write(bytes, 0, bytes.length);
    }

    private void push(SourceId source, String text) throws IOException {
        try (Push push = spool.push(source)) {
            write(push, text);
        }
    }

    private List<String> texts() {
        return log.batches().stream()
                .flatMap(batch -> batch.records().stream())
                .map(RawRecord::text)
                .toList();
    }

    private List<String> files(String name) {
        try (Stream<Path> files = Files.list(file(name))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void storesWholeLinesAsTheyComeAndEndsTheLastOne() throws IOException {
        open(WIDE);
        try (Push push = spool.push(APP)) {
            write(push, "one\r\ntw");
            assertThat(file("app/current.log")).hasContent("one\r\n");
            write(push, "o\n\nthr");
            assertThat(file("app/current.log")).hasContent("one\r\ntwo\n\n");
            assertThat(push.lines()).isEqualTo(3);
            write(push, "ee");
        }

        assertThat(Files.readString(file("app/current.log"))).isEqualTo("one\r\ntwo\n\nthree\n");
    }

    @Test
    void pushWithoutLinesMakesASource() throws IOException {
        open(WIDE);

        push(new SourceId("services/orders"), "");

        assertThat(spool.sources()).containsExactly(new SourceId("services/orders"));
        assertThat(file("services/orders/current.log")).isEmptyFile();
    }

    @Test
    void idsAreOneNameOrTwo() {
        for (String id :
                List.of("", "/", "a/", "/a", "a/b/c", "A", "a.b", "..", "../a", "a/../b", "ä", "a b", "a%2fb")) {
            assertThatThrownBy(() -> Spool.id(id))
                    .as(id)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a-z, 0-9 and -");
        }
        assertThat(Spool.id("my-app/2").value()).isEqualTo("my-app/2");
    }

    @Test
    void writesNothingBeforeItIsOpenNorAfterItIsClosed() throws IOException {
        Follower idle = new Follower(List.of(), log, InstantSource.system(), Checkpoints.none());
        Spool unopened = new Spool(
                directory.resolve("spool"),
                List.of(),
                idle,
                WIDE,
                mask,
                InstantSource.system(),
                new Faults(Telemetry.NONE));

        assertThatThrownBy(() -> unopened.push(APP)).isInstanceOf(IOException.class);
        assertThat(directory).isEmptyDirectory();

        unopened.open();
        Push push = unopened.push(APP);
        unopened.close();
        assertThatThrownBy(() -> write(push, "late\n")).isInstanceOf(IOException.class);
        assertThat(push.lines()).isZero();
    }

    @Test
    void lineBeyondTheLongestIsRefusedAndThoseBeforeAreKept() throws IOException {
        open(WIDE);
        Push push = spool.push(APP);
        write(push, "one\ntwo\n");

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        write(push, "x".repeat(30_000));
                    }
                })
                .isInstanceOf(LineTooLongException.class);
        push.abandon();

        assertThat(push.lines()).isEqualTo(2);
        assertThat(Files.readString(file("app/current.log"))).isEqualTo("one\ntwo\n");
        assertThat(files("")).containsExactly("app");
    }

    @Test
    void longLineIsStoredWhole() throws IOException {
        open(WIDE);
        try (Push push = spool.push(APP)) {
            for (int i = 0; i < 30; i++) {
                write(push, "x".repeat(30_000));
            }
            write(push, "\nnext\n");
        }

        assertThat(Files.readString(file("app/current.log"))).isEqualTo("x".repeat(900_000) + "\nnext\n");
        assertThat(files("")).containsExactly("app");
    }

    @Test
    void nothingIsStoredOfALineBeforeItsEndHasComeAndThenWhatTheMaskLeaves() throws IOException {
        mask = (source, line) -> line.replaceAll("secret-\\w+", "***");
        open(WIDE);
        try (Push push = spool.push(APP)) {
            write(push, "one\r\na sec");
            assertThat(Files.readString(file("app/current.log"))).isEqualTo("one\r\n");
            write(push, "ret-grün x\ntwo\n");
            write(push, "10%\r20%\r");
            write(push, "\nsecret-1\rsecret-2");
            assertThat(push.lines()).isEqualTo(6);
        }

        assertThat(Files.readString(file("app/current.log"))).isEqualTo("one\r\na ***ün x\ntwo\n10%\r20%\r***\r***\n");
    }

    @Test
    void lineThatItsReaderCutsIsStoredJustAsFar() throws IOException {
        mask = (source, line) -> line.replace("secret", "***");
        SourceSpec app = SourceSpec.of("app");
        open(
                new SpoolLimits(
                        64_000_000, 1_000_000, Duration.ofSeconds(10), Duration.ofDays(1), 1_000, 1_000_000_000),
                new SourceSpec(
                        "app",
                        app.paths(),
                        app.excludes(),
                        app.start(),
                        app.encoding(),
                        app.multiline(),
                        app.flushAfter(),
                        10));
        follow();
        try (Push push = spool.push(APP)) {
            write(push, "0123456789\n0123456789a\n0123");
            write(push, "456789");
            write(push, "abcdef\nx secret 6789\n");
        }

        assertThat(Files.readString(file("app/current.log")))
                .isEqualTo("0123456789\n0123456789a\n0123456789a\nx *** 67   \n");
        await(() -> texts().size() == 4);
        assertThat(texts()).containsExactly("0123456789", "0123456789", "0123456789", "x *** 67  ");
        assertThat(log.batches().stream()
                        .flatMap(batch -> batch.records().stream())
                        .map(RawRecord::cut))
                .containsExactly(false, true, true, true);
    }

    @Test
    void lineCutOffByACrashIsEnded() throws IOException {
        write("app/current.log", "whole\nha", 1);
        open(WIDE);

        push(APP, "new\n");

        assertThat(Files.readString(file("app/current.log"))).isEqualTo("whole\nha\nnew\n");
    }

    @Test
    void sourcesOfTheRunBeforeAreThereAgain() throws IOException {
        write("app/current.log", "1\n", 1);
        write("services/orders/current.log", "2\n", 2);
        write("both/current.log", "3\n", 3);
        write("both/part/current.log", "4\n", 4);
        Files.createDirectories(file("empty/directory"));

        open(WIDE);
        follow();

        assertThat(spool.sources())
                .extracting(SourceId::value)
                .containsExactlyInAnyOrder("app", "services/orders", "both", "both/part");
        await(() -> texts().size() == 4);
        assertThat(follower.sources()).isEqualTo(spool.sources());
    }

    @Test
    void pushedLinesComeUnderTheIdOfTheConfiguredSourceAndWithItsEncoding() throws IOException {
        Files.writeString(directory.resolve("app.log"), "file\n");
        SourceSpec app = SourceSpec.of(
                "app", PathGlob.escape(directory.resolve("app.log").toString()));
        open(
                WIDE,
                new SourceSpec(
                        "app",
                        app.paths(),
                        app.excludes(),
                        StartPosition.END,
                        StandardCharsets.ISO_8859_1,
                        app.multiline(),
                        app.flushAfter(),
                        app.maxRecordBytes()));
        follow();

        try (Push push = spool.push(APP)) {
            push.write("grün\n".getBytes(StandardCharsets.ISO_8859_1), 0, 5);
        }

        await(() -> texts().contains("grün"));
        assertThat(log.batches()).extracting(RecordBatch::source).containsOnly(APP);
        assertThat(texts()).containsExactly("grün");
    }

    @Test
    void filesPutAsideAreReadInOrderAndThenDeleted() throws IOException {
        open(new SpoolLimits(20_000, 1_000_000, Duration.ZERO, Duration.ofDays(1), 1_000, 1_000_000_000));
        follow();
        List<String> sent =
                IntStream.range(0, 30_000).mapToObj(i -> "line " + i).toList();

        try (Push push = spool.push(APP)) {
            for (String line : sent) {
                write(push, line + '\n');
            }
        }

        await(() -> texts().size() >= sent.size());
        assertThat(texts()).isEqualTo(sent);
        assertThat(files("app")).hasSizeGreaterThan(1);
        await(() -> {
            spool.tend();
            return files("app").size() == 1;
        });
        assertThat(files("app")).containsExactly("current.log");
        assertThat(texts()).isEqualTo(sent);
    }

    @Test
    void fileThatIsNoLongerPushedToIsEmptied() throws IOException {
        open(new SpoolLimits(64_000_000, 1_000_000, Duration.ZERO, Duration.ofDays(1), 1_000, 1_000_000_000));
        follow();
        push(APP, "old\n");
        await(() -> texts().contains("old"));
        spool.tend();
        spool.tend();
        assertThat(files("app")).containsExactly("current.log");

        Files.setLastModifiedTime(
                file("app/current.log"), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        await(() -> {
            spool.tend();
            return file("app/current.log").toFile().length() == 0;
        });
        push(APP, "new\n");
        await(() -> texts().contains("new"));
        assertThat(texts()).containsExactly("old", "new");
    }

    @Test
    void fullDiskIsToldAndPushingGoesOnOnceThereIsRoom() throws IOException {
        // Whatever is written there, there is no space for it (Linux).
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Files.createDirectories(file("app"));
        Files.createSymbolicLink(file("app/current.log"), full);
        open(WIDE);
        try (Push push = spool.push(APP)) {
            assertThatThrownBy(() -> write(push, "lost\n")).hasMessageContaining("No space left");
            assertThat(push.lines()).isZero();

            Files.delete(file("app/current.log"));
            write(push, "stored\n");
            assertThat(push.lines()).isEqualTo(1);
        }
        assertThat(Files.readString(file("app/current.log"))).isEqualTo("stored\n");
    }

    @Test
    void whatARunBeforePutAsideIsReadBeforeWhatIsNewer() throws IOException {
        write("app/aside.9.log", "1\n2\n", 1_000);
        write("app/aside.10.log", "3\n", 2_000);
        write("app/current.log", "4\n", 3_000);
        open(new SpoolLimits(64_000_000, 1_000_000, Duration.ZERO, Duration.ofDays(1), 1_000, 1_000_000_000));
        push(APP, "5\n");
        follow();

        await(() -> {
            spool.tend();
            return texts().size() >= 5;
        });
        push(APP, "6\n");
        await(() -> texts().size() >= 6);

        assertThat(texts()).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(Files.readString(file("app/current.log"))).isEqualTo("4\n5\n6\n");
    }

    @Test
    void concurrentPushesInAnyChunksInterleaveByWholeLinesOnly() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("SpoolTest seed " + seed);
        open(new SpoolLimits(64_000_000, 1_000_000, Duration.ZERO, Duration.ofDays(1), 1_000, 1_000_000_000));
        List<List<String>> models = new ArrayList<>();
        List<Future<Long>> pushes = new ArrayList<>();
        for (char writer : new char[] {'A', 'B'}) {
            Random random = new Random(seed + writer);
            List<String> model = lines(writer, random);
            models.add(model);
            byte[] body = body(model, random.nextBoolean());
            pushes.add(threads.submit(() -> pushInChunks(body, random)));
        }
        for (int i = 0; i < models.size(); i++) {
            assertThat(pushes.get(i).get(30, TimeUnit.SECONDS))
                    .isEqualTo(models.get(i).size());
        }

        String stored = Files.readString(file("app/current.log"), StandardCharsets.ISO_8859_1);
        assertThat(stored).endsWith("\n");
        List<String> all = Arrays.asList(stored.split("\n"));
        assertThat(all.stream().filter(line -> line.startsWith("A")).toList()).isEqualTo(models.get(0));
        assertThat(all.stream().filter(line -> line.startsWith("B")).toList()).isEqualTo(models.get(1));
        assertThat(all).hasSize(models.get(0).size() + models.get(1).size());
    }

    private long pushInChunks(byte[] body, Random random) throws IOException {
        Push push = spool.push(APP);
        try (push) {
            for (int at = 0; at < body.length; ) {
                int most = random.nextInt(4) == 0 ? 50_000 : 20;
                int length = Math.min(body.length - at, random.nextInt(most));
                push.write(body, at, length);
                at += length;
            }
        }
        return push.lines();
    }

    /** Any bytes but those that end lines, of any length, mostly short. */
    private static List<String> lines(char writer, Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int length = random.nextInt(500) == 0 ? random.nextInt(200_000) : random.nextInt(60);
            StringBuilder line = new StringBuilder().append(writer);
            for (int j = 0; j < length; j++) {
                char c = (char) random.nextInt(256);
                line.append(c == '\n' || c == '\r' ? ' ' : c);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static byte[] body(List<String> lines, boolean ended) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            body.writeBytes(lines.get(i).getBytes(StandardCharsets.ISO_8859_1));
            if (ended || i < lines.size() - 1) {
                body.write('\n');
            }
        }
        return body.toByteArray();
    }

    private static SpoolLimits limits(int sources, long bytes) {
        return new SpoolLimits(64_000_000, 1_000_000, Duration.ZERO, Duration.ofDays(1), sources, bytes);
    }

    @Test
    void oneSourceTooManyIsRefusedUnlessItIsConfiguredAndARemovedOneMakesPlace() throws IOException {
        write("left/current.log", "1\n", 1);
        write("over/current.log", "2\n", 2);
        open(limits(1, 1_000_000), SourceSpec.of("stdin"));

        assertThat(spool.sources()).hasSize(2);
        assertThatExceptionOfType(SpoolFullException.class)
                .isThrownBy(() -> spool.push(APP))
                .withMessageContaining("logcast.ingest.max-sources")
                .withMessageContaining("DELETE /api/sources/");
        assertThat(Files.exists(file("app"))).isFalse();
        push(new SourceId("left"), "still taken\n");
        push(new SourceId("stdin"), "configured\n");

        for (String removed : List.of("left", "over", "stdin")) {
            assertThat(spool.remove(new SourceId(removed))).isTrue();
        }
        push(APP, "one\n");
        assertThat(spool.sources()).containsExactly(APP);
    }

    @Test
    void removedSourceIsGoneWithItsFilesAndCanBeMadeAnew() throws IOException {
        open(WIDE);
        follow();
        SourceId part = new SourceId("app/part");
        push(APP, "whole\n");
        push(part, "part\n");
        Push underWay = spool.push(APP);
        await(() -> texts().size() == 2);

        assertThat(spool.remove(APP)).isTrue();
        assertThat(spool.remove(APP)).isFalse();

        assertThat(spool.sources()).containsExactly(part);
        assertThat(files("app")).containsExactly("part");
        assertThatIOException().isThrownBy(() -> write(underWay, "late\n")).withMessageContaining("was removed");
        assertThat(spool.remove(part)).isTrue();
        assertThat(Files.exists(file("app"))).isFalse();
        push(part, "anew\n");
        await(() -> texts().contains("anew"));
        assertThat(spool.removed()).doesNotContain(part);
        await(() -> {
            spool.tend();
            return spool.removed().isEmpty();
        });
    }

    @Test
    void fullSpoolIsSaidWithTheLinesThatAreStoredAndTakesMoreWhenThoseAreRead() throws IOException {
        open(limits(10, 10_000));
        String line = "x".repeat(99) + '\n';
        Push push = spool.push(APP);
        write(push, line.repeat(60));
        assertThatExceptionOfType(SpoolFullException.class)
                .isThrownBy(() -> write(push, line.repeat(50)))
                .withMessageContaining("logcast.ingest.max-bytes");
        assertThat(push.lines()).isEqualTo(60);

        follow();
        await(() -> texts().size() == 60);
        // It is not used any more, put aside, read to its end and deleted.
        await(() -> {
            spool.tend();
            return files("app").equals(List.of("current.log")) && size("app/current.log") == 0;
        });
        spool.tend();
        write(push, line.repeat(50));
        assertThat(push.lines()).isEqualTo(110);
    }

    private long size(String name) {
        try {
            return Files.size(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void manySourcesAreTakenUpWithoutADescriptorEach() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            write("many/" + i + "/current.log", "line\n", i);
        }
        Files.createDirectories(file("broken/part"));
        Files.createSymbolicLink(file("broken/part/aside.1.log"), file("nowhere"));
        int before = OpenFiles.below(directory).size();
        open(limits(1_000, 1_000_000));

        assertThat(spool.sources()).hasSizeGreaterThanOrEqualTo(2_000);
        assertThat(OpenFiles.below(directory)).hasSize(before);
        for (int i = 0; i < 200; i++) {
            push(new SourceId("many/" + i), "more\n");
        }
        assertThat(OpenFiles.below(directory)).hasSizeLessThanOrEqualTo(before + 64);
    }

    @Test
    void unfinishedLinesOfAllPushesHaveABoundWhichOrdinaryOnesDoNotNeed() throws IOException {
        LongLines room = new LongLines(100_000);
        open(WIDE);
        SpoolFile file = spool.spoolFile(APP);
        file.begin();
        Push first = new Push(file, 1_000_000, room);
        write(first, "a".repeat(90_000));
        assertThat(first.waitsForLongLine()).isTrue();
        Push second = new Push(file, 1_000_000, room);
        write(second, "one\n" + "b".repeat(LongLines.FREE_BYTES));
        assertThat(second.waitsForLongLine()).isFalse();

        assertThatExceptionOfType(NoRoomException.class).isThrownBy(() -> write(second, "b".repeat(30_000)));
        assertThat(second.lines()).isEqualTo(1);
        second.abandon();
        write(first, "a\n");
        assertThat(first.waitsForLongLine()).isFalse();
        assertThat(room.held()).isZero();
        write(second, "c".repeat(90_000) + '\n');
        assertThat(second.lines()).isEqualTo(2);
        file.close();
    }

    @Test
    void nameThatNoFileCanHaveIsRefusedInFewWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spool.id("a".repeat(6_000)))
                .withMessageContaining("at most 200 characters")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(400));
        assertThat(Spool.id("a".repeat(200) + '/' + "b".repeat(200)).group()).hasSize(200);
    }
}
