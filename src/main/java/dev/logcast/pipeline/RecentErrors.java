package dev.logcast.pipeline;

import java.time.Instant;
import java.util.Arrays;

/**
 * The number of a source's errors of the last hour, by the minutes of their times. It knows of lines that have been read since the start.
 * Thread-safe.
 */
final class RecentErrors {
    private static final int MINUTES = 60;

    private final long[] minutes = new long[MINUTES];
    private final int[] counts = new int[MINUTES];

    RecentErrors() {
        Arrays.fill(minutes, Long.MIN_VALUE);
    }

    synchronized void add(Instant time) {
        long minute = minute(time);
        int slot = Math.floorMod(minute, MINUTES);
        if (minutes[slot] < minute) {
            minutes[slot] = minute;
            counts[slot] = 0;
        }
        if (minutes[slot] == minute) {
            counts[slot]++;
        }
    }

    /** What is said to be later than now counts as well: clocks differ. */
    synchronized int count(Instant now) {
        long oldest = minute(now) - MINUTES + 1;
        int count = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            if (minutes[slot] >= oldest) {
                count += counts[slot];
            }
        }
        return count;
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60);
    }
}
