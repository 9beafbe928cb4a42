package dev.logcast.query;

import dev.logcast.line.Level;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines a reader wants.
 *
 * @param sources any of them; empty: every source
 * @param within the sources that the reader may see at all; empty: every source
 * @param minimum lines of this level or a higher one; lines without a level do not match. null: every line
 */
public record LineFilter(List<SourceGlob> sources, List<SourceGlob> within, @Nullable Level minimum) {
    /** Wants every line. */
    public static final LineFilter ALL = new LineFilter(List.of(), null);

    public LineFilter {
        sources = List.copyOf(sources);
        within = List.copyOf(within);
    }

    public LineFilter(List<SourceGlob> sources, @Nullable Level minimum) {
        this(sources, List.of(), minimum);
    }

    /** Whether any line could fail to match. */
    public boolean selective() {
        return !sources.isEmpty() || !within.isEmpty() || minimum != null;
    }

    public boolean wants(SourceId source) {
        return anyMatches(sources, source) && anyMatches(within, source);
    }

    private static boolean anyMatches(List<SourceGlob> globs, SourceId source) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(source));
    }

    /** Whether a line of a wanted source matches. */
    public boolean wants(LogLine line) {
        return minimum == null || (line.level() != null && line.level().compareTo(minimum) >= 0);
    }

    /** How many lines of a batch match. */
    public int count(LineBatch batch) {
        return wants(batch.source()) ? batch.count(minimum) : 0;
    }
}
