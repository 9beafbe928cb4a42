package dev.logcast.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Attributes;
import dev.logcast.line.Cursor;
import dev.logcast.line.ExactNumber;
import dev.logcast.line.Level;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import dev.logcast.line.LossReason;
import dev.logcast.line.SealedCursors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EncoderTest {
    private static final Cursor HERE = new Cursor("1kx3", 7);

    private static FrameEncoder encoder(StreamFormat format) {
        return format.encoder("1kx3");
    }

    private static String written(Consumer<Utf8Buffer> writer) {
        Utf8Buffer bytes = new Utf8Buffer(8);
        writer.accept(bytes);
        return new String(bytes.toBytes(), StandardCharsets.UTF_8);
    }

    private static LogLine line(String text) {
        return Lines.line("app", 10482, Level.ERROR, text);
    }

    @Test
    void eventHasIdNameAndJson() {
        assertThat(written(to -> encoder(StreamFormat.sse(false, true)).line(to, line("it \"broke\""), 18421)))
                .isEqualTo(
                        """
                        id: 1kx3-18421
                        event: app
                        data: {"id":"app@3f2a:10482","time":"2026-11-23T10:00:00.123Z","source":"app","level":"ERROR","message":"it \\"broke\\""}

                        """);
    }

    @Test
    void sealedCursorsStandWhereverACursorDoes() {
        SealedCursors sealed = new SealedCursors(new byte[16]);
        Cursor here = new Cursor("1kx3", 5);
        Gap gap = new Gap(LossReason.SKIPPED, null, 2, new Cursor("1kx3", 3), here);
        String own = sealed.write(here);
        FrameEncoder sse = StreamFormat.sse(false, true).with(sealed).encoder("1kx3");
        FrameEncoder ndjson = StreamFormat.ndjson().with(sealed).encoder("1kx3");
        String all = written(to -> {
            sse.start(to, here);
            sse.line(to, line("x"), 5);
            sse.gap(to, gap);
            sse.heartbeat(to, here);
            ndjson.line(to, line("x"), 5);
            ndjson.gap(to, gap);
        });

        assertThat(all).doesNotContain("1kx3").contains(sealed.write(new Cursor("1kx3", 3)));
        assertThat(all.split(own, -1)).hasSize(8);
    }

    @Test
    void unnamedEventHasNoName() {
        assertThat(written(to -> encoder(StreamFormat.sse(false, false)).line(to, line("x"), 1)))
                .startsWith("id: 1kx3-1\ndata: {");
    }

    @Test
    void levelThatIsUnknownIsLeftOut() {
        assertThat(written(to -> encoder(StreamFormat.ndjson()).line(to, Lines.line("app", 0, null, "x"), 1)))
                .isEqualTo("{\"id\":\"app@3f2a:0\",\"time\":\"2026-11-23T10:00:00.123Z\",\"source\":\"app\","
                        + "\"message\":\"x\",\"cursor\":\"1kx3-1\"}\n");
    }

    @Test
    void whatWasParsedTravelsWithItsTypesAndAllDigits() {
        LogLine plain = line("x: y");
        Attributes attributes = new Attributes.Builder()
                .put("s", "a\"b")
                .put("n", -3L)
                .put("d", 0.5)
                .put("b", true)
                .put("z", null)
                .put("big", new ExactNumber("1e999"))
                .put("o", new Attributes.Builder().put("l", List.of(1L, "2")).build())
                .build();
        LogLine line = new LogLine(
                plain.id(), plain.time().plusNanos(456_000), null, "x: y", "x: y", attributes, 3, null, false, false);

        assertThat(written(to -> encoder(StreamFormat.ndjson()).line(to, line, 1)))
                .isEqualTo(
                        "{\"id\":\"app@3f2a:10482\",\"time\":\"2026-11-23T10:00:00.123456Z\",\"source\":\"app\",\"message\":\"x: y\","
                                + "\"msgAt\":3,\"attributes\":{\"s\":\"a\\\"b\",\"n\":-3,\"d\":0.5,\"b\":true,\"z\":null,\"big\":1e999,"
                                + "\"o\":{\"l\":[1,\"2\"]}},\"cursor\":\"1kx3-1\"}\n");
    }

    @Test
    void messageKeepsItsColoursWhenAskedAndItsPartBeginsBeforeThem() {
        String styled = "12:00 \u001b[32mINFO\u001b[0m \u001b[1mwell\u001b[0m";
        LogLine line = new LogLine(
                Lines.line("app", 1, null, "").id(),
                Lines.TIME,
                Level.INFO,
                "12:00 INFO well",
                styled,
                Attributes.NONE,
                11,
                null,
                false,
                false);

        String ansi = encoded(StreamFormat.ndjson(true), line);
        assertThat(ansi).contains("\"message\":\"12:00 \\u001b[32mINFO\\u001b[0m \\u001b[1mwell\\u001b[0m\"");
        assertThat(styled.substring(Integer.parseInt(ansi.replaceAll("(?s).*\"msgAt\":(\\d+).*", "$1"))))
                .isEqualTo("\u001b[1mwell\u001b[0m");
        assertThat(encoded(StreamFormat.ndjson(), line)).contains("\"message\":\"12:00 INFO well\",\"msgAt\":11");
        assertThat(encoded(StreamFormat.text(false, false, true), line)).isEqualTo(styled + '\n');
    }

    private static String encoded(StreamFormat format, LogLine line) {
        Utf8Buffer to = new Utf8Buffer(64);
        format.encoder("1kx3").line(to, line, 7);
        return new String(to.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void everyLineOfATextIsADataFieldOfItsOwn() {
        String hostile = "a\rdata: injected\r\nid: 9\n\nevent: x\0";

        assertThat(written(to -> encoder(StreamFormat.sse(true, false)).line(to, line(hostile), 1)))
                .isEqualTo("id: 1kx3-1\ndata: a\ndata: data: injected\ndata: id: 9\ndata: \ndata: event: x\0\n\n");
    }

    @Test
    void blankLineIsAnEventWithOneEmptyDataField() {
        assertThat(written(to -> encoder(StreamFormat.sse(true, false)).line(to, line(""), 1)))
                .isEqualTo("id: 1kx3-1\ndata: \n\n");
    }

    @Test
    void streamBeginsWithItsPosition() {
        assertThat(written(to -> encoder(StreamFormat.sse(false, true)).start(to, HERE)))
                .isEqualTo("retry: 1000\nid: 1kx3-7\n\n");
    }

    @Test
    void heartbeatOfAFilteredStreamSaysHowFarItIs() {
        assertThat(written(to -> encoder(StreamFormat.sse(false, true)).heartbeat(to, null)))
                .isEqualTo(":\n\n");
        assertThat(written(to -> encoder(StreamFormat.sse(false, true)).heartbeat(to, HERE)))
                .isEqualTo(":\nid: 1kx3-7\n\n");
        assertThat(written(to -> encoder(StreamFormat.ndjson()).heartbeat(to, HERE)))
                .isBlank()
                .doesNotContain("\n");
        assertThat(written(to -> encoder(StreamFormat.text(false, false)).heartbeat(to, HERE)))
                .isEmpty();
    }

    @Test
    void gapSaysWhatIsMissingInEveryFormat() {
        Gap gap = new Gap(LossReason.SLOW_CLIENT, null, 12, new Cursor("1kx3", 3), new Cursor("1kx3", 15));
        String json = "{\"reason\":\"slow-client\",\"missed\":12,\"from\":\"1kx3-3\",\"to\":\"1kx3-15\"}";

        assertThat(written(to -> encoder(StreamFormat.sse(true, false)).gap(to, gap)))
                .isEqualTo("id: 1kx3-15\nevent: logcast:gap\ndata: " + json + "\n\n");
        assertThat(written(to -> encoder(StreamFormat.ndjson()).gap(to, gap))).isEqualTo("{\"gap\":" + json + "}\n");
        assertThat(written(to -> encoder(StreamFormat.text(true, true)).gap(to, gap)))
                .isEqualTo("--- logcast: 12 lines missing (slow-client)\n");
    }

    @Test
    void plainTextSaysItsSourceAndColoursByLevelWhenAsked() {
        assertThat(written(to -> encoder(StreamFormat.text(true, false)).line(to, line("x"), 1)))
                .isEqualTo("app: x\n");
        assertThat(written(to -> encoder(StreamFormat.text(false, true)).line(to, line("x"), 1)))
                .isEqualTo("\u001b[31mx\u001b[0m\n");
    }
}
