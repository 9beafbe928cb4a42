package dev.logcast.line;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of lines that are of each level or a higher one. Immutable. */
@SuppressWarnings("EnumOrdinal") // levels are counted by their order
public final class LevelCounts {
    public static final LevelCounts NONE = new LevelCounts(0, new int[Level.values().length]);

    private final int all;
    private final int[] atLeast;

    private LevelCounts(int all, int[] atLeast) {
        this.all = all;
        this.atLeast = atLeast;
    }

    public static LevelCounts of(List<LogLine> lines) {
        int[] atLeast = new int[Level.values().length];
        for (LogLine line : lines) {
            for (int level = line.level() == null ? -1 : line.level().ordinal(); level >= 0; level--) {
                atLeast[level]++;
            }
        }
        return new LevelCounts(lines.size(), atLeast);
    }

    /** @param atLeast how many are of each level or a higher one, by the order of the levels */
    public static LevelCounts of(int all, int[] atLeast) {
        if (atLeast.length != Level.values().length) {
            throw new IllegalArgumentException("a count for each level");
        }
        return new LevelCounts(all, atLeast.clone());
    }

    public LevelCounts plus(LevelCounts more) {
        int[] sum = atLeast.clone();
        for (int level = 0; level < sum.length; level++) {
            sum[level] += more.atLeast[level];
        }
        return new LevelCounts(all + more.all, sum);
    }

    /** Lines of this level or a higher one; all of them for null. */
    public int count(@Nullable Level minimum) {
        return minimum == null ? all : atLeast[minimum.ordinal()];
    }
}
