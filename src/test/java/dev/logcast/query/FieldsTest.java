package dev.logcast.query;

import static dev.logcast.query.Queries.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Attributes;
import dev.logcast.line.ExactNumber;
import dev.logcast.line.Level;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final LogLine LINE = with(new Attributes.Builder()
            .put("http.response.status_code", 503L)
            .put("took_ms", 251L)
            .put("duration", 0.3)
            .put("elapsedText", "1.5s")
            .put("size", 20_000L)
            .put(
                    "user",
                    new Attributes.Builder()
                            .put("name", "Anna")
                            .put("id.x", 9_007_199_254_740_993L)
                            .build())
            .put("tags", List.of("blue", "green"))
            .put("items", List.of(new Attributes.Builder().put("sku", "A1").build()))
            .put("nothing", null)
            .put("big", new ExactNumber("123456789012345678901234567890"))
            .put("ok", true)
            .build());

    private static final LogLine ODD = new LogLine(
            LINE.id(),
            LINE.time(),
            Level.WARN,
            LINE.message(),
            LINE.message(),
            new Attributes.Builder()
                    .put("worker count", 3L)
                    .put("{OriginalFormat}", "User {id}")
                    .put("k8s.io/name", "web")
                    .put("a\"b", "quote")
                    .put("a:b", "colon")
                    .put("x y.z", "deep")
                    .put("x y", new Attributes.Builder().put("in", "er").build())
                    .put("since", "long")
                    .put("ver", "1.10")
                    .build(),
            11,
            null,
            false,
            false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"worker count\"=3",
                "\"worker count\">=2.5",
                "\"worker count\":*",
                "\"{OriginalFormat}\":User",
                "{OriginalFormat}:User",
                "k8s.io/name:web",
                "\"k8s.io/name\"=web",
                "\"a\\\"b\":quote",
                "\"a:b\":colon",
                "\"x y.z\":deep",
                "\"x y.in\"=er",
                "\"since\":long",
                // of the line, where no attribute is called so
                "\"level\":\"warn\"",
                "\"source\"=app",
                "-\"level\":error",
                // a text of digits is no number
                "ver=1.10",
                "ver!=1.1",
                "ver>1.0"
            })
    void namesInQuotesMayBeAnything(String query) {
        assertThat(query(query).matches(ODD)).as(query).isTrue();
    }

    private static LogLine with(Attributes attributes) {
        LogLine line = Lines.line("app", 0, null, "10:00 INFO done");
        return new LogLine(
                line.id(), line.time(), null, line.message(), line.message(), attributes, 11, null, false, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=503",
                "status:50",
                "status>=500",
                "status<504",
                "status!=200",
                "http.response.status_code:503",
                "status=503.0",
                "took_ms>250ms",
                "took_ms<=0.251s",
                "took_ms>250",
                "duration>250ms",
                "duration<1s",
                "duration>0.2",
                "elapsedText>1s",
                "elapsedText=1500ms",
                "size>=20kB",
                "size<1MB",
                "user.name:ann",
                "user.name=anna",
                "user.id.x=9007199254740993",
                "user.name:*",
                "user:*",
                "tags:blu",
                "tags=green",
                "items.sku:a1",
                "big=123456789012345678901234567890",
                "big>1",
                "ok=true",
                "msg:done",
                "msg=done",
                "message:INFO",
                "-nothing:*",
                "-none:x",
                "-none!=x",
                "-user.id.x=9007199254740992",
                "-status>503",
                "-tags>1",
                "-msg:10",
                "(status:5 OR none:x)",
                "-user.name=Ann",
                "user.name:Ann case:yes"
            })
    void fieldsAreFoundAndCompared(String text) {
        assertThat(query(text).matches(LINE)).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.name:ann case:yes",
                "user.name=anna case:yes",
                "nothing:*",
                "none:*",
                "user.none:x",
                "sku:a1",
                "x.tags:blue"
            })
    void othersAreNot(String text) {
        assertThat(query(text).matches(LINE)).as(text).isFalse();
    }

    @Test
    void lineOfWhichNothingWasParsedHasNoFields() {
        LogLine plain = Lines.line("app", 0, null, "status=503");

        assertThat(query("status=503").matches(plain)).isFalse();
        assertThat(query("status!=503").matches(plain)).isFalse();
        assertThat(query("\"status=503\"").matches(plain)).isTrue();
    }
}
