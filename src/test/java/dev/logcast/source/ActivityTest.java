package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void steadyRateIsFoundAndFallsToNothing() {
        Activity activity = new Activity();
        long nanos = System.nanoTime();
        for (int i = 0; i < 300; i++) {
            nanos += 100_000_000;
            activity.add(10, 1000, nanos, TIME);
        }

        assertThat(activity.lines(nanos)).isCloseTo(100, within(2.0));
        assertThat(activity.bytes(nanos)).isCloseTo(10_000, within(200.0));
        assertThat(activity.last()).isEqualTo(TIME);
        assertThat(activity.lines(nanos + 60_000_000_000L)).isLessThan(0.01);
    }

    @Test
    void isNothingBeforeTheFirstLine() {
        Activity activity = new Activity();

        assertThat(activity.lines(System.nanoTime())).isZero();
        assertThat(activity.last()).isNull();
    }
}
