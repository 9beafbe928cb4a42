package dev.logcast.archive;

import dev.logcast.line.Level;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How many lines there are of each level in equal steps of time. Not thread-safe. */
public final class Histogram {
    private static final int LEVELS = Level.values().length + 1;

    private final long from;
    private final long step;
    private final long[][] counts;
    private boolean approximate;

    /**
     * @param from in milliseconds since the epoch
     * @param to likewise, later
     */
    public Histogram(long from, long to, int buckets) {
        this.from = from;
        this.step = Math.max(1, (to - from + buckets - 1) / buckets);
        this.counts = new long[(int) Math.max(1, (to - from + step - 1) / step)][LEVELS];
    }

    public Instant from() {
        return Instant.ofEpochMilli(from);
    }

    public Instant to() {
        return Instant.ofEpochMilli(from + step * counts.length);
    }

    public long stepMillis() {
        return step;
    }

    public int size() {
        return counts.length;
    }

    /** Whether some lines were counted where they may not belong, or not at all. */
    public boolean approximate() {
        return approximate;
    }

    public void guess() {
        approximate = true;
    }

    public long count(int bucket, @Nullable Level level) {
        return counts[bucket][place(level)];
    }

    @SuppressWarnings("EnumOrdinal") // levels are counted by their order
    private static int place(@Nullable Level level) {
        return level == null ? 0 : level.ordinal() + 1;
    }

    public void add(long millis, @Nullable Level level) {
        int bucket = bucket(millis);
        if (bucket >= 0) {
            counts[bucket][place(level)]++;
        }
    }

    /** The bucket of a time; -1 where there is none. */
    public int bucket(long millis) {
        if (millis < from) {
            return -1;
        }
        long bucket = (millis - from) / step;
        return bucket < counts.length ? (int) bucket : -1;
    }

    /** @param more lines without a level, then those of each level */
    public void add(int bucket, int[] more) {
        for (int i = 0; i < LEVELS; i++) {
            counts[bucket][i] += more[i];
        }
    }

    /** All lines counted. */
    public long total() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }
}
