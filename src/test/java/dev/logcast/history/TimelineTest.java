package dev.logcast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.Histogram;
import dev.logcast.line.Level;
import dev.logcast.wire.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void bucketsNameTheLevelsThatTheyHave() {
        Instant from = Instant.parse("2026-11-23T10:00:00Z");
        Histogram histogram = new Histogram(from, from.plusMillis(3000), 3);
        histogram.add(from, Level.ERROR);
        histogram.add(from.plusMillis(999), Level.ERROR);
        histogram.add(from.plusMillis(500), null);
        histogram.add(from.plusMillis(2000), Level.INFO);
        histogram.guess();
        Utf8Buffer to = new Utf8Buffer(16);
        Timeline.json(to, histogram);

        assertThat(new String(to.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"from\":\"2026-11-23T10:00:00.000Z\",\"to\":\"2026-11-23T10:00:03.000Z\",\"stepMillis\":1000,\"buckets\":["
                                + "{\"time\":\"2026-11-23T10:00:00.000Z\",\"counts\":{\"none\":1,\"ERROR\":2}},"
                                + "{\"time\":\"2026-11-23T10:00:01.000Z\",\"counts\":{}},"
                                + "{\"time\":\"2026-11-23T10:00:02.000Z\",\"counts\":{\"INFO\":1}}],\"approximate\":true}");
    }
}
