package dev.logcast.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Cursor;
import dev.logcast.line.Level;
import dev.logcast.line.Lines;
import dev.logcast.line.SourceId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvEncoderTest {
    private final CsvEncoder csv = new CsvEncoder();
    private final Utf8Buffer to = new Utf8Buffer(16);

    private String written() {
        return new String(to.toBytes(), StandardCharsets.UTF_8);
    }

    private String message(String text) {
        csv.line(to, Lines.line("app", 0, null, text), 1);
        String row = written();
        assertThat(row).startsWith("2026-11-23T10:00:00.123Z,app,,").endsWith("\r\n");
        return row.substring(30, row.length() - 2);
    }

    @Test
    void rowsFollowAHeader() {
        csv.start(to, new Cursor("run", 0));
        csv.line(to, Lines.line("app", 0, Level.ERROR, "it broke, söhn"), 1);
        csv.line(to, Lines.line("app", 0, null, "fine"), 2);

        assertThat(written())
                .isEqualTo("time,source,level,message\r\n" + "2026-11-23T10:00:00.123Z,app,ERROR,\"it broke, söhn\"\r\n"
                        + "2026-11-23T10:00:00.123Z,app,,fine\r\n");
    }

    @Test
    void quotesAndLineEndsAreQuoted() {
        assertThat(message("a \"b\"\nc\r\nd")).isEqualTo("\"a \"\"b\"\"\nc\r\nd\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void whatBeginsLikeAFormulaIsMadeText(String text) {
        assertThat(message(text)).isEqualTo("'" + text);
    }

    @Test
    void formulaThatNeedsQuotesHasBoth() {
        assertThat(message("=cmd|' /C calc'!A0,\"x\"")).isEqualTo("\"'=cmd|' /C calc'!A0,\"\"x\"\"\"");
    }

    @Test
    void gapIsARowWithoutATime() {
        csv.gap(to, new Gap("rate-limit", new SourceId("app"), 12, new Cursor("run", 1), new Cursor("run", 13)));
        csv.gap(to, new Gap("retention", null, -1, new Cursor("run", 1), new Cursor("run", 13)));

        assertThat(written())
                .isEqualTo(",app,,logcast: 12 lines missing (rate-limit)\r\n"
                        + ",,,logcast: lines missing (retention)\r\n");
    }
}
