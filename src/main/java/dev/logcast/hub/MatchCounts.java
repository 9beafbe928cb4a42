package dev.logcast.hub;

import java.util.Arrays;

/**
 * A number for each of the newest batches, as far as it is known: two bytes a batch. Numbers that are too large for that are not
 * remembered.
 *
 * <p>Thread-safe.
 */
final class MatchCounts {
    static final int UNKNOWN = -1;
    private static final char NONE = Character.MAX_VALUE;

    private char[] slots = none(64);
    private long first;
    private long next;

    /** What was put for this batch, or {@link #UNKNOWN}. */
    synchronized int get(long ordinal) {
        char count = ordinal < first || ordinal >= next ? NONE : slots[slot(ordinal)];
        return count == NONE ? UNKNOWN : count;
    }

    synchronized void put(long ordinal, int count) {
        if (next == first) {
            first = ordinal;
            next = ordinal;
        }
        while (Math.max(next, ordinal + 1) - Math.min(first, ordinal) > slots.length) {
            grow();
        }
        while (next <= ordinal) {
            slots[slot(next++)] = NONE;
        }
        while (first > ordinal) {
            slots[slot(--first)] = NONE;
        }
        slots[slot(ordinal)] = (char) Math.min(count, NONE);
    }

    /** Forgets all before this one. */
    synchronized void drop(long ordinal) {
        first = Math.min(Math.max(first, ordinal), next);
    }

    private int slot(long ordinal) {
        return (int) (ordinal & (slots.length - 1));
    }

    private void grow() {
        char[] larger = none(slots.length * 2);
        for (long ordinal = first; ordinal < next; ordinal++) {
            larger[(int) (ordinal & (larger.length - 1))] = slots[slot(ordinal)];
        }
        slots = larger;
    }

    private static char[] none(int length) {
        char[] slots = new char[length];
        Arrays.fill(slots, NONE);
        return slots;
    }
}
