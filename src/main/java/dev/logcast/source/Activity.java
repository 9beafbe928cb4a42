package dev.logcast.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The activity of a source: lines and bytes a second, averaged over about five seconds with exponentially falling weight. Thread-safe. */
final class Activity {
    private static final double WINDOW_SECONDS = 5;

    private double lines;
    private double bytes;
    private long atNanos = System.nanoTime();
    private @Nullable Instant last;

    /** @param nanos {@link System#nanoTime()} of the read */
    synchronized void add(int moreLines, long moreBytes, long nanos, Instant now) {
        decay(nanos);
        lines += moreLines / WINDOW_SECONDS;
        bytes += moreBytes / WINDOW_SECONDS;
        last = now;
    }

    synchronized double lines(long nanos) {
        decay(nanos);
        return lines;
    }

    synchronized double bytes(long nanos) {
        decay(nanos);
        return bytes;
    }

    /** When the newest line was read; null before the first. */
    synchronized @Nullable Instant last() {
        return last;
    }

    private void decay(long nanos) {
        double seconds = (nanos - atNanos) / 1e9;
        if (seconds > 0) {
            double kept = Math.exp(-seconds / WINDOW_SECONDS);
            lines *= kept;
            bytes *= kept;
            atNanos = nanos;
        }
    }
}
