package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentErrorsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:30Z");

    private final RecentErrors errors = new RecentErrors();

    @Test
    void errorsOfTheLastHourAreCountedByTheirTime() {
        errors.add(NOW);
        errors.add(NOW.minus(Duration.ofMinutes(30)));
        errors.add(NOW.minus(Duration.ofMinutes(59)));
        errors.add(NOW.minus(Duration.ofMinutes(61)));
        errors.add(NOW.minus(Duration.ofDays(400)));
        assertThat(errors.count(NOW)).isEqualTo(3);
        assertThat(errors.count(NOW.plus(Duration.ofMinutes(31)))).isEqualTo(1);
        assertThat(errors.count(NOW.plus(Duration.ofHours(2)))).isZero();
    }

    @Test
    void oneThatComesLateIsNotTakenForALaterOne() {
        errors.add(NOW);
        errors.add(NOW.minus(Duration.ofHours(1)));
        assertThat(errors.count(NOW)).isEqualTo(1);
        errors.add(NOW.plus(Duration.ofHours(1)));
        assertThat(errors.count(NOW.plus(Duration.ofHours(1)))).isEqualTo(1);
    }
}
