package dev.logcast.hub;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rhythm of a replay.
 *
 * @param speed how many times faster than lines were written; 0: as fast as it goes
 * @param longestPause what a longer pause is shortened to; null: none is
 */
public record ReplayPace(double speed, @Nullable Duration longestPause) {
    public static final ReplayPace FULL = new ReplayPace(0, null);

    /** Says when lines are due. Not thread-safe. */
    final class Clock {
        private @Nullable Instant last;
        private long due;

        /** @param now {@link System#nanoTime()} */
        Clock(long now) {
            due = now;
        }

        /** When a line is due, on the scale of {@link System#nanoTime()}; asked once for each line, in their order. */
        long due(Instant time) {
            Instant before = last;
            if (speed == 0 || before == null) {
                last = time;
                return due;
            }
            if (time.isAfter(before)) {
                Duration pause = Duration.between(before, time);
                if (longestPause != null && pause.compareTo(longestPause) > 0) {
                    pause = longestPause;
                }
                last = time;
                double nanos = pause.toSeconds() * 1e9 + pause.toNanosPart();
                due += (long) Math.min(nanos / speed, Long.MAX_VALUE / 4.0);
            }
            return due;
        }
    }
}
