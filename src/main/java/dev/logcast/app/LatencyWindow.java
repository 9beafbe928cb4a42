package dev.logcast.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Quantiles of the latencies of the last minute or two. Log-linear buckets, as in HdrHistogram: 16 to a power of two, so that
 * a quantile is at most 6 % too high. The servers' own timers are not used: Payara 6.2025 prints a timer's quantiles in
 * nanoseconds where its count and sum are in seconds.
 *
 * <p>Thread-safe; what is added while the window turns may be lost.
 */
final class LatencyWindow {
    private static final long TURN_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int SUB_BITS = 4;
    private static final int BUCKETS = (64 - SUB_BITS) << SUB_BITS;

    private final LongSupplier clock;
    private volatile AtomicLongArray current = new AtomicLongArray(BUCKETS);
    private volatile AtomicLongArray previous = new AtomicLongArray(BUCKETS);
    private volatile long turnedNanos;

    /** @param clock nanoseconds from an arbitrary beginning */
    LatencyWindow(LongSupplier clock) {
        this.clock = clock;
        this.turnedNanos = clock.getAsLong();
    }

    void add(long nanos) {
        turn();
        current.incrementAndGet(bucket(Math.max(0, nanos)));
    }

    /** The latency in seconds that this share of the latencies does not exceed; 0 when there was none. */
    double seconds(double quantile) {
        turn();
        AtomicLongArray newer = current;
        AtomicLongArray older = previous;
        long count = 0;
        for (int i = 0; i < BUCKETS; i++) {
            count += newer.get(i) + older.get(i);
        }
        long rest = (long) Math.ceil(count * quantile);
        for (int i = 0; i < BUCKETS && rest > 0; i++) {
            rest -= newer.get(i) + older.get(i);
            if (rest <= 0) {
                return upperBound(i) / 1e9;
            }
        }
        return 0;
    }

    private void turn() {
        long now = clock.getAsLong();
        if (now - turnedNanos < TURN_NANOS) {
            return;
        }
        synchronized (this) {
            long late = now - turnedNanos;
            if (late < TURN_NANOS) {
                return;
            }
            previous = late < 2 * TURN_NANOS ? current : new AtomicLongArray(BUCKETS);
            current = new AtomicLongArray(BUCKETS);
            turnedNanos = now;
        }
    }

    private static int bucket(long nanos) {
        if (nanos < 1 << SUB_BITS) {
            return (int) nanos;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
        return ((exponent + 1) << SUB_BITS) + (int) ((nanos >>> exponent) & ((1 << SUB_BITS) - 1));
    }

    private static long upperBound(int bucket) {
        if (bucket < 1 << SUB_BITS) {
            return bucket;
        }
        int exponent = (bucket >> SUB_BITS) - 1;
        return ((long) ((bucket & ((1 << SUB_BITS) - 1)) + (1 << SUB_BITS) + 1) << exponent) - 1;
    }
}
