package dev.logcast.archive;

import dev.logcast.line.Level;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of lines of each level in equal steps of time, of which the last may be shorter. Where nobody has said when it begins or
 * ends, lines beyond are counted too, though in no step. Not thread-safe.
 */
public final class Histogram {
    /** Of times that are in no step, and not beyond an end either. */
    public static final int NOWHERE = -1;

    /** Of times that are not all in one step. */
    public static final int SEVERAL = -2;

    /** Of times before the beginning. */
    public static final int EARLIER = -3;

    /** Of times behind the end. */
    public static final int LATER = -4;

    private static final int LEVELS = Level.values().length + 1;

    /** No step begins before, or ends behind: years of nine digits would not fit into milliseconds. */
    private static final long FARTHEST_MILLIS = 1L << 58;

    private final Instant from;
    private final Instant to;
    private final boolean openBefore;
    private final boolean openBehind;
    private final long first;
    private final long step;
    private final long[][] counts;
    private long earlier;
    private long later;
    private boolean approximate;

    /** Counts lines from one time on, before another and later one, and none beyond. */
    public Histogram(Instant from, Instant to, int buckets) {
        this(from, to, buckets, false, false);
    }

    /**
     * @param openBefore whether lines of an earlier time are counted as well
     * @param openBehind whether lines of a later one are
     */
    public Histogram(Instant from, Instant to, int buckets, boolean openBefore, boolean openBehind) {
        this.from = near(from);
        this.to = later(near(to), this.from.plusNanos(1));
        this.openBefore = openBefore;
        this.openBehind = openBehind;
        this.first = this.from.toEpochMilli();
        long length = this.to.minusNanos(1).toEpochMilli() + 1 - first;
        this.step = Math.max(1, (length + buckets - 1) / buckets);
        this.counts = new long[(int) Math.max(1, (length + step - 1) / step)][LEVELS];
    }

    public Instant from() {
        return from;
    }

    public Instant to() {
        return to;
    }

    /** Lines of times before the beginning, where that was nobody's wish. */
    public long earlier() {
        return earlier;
    }

    /** Lines of times behind the end, likewise. */
    public long later() {
        return later;
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

    public void add(Instant time, @Nullable Level level) {
        if (time.isBefore(from)) {
            earlier += openBefore ? 1 : 0;
        } else if (!time.isBefore(to)) {
            later += openBehind ? 1 : 0;
        } else {
            counts[step(time.toEpochMilli())][place(level)]++;
        }
    }

    /** Where all lines belong whose times are of these milliseconds, from the first to the last: a bucket, or one of the constants. */
    public int bucket(long min, long max) {
        Instant begin = instant(min);
        Instant behind = instant(max).plusMillis(1);
        if (!behind.isAfter(from)) {
            return openBefore ? EARLIER : NOWHERE;
        }
        if (!begin.isBefore(to)) {
            return openBehind ? LATER : NOWHERE;
        }
        boolean within = !begin.isBefore(from) && !behind.isAfter(to);
        return within && step(min) == step(max) ? step(min) : SEVERAL;
    }

    private int step(long millis) {
        return (int) ((millis - first) / step);
    }

    /** The time, or one that is as far away as can be. */
    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(Math.max(-FARTHEST_MILLIS - 1, Math.min(FARTHEST_MILLIS, millis)));
    }

    private static Instant near(Instant time) {
        Instant latest = instant(Long.MAX_VALUE);
        return time.isAfter(latest) ? latest : later(time, instant(-FARTHEST_MILLIS));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * @param bucket or {@link #EARLIER}, {@link #LATER}; elsewhere nothing is counted
     * @param more lines without a level, then those of each level
     */
    public void add(int bucket, int[] more) {
        int lines = Arrays.stream(more).sum();
        if (bucket == EARLIER) {
            earlier += lines;
        } else if (bucket == LATER) {
            later += lines;
        } else if (bucket >= 0) {
            for (int i = 0; i < LEVELS; i++) {
                counts[bucket][i] += more[i];
            }
        }
    }

    /** All lines counted. */
    public long total() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }
}
