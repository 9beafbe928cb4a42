package dev.logcast.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineFramerTest {
    /** Feeds a framer as a tailer does: unfinished bytes come again with what follows them. */
    private static List<Line> frame(LineFramer framer, byte[] file, Random pieces) {
        List<Line> records = new ArrayList<>();
        int position = 0;
        int end = 0;
        while (end < file.length) {
            end = Math.min(file.length, end + 1 + pieces.nextInt(12));
            byte[] read = Arrays.copyOfRange(file, position, end);
            position += framer.frame(read, 0, read.length, position);
            records.addAll(framer.take());
        }
        return records;
    }

    private static List<String> texts(String file) {
        LineFramer framer = new LineFramer(TextEncoding.of(StandardCharsets.UTF_8), 1000);
        return frame(framer, file.getBytes(StandardCharsets.UTF_8), new Random(1)).stream()
                .map(Line::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "a\\nb\\n,a|b",
        "a\\r\\nb\\r\\n,a|b",
        "10%\\r20%\\rdone\\n,10%|20%|done",
        "a\\n\\nb\\n,a||b",
        "a\\n\\r\\nb\\n,a||b",
        "\\r\\n,''",
        "\\r10%\\r20%\\ndone\\n,10%|20%|done",
        "\\r10%\\n\\r20%\\n,10%|20%",
        "a\\r\\r\\nb\\r\\r\\r\\n,a|b",
        "a\\r\\n\\r\\n\\r\\nb\\n,a|||b",
        "a\\n\\r\\rb\\n,a|b",
        "a,'none'"
    })
    void lineFeedReturnAndBothEndARecord(String file, String expected) {
        List<String> wanted = expected.equals("none") ? List.of() : List.of(expected.split("\\|", -1));

        assertThat(texts(file.replace("\\n", "\n").replace("\\r", "\r"))).isEqualTo(wanted);
    }

    @Test
    void piecesOfAnySizeGiveTheSameRecordsAsTheWholeFile() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            StringBuilder file = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                file.append(new String[] {"a", "bc", "\n", "\r", "\r\n", "é", "語", "😀", " "}[random.nextInt(9)]);
            }
            byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);

            List<Line> records = frame(new LineFramer(TextEncoding.of(StandardCharsets.UTF_8), 1000), bytes, random);

            assertThat(records).as("seed %d: %s", seed, file).isEqualTo(model(bytes));
        }
    }

    /**
     * The obvious reading of a file: split at CRLF, LF and CR; what is behind the last of them is unfinished. A CR that is all there is
     * of a line is none, but for the CRLF of a blank one; behind a line that a CR has ended, that is no line either.
     */
    private static List<Line> model(byte[] file) {
        List<Line> records = new ArrayList<>();
        int start = 0;
        boolean returned = false;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '\n' || file[i] == '\r') {
                boolean lineFeed = file[i] == '\n' || (i + 1 < file.length && file[i + 1] == '\n');
                if (i > start || (lineFeed && !returned)) {
                    records.add(new Line(
                            start, i + 1, new String(file, start, i - start, StandardCharsets.UTF_8), -1, false));
                    returned = true;
                }
                returned &= !lineFeed;
                if (file[i] == '\r' && i + 1 < file.length && file[i + 1] == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        return records;
    }

    @Test
    void longRecordIsCutAtACharacterAndTheNextOneIsWhole() {
        LineFramer framer = new LineFramer(TextEncoding.of(StandardCharsets.UTF_8), 100);
        String file = "x" + "語".repeat(100) + "\nnext\n";

        List<Line> records = frame(framer, file.getBytes(StandardCharsets.UTF_8), new Random(3));

        assertThat(records)
                .containsExactly(
                        new Line(0, 100, "x" + "語".repeat(33), -1, true), new Line(302, 307, "next", -1, false));
    }

    @Test
    void whatFollowsAFlushedRecordContinuesIt() {
        LineFramer framer = new LineFramer(TextEncoding.of(StandardCharsets.UTF_8), 100);
        framer.flush("half".getBytes(StandardCharsets.UTF_8), 0, 4, 10);
        framer.frame(" a line\nnext\n".getBytes(StandardCharsets.UTF_8), 0, 13, 14);

        assertThat(framer.take())
                .containsExactly(
                        new Line(10, 14, "half", -1, false),
                        new Line(14, 22, " a line", 10, false),
                        new Line(22, 27, "next", -1, false));
    }

    @Test
    void lineEndThatFollowsAFlushedRecordIsNoRecord() {
        LineFramer framer = new LineFramer(TextEncoding.of(StandardCharsets.UTF_8), 100);
        framer.flush("half".getBytes(StandardCharsets.UTF_8), 0, 4, 0);
        framer.frame("\nnext\n".getBytes(StandardCharsets.UTF_8), 0, 6, 4);

        assertThat(framer.take())
                .containsExactly(new Line(0, 4, "half", -1, false), new Line(5, 10, "next", -1, false));
    }

    @ParameterizedTest
    @CsvSource({"GB18030,中文日志", "Shift_JIS,日本語ログ", "ISO-8859-1,Grüße", "UTF-8,😀 emoji"})
    void decodesTheEncodingOfTheSource(String encoding, String text) {
        LineFramer framer = new LineFramer(TextEncoding.of(Charset.forName(encoding)), 1000);

        List<Line> records = frame(framer, (text + "\n").getBytes(Charset.forName(encoding)), new Random(5));

        assertThat(records).extracting(Line::text).containsExactly(text);
    }

    @Test
    void returnAtTheBeginningOfALineThatWaitedIsNoRecord() {
        LineFramer framer = new LineFramer(TextEncoding.of(StandardCharsets.UTF_8), 100);
        assertThat(framer.frame("\r".getBytes(StandardCharsets.UTF_8), 0, 1, 0)).isZero();
        framer.flush("\r".getBytes(StandardCharsets.UTF_8), 0, 1, 0);
        framer.frame("next\n".getBytes(StandardCharsets.UTF_8), 0, 5, 1);

        assertThat(framer.take()).containsExactly(new Line(1, 6, "next", -1, false));
    }

    @Test
    void onlyWhatIsNoTextIsMalformed() {
        LineFramer framer = new LineFramer(TextEncoding.of(StandardCharsets.UTF_8), 100);
        byte[] file = "a \uFFFD that was written\nb ?? c ?\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < file.length; i++) {
            file[i] = file[i] == '?' ? (byte) 0xE6 : file[i];
        }
        frame(framer, file, new Random(1)).forEach(framer::count);

        assertThat(framer.takeFlaws().malformed()).isEqualTo(3);
    }

    @Test
    void bytesThatAreNoTextBecomeReplacementCharacters() {
        LineFramer framer = new LineFramer(TextEncoding.of(StandardCharsets.UTF_8), 1000);

        // An encoded surrogate, which UTF-8 forbids, a lone continuation byte and a NUL.
        byte[] file = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xBF, 0, 'b', '\n'};

        assertThat(frame(framer, file, new Random(7)).get(0).text()).matches("a\uFFFD+\0b");
    }
}
