package dev.logcast.source;

import java.time.Duration;

/** A last line without its end: how long it is, and since when. Written under its tailer's lock. */
final class UnfinishedLine {
    private final long patienceNanos;
    private volatile int length;
    private long sinceNanos;

    /** @param patience how long it must not have grown before it is shown */
    UnfinishedLine(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /** @param bytes so many; 0: there is none */
    void is(int bytes, long nanos) {
        if (bytes != length) {
            length = bytes;
            sinceNanos = nanos;
        }
    }

    int length() {
        return length;
    }

    boolean isThere() {
        return length > 0;
    }

    /** Whether a line of this length has waited for long enough. */
    boolean due(int bytes, long nanos) {
        return bytes > 0 && bytes == length && nanos - sinceNanos >= patienceNanos;
    }
}
