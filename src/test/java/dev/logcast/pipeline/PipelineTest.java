package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Attributes;
import dev.logcast.line.Level;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
    private final Pipeline pipeline = new Pipeline(
            InstantSource.system(), new RecordMasking(new MaskRules(MaskSettings.DEFAULT), Telemetry.NONE), Map.of());

    private LogLine line(String text, long continues) {
        return pipeline.batch(new SourceId("app"), 1, Instant.EPOCH, Instant.EPOCH)
                .line(100, text, continues, false, null);
    }

    @Test
    void messageHasNoEscapesAndColoursAreKeptBesideIt() {
        LogLine line = line("\u001b[31mERROR\u001b[0m a\u001b[2K", -1);

        assertThat(line.message()).isEqualTo("ERROR a");
        assertThat(line.styled()).isEqualTo("\u001b[31mERROR\u001b[0m a");
        assertThat(line.level()).hasToString("ERROR");
    }

    @Test
    void whatIsKnownOfALineBesideItsTextIsAmongItsAttributesWithoutSecrets() {
        Attributes known = new Attributes.Builder()
                .put("container.name", "web-1")
                .put("container.label.db-password", "hunter2hunter2")
                .put("k8s.container.restart_count", 3L)
                .build();
        Pipeline.Batch batch = pipeline.batch(new SourceId("app"), 1, Instant.EPOCH, Instant.EPOCH, known);

        assertThat(batch.line(0, "{\"status\":500,\"container.name\":\"forged\"}", -1, false, null)
                        .attributes())
                .hasToString("{status=500, container.name=web-1, container.label.db-password=***,"
                        + " k8s.container.restart_count=3}");
        assertThat(batch.line(9, "plain", -1, false, null).attributes().get("container.name"))
                .isEqualTo("web-1");
    }

    @Test
    void latePartOfARecordSaysWhichOneItContinues() {
        assertThat(line("  at a", 50).continues())
                .hasToString(line("x", -1).id().toString().replace("100", "50"));
        assertThat(line("a", -1).continues()).isNull();
    }

    @Test
    void latePartOfARecordHasItsTimeAndLevel() {
        Pipeline.Batch first = pipeline.batch(new SourceId("app"), 1, Instant.EPOCH, Instant.EPOCH);
        LogLine record = first.line(50, "2026-11-26T05:19:57Z ERROR failed", -1, false, null);
        LogLine atOnce = first.line(90, "  at a", 50, false, null);
        first.end();
        Pipeline.Batch second = pipeline.batch(new SourceId("app"), 1, Instant.MAX, Instant.MAX);
        LogLine late = second.line(100, "2020-01-01T00:00:00Z INFO no record", 50, false, null);

        assertThat(record.level()).isEqualTo(Level.ERROR);
        for (LogLine part : List.of(atOnce, late)) {
            assertThat(part.time()).isEqualTo(record.time());
            assertThat(part.level()).isEqualTo(record.level());
            assertThat(part.continues()).isEqualTo(record.id());
        }
        LogLine other = pipeline.batch(new SourceId("app"), 2, Instant.EPOCH, Instant.EPOCH)
                .line(100, "  at a", 50, false, null);
        assertThat(other.level()).isNull();
        assertThat(other.time()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void secretsAreGoneFromTextAndColoursAndTheLineSaysSo() {
        LogLine line = line("\u001b[31mpass\u001b[0mword=hunt\u001b[1mer2 x", -1);

        assertThat(line.masked()).isTrue();
        assertThat(line.message()).isEqualTo("password=*** x");
        assertThat(line.styled()).isEqualTo("\u001b[31mpass\u001b[0mword=\u001b[1m*** x");
        assertThat(line("INFO x", -1).masked()).isFalse();
    }

    @Test
    void secretsThatJournaldWritesAsBytesAreHidden() {
        LogLine line = line(
                "{\"PRIORITY\":\"6\",\"MESSAGE\":[27,91,51,49,109,112,97,115,115,119,111,114,100,61,104,117,110,116,101,114,50,32,111,107]}",
                -1);

        assertThat(line.masked()).isTrue();
        assertThat(line.message()).isEqualTo("{\"PRIORITY\":\"6\",\"MESSAGE\":\"password=*** ok\"}");
        assertThat(line.attributes().get("msg")).isEqualTo("password=*** ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://a:hunter2\u001b@h/x",
                "postgres://a:hunter2\u001b[0m@h/x",
                "mysql -phunter2\u001b",
                "password=hunter2\u001b",
                "password=hunter2\u001b["
            })
    void escapesInASecretDoNotShowIt(String secret) {
        String bytes =
                IntStream.of(secret.chars().toArray()).mapToObj(String::valueOf).collect(Collectors.joining(","));
        for (String record : List.of(
                secret,
                "{\"PRIORITY\":\"3\",\"MESSAGE\":[" + bytes + "],\"Z\":1}",
                "{\"PRIORITY\":\"3\",\"MESSAGE\":\"x\",\"_CMDLINE\":[" + bytes + "],\"Z\":1}",
                "{\"PRIORITY\":\"3\",\"MESSAGE\":\"" + secret.replace("\u001b", "\\u001b") + "\",\"Z\":1}")) {
            LogLine line = line(record, -1);

            assertThat(line.masked()).as(record).isTrue();
            assertThat(line.message() + line.styled() + line.attributes()).doesNotContain("hunter2");
            if (record.startsWith("{")) {
                assertThat(line.message()).endsWith("\"Z\":1}");
                assertThat(line.attributes().get("Z")).hasToString("1");
                assertThat(line.level()).isEqualTo(Level.ERROR);
            }
        }
    }

    @Test
    void bellsAndBackspacesAreInNoMessage() {
        assertThat(line("a\u0007b\bc\u0000d", -1).message()).isEqualTo("abcd");
    }
}
