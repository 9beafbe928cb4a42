package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private final Pipeline pipeline =
            new Pipeline(InstantSource.system(), new RecordMasking(MaskSettings.DEFAULT, Telemetry.NONE), Map.of());

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
    void latePartOfARecordSaysWhichOneItContinues() {
        assertThat(line("  at a", 50).continues())
                .hasToString(line("x", -1).id().toString().replace("100", "50"));
        assertThat(line("a", -1).continues()).isNull();
    }

    @Test
    void secretsAreGoneFromTextAndColoursAndTheLineSaysSo() {
        LogLine line = line("\u001b[31mpass\u001b[0mword=hunt\u001b[1mer2 x", -1);

        assertThat(line.masked()).isTrue();
        assertThat(line.message()).isEqualTo("password=*** x");
        assertThat(line.styled()).isEqualTo("\u001b[31mpass\u001b[0mword=\u001b[1m*** x");
        assertThat(line("INFO x", -1).masked()).isFalse();
    }
}
