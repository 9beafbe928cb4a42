package dev.logcast.archive;

import java.time.Duration;

/** How much time a question may take. Immutable. */
public final class Budget {
    private final long deadline;

    private Budget(long deadline) {
        this.deadline = deadline;
    }

    /** From now on. */
    public static Budget of(Duration time) {
        return new Budget(System.nanoTime() + time.toNanos());
    }

    public boolean spent() {
        return System.nanoTime() - deadline >= 0;
    }
}
