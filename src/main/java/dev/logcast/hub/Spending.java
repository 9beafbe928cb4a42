package dev.logcast.hub;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The time that is spent on something, against the time that has passed since it began. Thread-safe. */
final class Spending {
    /** Who has spent no more than this is no burden yet. */
    private static final long FREE_NANOS = Duration.ofMillis(50).toNanos();

    /** Beyond it, one in so many. */
    private static final long SHARE = 10;

    private final long beganNanos = System.nanoTime();
    private final AtomicLong nanos = new AtomicLong();

    void add(long more) {
        nanos.addAndGet(more);
    }

    long nanos() {
        return nanos.get();
    }

    /** Whether it takes more than its share. */
    boolean heavy() {
        long spent = nanos();
        return spent > FREE_NANOS && spent > (System.nanoTime() - beganNanos) / SHARE;
    }
}
