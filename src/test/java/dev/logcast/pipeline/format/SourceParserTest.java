package dev.logcast.pipeline.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Attributes;
import dev.logcast.line.Envelope;
import dev.logcast.line.ExactNumber;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.Parsed;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceParserTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String JSON = "{\"level\":\"warn\",\"msg\":\"x\"}";
    private static final String LOGFMT = "level=error msg=\"y z\" n=1";

    private static SourceParser parser(String format) {
        return new SourceParser(new FormatChoice(FormatChoice.parse(format), ZoneOffset.UTC));
    }

    private static Reading read(String text) {
        return parser("auto").read(text, null, NOW);
    }

    private static Attributes attributes(String text) {
        return read(text).attributes();
    }

    @Test
    void fieldsOfJsonAreAttributesAndNumbersNumbers() {
        Reading reading = read(
                "{\"time\":\"2026-11-23T10:00:00Z\",\"level\":\"info\",\"msg\":\"caf\\u00e9 \\ud83d\\ude00 \\ud800\",\"n\":12,"
                        + "\"f\":-1.5e3,\"big\":123456789012345678901234567890,\"t\":true,\"z\":null,\"o\":{\"a\":[1,{\"b\":\"c\"}]},\"n\":13}");
        assertThat(reading.time()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(reading.level()).isEqualTo(Level.INFO);
        assertThat(reading.msgAt()).isEqualTo(-1);
        Attributes attributes = reading.attributes();
        assertThat(attributes.get("msg")).isEqualTo("café 😀 \uFFFD");
        assertThat(attributes.get("n")).isEqualTo(13L);
        assertThat(attributes.get("f")).isEqualTo(-1500.0);
        assertThat(attributes.get("big")).isEqualTo(new ExactNumber("123456789012345678901234567890"));
        assertThat(attributes.get("t")).isEqualTo(true);
        assertThat(attributes)
                .hasToString("{n=13, f=-1500.0, big=ExactNumber[text=123456789012345678901234567890], t=true,"
                        + " z=null, o={a=[1, {b=c}]}, msg=café 😀 \uFFFD}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":01}",
                "{\"a\":1,}",
                "{\"a\":\"\\x\"}",
                "{\"a\" 1}",
                "{\"a\":.5}",
                "{\"a\":1e}",
                "{\"a\":1} x",
                "{\"a\":tru}"
            })
    void whatIsNoJsonIsText(String text) {
        SourceParser json = parser("json");
        assertThat(json.read(text, null, NOW)).isEqualTo(Reading.NOTHING);
        assertThat(json.misfits()).isEqualTo(1);
        assertThat(json.format()).isEqualTo("json");
    }

    @Test
    void accessLogHasTheNamesOfOpenTelemetry() {
        Reading reading = read("192.0.2.7 - anna [23/Nov/2026:10:00:00 +0100] \"GET /a/b?q=1 HTTP/1.1\" 404 17"
                + " \"https://example.com/\" \"curl/8.5.0\" 0.012");
        assertThat(reading.level()).isEqualTo(Level.WARN);
        assertThat(reading.time()).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(reading.attributes())
                .hasToString(
                        "{client.address=192.0.2.7, user.name=anna, http.request.method=GET, network.protocol.version=1.1,"
                                + " url.path=/a/b, url.query=q=1, http.response.status_code=404, http.response.body.size=17,"
                                + " http.request.header.referer=https://example.com/, user_agent.original=curl/8.5.0, duration=0.012}");
    }

    @Test
    void layoutTellsLoggerThreadAndWhereTheMessageBegins() {
        String text = "2026-11-23 10:00:00,123 INFO  [main] com.example.Shop - opened - at last";
        Reading reading = read(text);
        assertThat(reading.attributes()).hasToString("{thread.name=main, code.namespace=com.example.Shop}");
        assertThat(text.substring(reading.msgAt())).isEqualTo("opened - at last");
    }

    @Test
    void traceOfTheContextIsFound() {
        assertThat(attributes(
                                "2026-11-23 10:00:00.123  INFO [shop,64f3a1b2c3d4e5f664f3a1b2c3d4e5f6,a1b2c3d4e5f60708] 1 --- [main] c.e.A : x")
                        .get("trace_id"))
                .isEqualTo("64f3a1b2c3d4e5f664f3a1b2c3d4e5f6");
        assertThat(attributes("2026-11-23 10:00:00 INFO [app] [trace_id=12 span_id=34] - x")
                        .get("span_id"))
                .isEqualTo("34");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "ERROR 1 --- [demo] [nio-8080-exec-1] c.e.demo.InfoService : x|demo|nio-8080-exec-1",
                " INFO 1 --- [demo] [           main] c.e.demo.Demo        : x|demo|main",
                " INFO 1 --- [my.demo] [main] c.e.demo.Demo : x|my.demo|main",
                " INFO 1 --- [demo] [main] [64f3a1b2c3d4e5f664f3a1b2c3d4e5f6-a1b2c3d4e5f60708] c.e.Demo : x|demo|main",
                " INFO 1 --- [demo] [main] [                                                 ] c.e.Demo : x|demo|main",
                " INFO 1 --- [main] [64f3a1b2c3d4e5f664f3a1b2c3d4e5f6-a1b2c3d4e5f60708] c.e.Demo : x|-|main",
                " INFO 1 --- [main] [                                                 ] c.e.Demo : x|-|main",
                " INFO 1 --- [           main] c.e.demo.Demo : x|-|main",
                " INFO --- [main] [other] c.e.demo.Demo : x|-|main",
                " INFO 1 --- [main] [other] - x|-|main",
                " INFO [main] [other] c.e.demo.Demo : x|-|main"
            })
    void springBootNamesTheApplicationBeforeTheThread(String line, String service, String thread) {
        Attributes attributes = attributes("2024-03-01T10:00:00.123Z " + line);
        assertThat(attributes.get("service.name")).isEqualTo(service);
        assertThat(attributes.get("thread.name")).isEqualTo(thread);
    }

    @Test
    void linesOfTheLoadToolHaveTimeLevelAndMessageAndNoAttributes() {
        String text =
                "2026-11-23T10:00:00.123Z INFO seq=0000000000001 t=1790000000000000 request handled by worker path /api$";
        Reading reading = read(text);
        assertThat(reading)
                .isEqualTo(new Reading(Instant.parse("2026-11-23T10:00:00.123Z"), Level.INFO, Attributes.NONE, 30));
    }

    @Test
    void plainTextCostsNothing() {
        assertThat(read("user info updated")).isSameAs(Reading.NOTHING);
        assertThat(parser("plain").read("2026-11-23 10:00:00 ERROR x", null, NOW))
                .isSameAs(Reading.NOTHING);
    }

    @Test
    void sourceWhoseLinesCeaseToFitIsDetectedAgain() {
        SourceParser parser = parser("auto");
        parser.meet(List.of(JSON, JSON, JSON).stream(), NOW);
        assertThat(parser.format()).isEqualTo("json");
        assertThat(parser.misfits()).isZero();

        assertThat(parser.read(LOGFMT, null, NOW).level()).isEqualTo(Level.ERROR);
        assertThat(parser.format()).isEqualTo("json");
        assertThat(parser.misfits()).isEqualTo(1);

        for (int i = 0; i < 40; i++) {
            assertThat(parser.read(LOGFMT, null, NOW).level()).isEqualTo(Level.ERROR);
        }
        assertThat(parser.format()).isEqualTo("logfmt");
    }

    @Test
    void recordThatAFormatFailsAtIsReadAsSomethingElseAndIsAMisfit() {
        Format broken = new Format() {
            @Override
            public String name() {
                return "json";
            }

            @Override
            public boolean read(String text, int start, Parsed to) {
                throw new IllegalStateException("a fault");
            }
        };
        SourceParser parser = new SourceParser(
                new FormatChoice("auto", ZoneOffset.UTC),
                new Parsed(ZoneOffset.UTC),
                List.of(broken, new KlogFormat()));
        assertThat(parser.read("E1123 10:00:00.123456 7 a.go:1] x", null, NOW).level())
                .isEqualTo(Level.ERROR);
        assertThat(parser.read("x", null, NOW)).isSameAs(Reading.NOTHING);
        assertThat(parser.misfits()).isEqualTo(2);
    }

    @Test
    void theMostPreciseOfSeveralStampsIsTheTime() {
        assertThat(read("<14>Nov 23 10:00:00 web-1 shop[1]: 2026-11-23 09:59:59,987 INFO [main] com.example.A - x")
                        .time())
                .isEqualTo("2026-11-23T09:59:59.987Z");
    }

    @Test
    void zoneIsThatOfTheSource() {
        SourceParser parser = new SourceParser(new FormatChoice("auto", ZoneId.of("America/New_York")));
        assertThat(parser.read("2026-11-23 10:00:00 INFO x", null, NOW).time()).isEqualTo("2026-11-23T15:00:00Z");
    }

    @Test
    void envelopeGivesStreamAndATimeWhereItIsMorePrecise() {
        Envelope envelope = new Envelope(Instant.parse("2026-11-23T10:00:00.123456789Z"), "stderr");
        Reading reading = parser("auto").read("10:00:00 WARN x", envelope, NOW);
        assertThat(reading.time()).isEqualTo("2026-11-23T10:00:00.123456789Z");
        assertThat(reading.level()).isEqualTo(Level.WARN);
        assertThat(reading.attributes()).hasToString("{log.iostream=stderr}");
        assertThat(parser("plain").read("x", envelope, NOW).attributes().get("log.iostream"))
                .isEqualTo("stderr");
    }

    @Test
    void structuredDataOfSyslogIsRead() {
        Reading reading = read(
                "<165>1 2026-10-11T22:14:15.003Z web.example.com shop 8710 ID47 [ex@32473 iut=\"3\" note=\"a \\\"b\\\"\"] it began");
        assertThat(reading.level()).isEqualTo(Level.INFO);
        assertThat(reading.attributes())
                .hasToString("{host.name=web.example.com, service.name=shop, process.pid=8710, syslog.msgid=ID47,"
                        + " ex@32473.iut=3, ex@32473.note=a \"b\", syslog.facility.code=20}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo 19 11:08:37 ERROR x|ERROR",
                "19-foo-2026 11:08:37 ERROR x|ERROR",
                "2026-W48-1 11:08:37 ERROR x|ERROR",
                "[foo 19 11:08:37] ERROR x|ERROR",
                "[19/foo/2026 11:08:37] ERROR x|ERROR",
                "foo 19 11:08:37 [1] LOG:  x|INFO",
                "<11>foo 19 11:08:37 vm app[1]: x|ERROR",
                "2026-07-01 10:00:00+99:99 ERROR x|ERROR",
                "{\"time\":\"foo 19 11:08:37\",\"level\":\"error\"}|ERROR",
                "{\"time\":\"2026-07-01T10:00:00+99:99\",\"level\":\"error\"}|ERROR"
            })
    void noTimeIsBetterThanOneOfAnotherDay(String text, Level level) {
        Reading reading = read(text);
        assertThat(reading.time()).isNull();
        assertThat(reading.level()).isEqualTo(level);
    }

    @Test
    void timeOfDayWithoutAnyDateIsOfToday() {
        assertThat(read("11:08:37 ERROR x").time()).isEqualTo("2026-11-26T11:08:37Z");
        assertThat(read("app-1 11:08:37 ERROR x").time()).isEqualTo("2026-11-26T11:08:37Z");
        assertThat(read("10.0.0.1 11:08:37 ERROR x").time()).isEqualTo("2026-11-26T11:08:37Z");
    }
}
