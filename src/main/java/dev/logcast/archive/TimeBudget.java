package dev.logcast.archive;

import java.time.Duration;

/** The time that a question may take. Immutable. */
public final class TimeBudget {
    private final long deadline;

    private TimeBudget(long deadline) {
        this.deadline = deadline;
    }

    /** From now on. */
    public static TimeBudget of(Duration time) {
        return new TimeBudget(System.nanoTime() + time.toNanos());
    }

    public boolean spent() {
        return System.nanoTime() - deadline >= 0;
    }
}
