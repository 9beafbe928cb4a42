package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {
    private final AtomicLong now = new AtomicLong();
    private final LatencyWindow window = new LatencyWindow(now::get);

    @Test
    void quantilesAreAtMostSixPercentTooHigh() {
        for (int i = 1; i <= 1000; i++) {
            window.add(Duration.ofMillis(i).toNanos());
        }

        assertThat(window.seconds(0.5)).isBetween(0.5, 0.53);
        assertThat(window.seconds(0.99)).isBetween(0.99, 1.05);
        assertThat(window.seconds(1)).isBetween(1.0, 1.06);
    }

    @Test
    void isZeroWithoutLatencies() {
        assertThat(window.seconds(0.5)).isZero();
    }

    @Test
    void forgetsAfterTwoMinutes() {
        window.add(1_000_000);
        now.addAndGet(Duration.ofSeconds(90).toNanos());
        assertThat(window.seconds(1)).isCloseTo(0.001, within(0.0001));
        now.addAndGet(Duration.ofSeconds(90).toNanos());
        assertThat(window.seconds(1)).isZero();
    }
}
