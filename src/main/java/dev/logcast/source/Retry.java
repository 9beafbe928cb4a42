package dev.logcast.source;

import java.time.Duration;

/**
 * The place and time at which a file is read again at which our own code failed: after a pause that grows from half a second to five, from
 * the last record that was handed on, one line at a time until it is over what failed. A line at which it fails three times is passed
 * over. Written under its tailer's lock, but for {@link #failed}, by the worker whose turn it is.
 */
final class Retry {
    private static final int MOST_TIMES = 3;
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private long wholeUpTo;
    private long carefulUpTo;
    private long failedAt = -1;
    private int times;
    private boolean trying;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private volatile boolean failing;
    private volatile long againNanos;

    /** All records up to there have been handed on. */
    void succeeded(long position) {
        if (position != failedAt) {
            times = 0;
        }
        trying = false;
        wholeUpTo = position;
        pauseNanos = FIRST_PAUSE_NANOS;
    }

    long wholeUpTo() {
        return wholeUpTo;
    }

    void failed(long now) {
        againNanos = now + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        failing = true;
    }

    /** Whether it failed, and has not rested for long enough. */
    boolean rests(long now) {
        return failing && now - againNanos < 0;
    }

    /** Whether it failed, and has rested for long enough. */
    boolean due(long now) {
        return failing && now - againNanos >= 0;
    }

    /** Whether what failed is to be begun again. */
    boolean pending() {
        return failing;
    }

    /** It begins again. */
    void recovered() {
        failing = false;
    }

    /** Reading begins there. */
    void beginAt(long position) {
        wholeUpTo = position;
    }

    /** What failed had been read up to there. */
    void from(long position) {
        if (trying) {
            times = failedAt == wholeUpTo ? times + 1 : 1;
            failedAt = wholeUpTo;
            trying = false;
        }
        carefulUpTo = Math.max(carefulUpTo, position + 1);
    }

    /** A line alone is about to be handed on. */
    void tries() {
        trying = true;
    }

    /** Whether one line at a time is to be read there. */
    boolean careful(long position) {
        return position < carefulUpTo;
    }

    boolean passesOver() {
        return times >= MOST_TIMES;
    }

    void passedOver(long position) {
        wholeUpTo = position;
        times = 0;
    }

    /** Another content begins. */
    void beginAnew() {
        wholeUpTo = 0;
        carefulUpTo = 0;
        failedAt = -1;
        times = 0;
        trying = false;
    }
}
