package dev.logcast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PumpTest {
    private static final long WALK = Duration.ofMillis(12).toNanos();

    @Test
    void oneBatchLeavesAtOnce() {
        assertEquals(0, Pump.rhythm(WALK, 1, 200));
        assertEquals(0, Pump.rhythm(WALK, 0, 0));
    }

    @Test
    void theMoreComeTheLongerItRests() {
        assertEquals(WALK + WALK / 2, Pump.rhythm(WALK, 2, 400));
        assertEquals(WALK + WALK * 3 / 4, Pump.rhythm(WALK, 4, 800));
    }

    @Test
    void shortWalksAndLargeWritesNeedNoRest() {
        assertEquals(0, Pump.rhythm(Duration.ofMillis(1).toNanos(), 20, 4000));
        assertEquals(0, Pump.rhythm(WALK, 20, 1_000_000));
    }

    @Test
    void noRestIsFeltByAReader() {
        long walk = Duration.ofSeconds(1).toNanos();
        assertEquals(walk + Duration.ofMillis(20).toNanos(), Pump.rhythm(walk, 100, 20_000));
    }
}
