package dev.logcast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PumpTest {
    private static final long WALK = Duration.ofMillis(12).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void oneBatchLeavesAtOnce() {
        assertEquals(0, Pump.rest(WALK, WALK / 2, 1, 200));
        assertEquals(0, Pump.rest(WALK, 0, 0, 0));
    }

    @Test
    void theMoreComeTheLongerItRests() {
        assertEquals(WALK / 2, Pump.rest(WALK, 0, 2, 400));
        assertEquals(WALK * 3 / 4, Pump.rest(WALK, 0, 4, 800));
    }

    @Test
    void shortWalksAndLargeWritesNeedNoRest() {
        assertEquals(0, Pump.rest(Duration.ofMillis(1).toNanos(), 0, 20, 4000));
        assertEquals(0, Pump.rest(WALK, 0, 20, 1_000_000));
    }

    @Test
    void noRestIsFeltByAReader() {
        assertEquals(Duration.ofMillis(20).toNanos(), Pump.rest(SECOND, 0, 100, 20_000));
    }

    @Test
    void whoHadToWaitForTheProcessorLeavesItToOthersAsLongHoweverMuchThereIsToWrite() {
        long waited = Duration.ofMillis(90).toNanos();
        assertEquals(waited, Pump.rest(2 * waited, waited, 200, 20_000));
        assertEquals(waited, Pump.rest(2 * waited, waited, 200, 1_000_000));
        assertEquals(Duration.ofMillis(250).toNanos(), Pump.rest(2 * SECOND, SECOND, 2000, 1_000_000));
    }
}
