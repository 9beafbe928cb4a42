package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as they come out of files, whatever is in them. */
class FramingTest extends Stepwise {
    private static final int LONG_LINE_MEGABYTES = Boolean.getBoolean("logcast.soak") ? 1000 : 100;

    @TempDir(factory = MemoryDirectory.class)
    private Path memory;

    @Test
    void unfinishedLineIsNotShownWhileItGrows() throws IOException {
        flushAfter = Duration.ofMillis(20);
        restart();
        long begun = System.nanoTime();
        StringBuilder line = new StringBuilder();
        while (System.nanoTime() - begun < 5 * flushAfter.toNanos()) {
            append("app.log", ".");
            line.append('.');
            read();
        }
        assertThat(received.texts()).isEmpty();

        await(() -> {
            read();
            return !received.texts().isEmpty();
        });
        append("app.log", " late\nnext\n");
        read();
        assertThat(received.texts()).containsExactly(line.toString(), " late", "next");
        assertThat(received.records()).extracting(RawRecord::continues).containsExactly(-1L, 0L, -1L);
    }

    @Test
    void emptyLinesAreLines() throws IOException {
        append("app.log", "one\n\n\r\ntwo\n\n");
        readsNow("one", "", "", "two", "");
    }

    @Test
    void stateOfAProgressBarIsShownAtOnce() throws IOException {
        append("app.log", "10 %\r20 %\r");
        readsNow("10 %", "20 %");
        append("app.log", "done\n");
        readsNow("done");
    }

    @Test
    void returnsInFrontOfProgressMakeNoEmptyRecords() throws IOException {
        append("app.log", "start\n\r10 %");
        readsNow("start");
        append("app.log", "\r20 %\ndone\r\r\n");
        readsNow("10 %", "20 %", "done");
        assertThat(received.records()).extracting(RawRecord::continues).containsOnly(-1L);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,a 日本 é 😀 end", "GB18030,a 中文 end", "Shift_JIS,日本語ログ"})
    void characterThatARuntimeCutIsWhole(String charset, String text) throws IOException {
        encoding = Charset.forName(charset);
        restart();
        byte[] bytes = text.getBytes(encoding);
        String[] expected = new String[bytes.length - 1];
        Arrays.fill(expected, text);
        for (int cut = 1; cut < bytes.length; cut++) {
            append("app.log", "2026-01-01T00:00:00.000000000Z stdout P ".getBytes(encoding));
            append("app.log", Arrays.copyOf(bytes, cut));
            append("app.log", "\n2026-01-01T00:00:00.000000000Z stdout F ".getBytes(encoding));
            append("app.log", Arrays.copyOfRange(bytes, cut, bytes.length));
            append("app.log", "\n".getBytes(encoding));
        }
        readsNow(expected);
        assertThat(received.malformed()).isZero();

        append("app.log", "2026-01-01T00:00:00.000000000Z stdout F ".getBytes(encoding));
        append("app.log", new byte[] {'x', (byte) 0xFF, '\n'});
        readsNow("x\uFFFD");
        assertThat(received.malformed()).isOne();
    }

    @Test
    void anyBytesAreSurvived() throws IOException {
        byte[] bytes = new byte[1_000_000];
        Random random = new Random(17);
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i += 50_000) {
            append("app.log", Arrays.copyOfRange(bytes, i, i + 50_000));
            read();
        }
        append("app.log", "\nbehind\n");
        read();

        assertThat(received.texts()).last().isEqualTo("behind");
        assertThat(received.records()).extracting(RawRecord::offset).isSorted().doesNotHaveDuplicates();
        assertThat(received.malformed()).isPositive();
    }

    @Test
    void bytesThatAreNoTextAreCounted() throws IOException {
        append("app.log", new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xC3, '\n', 'c', '\n'});
        readsNow("a\uFFFDb\uFFFD", "c");
        assertThat(received.malformed()).isEqualTo(2);
    }

    @Test
    void longRecordIsCutAtACharacterMarkedAndCounted() throws IOException {
        maxRecordBytes = 1000;
        restart();
        append("app.log", "x" + "語".repeat(100_000) + "\nnext\n");
        readsNow("x" + "語".repeat(333), "next");
        assertThat(received.records()).extracting(RawRecord::cut).containsExactly(true, false);
        assertThat(received.cut()).isEqualTo(1);
    }

    @Test
    void lineThatDoesNotEndNeedsNoMoreMemoryThanARecordMayHave() throws IOException {
        Path file = memory.resolve("app.log");
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] megabyte = new byte[1_000_000];
            Arrays.fill(megabyte, (byte) 'x');
            for (int i = 0; i < LONG_LINE_MEGABYTES; i++) {
                out.write(megabyte);
            }
        }
        Files.createSymbolicLink(directory.resolve("app.log"), file);
        restartFor("app.log");

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        readsNow("x".repeat(maxRecordBytes));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20L * maxRecordBytes);

        Files.writeString(file, "\nnext\n", StandardOpenOption.APPEND);
        readsNow("next");
        assertThat(received.records().get(0).cut()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GBK,中文日志",
        "GB18030,中文日志㐂",
        "Shift_JIS,日本語ログ表",
        "ISO-8859-1,Grüße",
        "UTF-8,语 \uD83D\uDE00",
        "UTF-16LE,语 \uD83D\uDE00",
        "UTF-16BE,语 \uD83D\uDE00"
    })
    void textIsDecodedWhereverReadsEnd(String name, String text) throws IOException {
        encoding = Charset.forName(name);
        restart();
        for (byte each : (text + "\r\n" + text + '\n').getBytes(encoding)) {
            append("app.log", new byte[] {each});
            read();
        }
        assertThat(received.texts()).containsExactly(text, text);
        assertThat(received.malformed()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void byteOrderMarkIsNoTextAndWinsOverTheSetting(String name) throws IOException {
        encoding = StandardCharsets.ISO_8859_1;
        restart();
        append("app.log", "\uFEFFéins\n".getBytes(Charset.forName(name)));
        readsNow("éins");
        append("app.log", "zwé\n".getBytes(Charset.forName(name)));
        readsNow("zwé");
    }

    @Test
    void linesOfTwoFilesAreNotJoined() throws IOException {
        multiline = Multiline.AUTO;
        restartFor("*.log");
        for (String line : List.of("ERROR #", "#.FooException: #", "\tat #.A.run(A.java:1)", "Caused by: #")) {
            for (String file : List.of("a", "b")) {
                append(file + ".log", line.replace("#", file) + '\n');
                read();
            }
        }
        follower.stop(Duration.ofSeconds(5));

        Map<Long, List<RawRecord>> byFile = received.batches().stream()
                .collect(Collectors.groupingBy(
                        RecordBatch::generation,
                        Collectors.flatMapping(batch -> batch.records().stream(), Collectors.toList())));
        assertThat(byFile).hasSize(2);
        byFile.values().forEach(records -> {
            String file = records.get(0).text().substring("ERROR ".length(), "ERROR ".length() + 1);
            assertThat(records.stream().map(RawRecord::text).collect(Collectors.joining("\n")))
                    .isEqualTo("ERROR #\n#.FooException: #\n\tat #.A.run(A.java:1)\nCaused by: #".replace("#", file));
            // Whoever was slow here got the rest as records that continue the first.
            assertThat(records.stream().skip(1)).allMatch(record -> record.continues() == 0);
        });
    }
}
