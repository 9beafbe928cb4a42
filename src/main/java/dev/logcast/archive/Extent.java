package dev.logcast.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which times nearly all lines lie: a clock that was wrong, or a date that was misread, must not stretch a view of an hour over decades.
 *
 * @param first the time of the first of them
 * @param last the time of the last of them
 */
public record Extent(Instant first, Instant last) {
    /** Whatever the others are, a line is not left out that is so near to them. */
    private static final Duration NEAR = Duration.ofDays(366);

    /** So many times as far as the middle half of the lines reaches, others may be away from it (after Tukey's fences). */
    private static final int FENCE = 10;

    /**
     * @param now decides between two
     * @return null where there are none
     */
    public static @Nullable Extent of(List<Instant> times, Instant now) {
        if (times.isEmpty()) {
            return null;
        }
        List<Instant> sorted = new ArrayList<>(times);
        if (times.size() == 2) {
            sorted.add(now);
        }
        Collections.sort(sorted);
        int quarter = (sorted.size() + 2) / 4;
        Instant middle = sorted.get(sorted.size() / 2);
        Instant low = min(sorted.get(quarter), middle);
        Instant high = max(sorted.get(sorted.size() - 1 - quarter), middle);
        Duration width = Duration.between(low, high);
        Duration wide = width.multipliedBy(FENCE);
        Duration fence = wide.compareTo(NEAR) > 0 ? wide : NEAR;
        Instant first = high;
        Instant last = low;
        for (Instant time : times) {
            if (Duration.between(time, low).compareTo(fence) <= 0
                    && Duration.between(high, time).compareTo(fence) <= 0) {
                first = min(first, time);
                last = max(last, time);
            }
        }
        return new Extent(first, last);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
