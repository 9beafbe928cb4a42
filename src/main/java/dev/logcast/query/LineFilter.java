package dev.logcast.query;

import dev.logcast.line.Level;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The choice of which lines a reader wants.
 *
 * @param sources any of them; empty: every source
 * @param within the sources that the reader may see at all; empty: every source
 * @param minimum lines of this level or a higher one; lines without a level do not match. null: every line
 * @param query what else must be true of a line; null: nothing
 */
public record LineFilter(
        List<SourceGlob> sources, List<SourceGlob> within, @Nullable Level minimum, @Nullable Query query) {
    /** Wants every line. */
    public static final LineFilter ALL = new LineFilter(List.of(), null);

    public LineFilter {
        sources = List.copyOf(sources);
        within = List.copyOf(within);
    }

    public LineFilter(List<SourceGlob> sources, @Nullable Level minimum) {
        this(sources, List.of(), minimum, null);
    }

    /**
     * This filter, where the query must hold as well. What a query asks of sources and of a minimal level becomes the filter's own, for
     * that is known of a batch without looking at its lines.
     */
    public LineFilter with(Query wanted) {
        List<SourceGlob> globs = sources;
        Level level = minimum;
        List<Term> rest = new ArrayList<>();
        for (Term term : wanted.term() instanceof Term.And and ? and.terms() : List.of(wanted.term())) {
            if (term instanceof Term.OfSource source && globs.isEmpty()) {
                globs = List.of(source.glob());
            } else if (term instanceof Term.OfLevel of && of.operator() == Operator.AT_LEAST) {
                level = level == null || level.compareTo(of.level()) < 0 ? of.level() : level;
            } else {
                rest.add(term);
            }
        }
        if (query != null) {
            throw new IllegalStateException("a filter has one query");
        }
        return new LineFilter(
                globs,
                within,
                level,
                rest.isEmpty()
                        ? null
                        : new Query(rest.size() == 1 ? rest.get(0) : new Term.And(rest), wanted.caseSensitive()));
    }

    /**
     * This filter, where a line's time must be right as well.
     *
     * @param since this time or a later one; null: any
     * @param until an earlier time than this; null: any
     */
    public LineFilter between(@Nullable Instant since, @Nullable Instant until) {
        LineFilter later = since == null ? this : and(new Term.Since(since));
        return until == null ? later : later.and(new Term.Until(until));
    }

    /** This filter, where one more thing must hold. */
    public LineFilter and(Term term) {
        Query rest = query;
        if (rest == null) {
            return new LineFilter(sources, within, minimum, new Query(term, false));
        }
        Term both = new Term.And(List.of(rest.term(), term));
        return new LineFilter(sources, within, minimum, new Query(both, rest.caseSensitive()));
    }

    /** Whether any line could fail to match. */
    public boolean selective() {
        return !sources.isEmpty() || !within.isEmpty() || minimum != null || query != null;
    }

    public boolean wants(SourceId source) {
        return anyMatches(sources, source) && anyMatches(within, source);
    }

    private static boolean anyMatches(List<SourceGlob> globs, SourceId source) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(source));
    }

    /**
     * How many lines match of those whose loss a batch of a wanted source tells; -1 where that cannot be known: of lines that are lost only
     * their levels are.
     */
    public int missing(LineBatch loss) {
        int levels = loss.count(minimum);
        return loss.counted() && (query == null || levels == 0) ? levels : -1;
    }

    /** Whether a line matches, of whichever source it is. */
    public boolean matches(LogLine line) {
        return wants(line.id().source()) && wants(line);
    }

    /** What it costs at worst to ask it of a line, for each byte of that, in looks of about 2 ns; 0: next to nothing. */
    public long effort() {
        return query == null ? 0 : query.effort();
    }

    /** Which blocks may hold a line that matches. */
    public long candidates(Evidence evidence) {
        long blocks = any(sources, evidence) & any(within, evidence);
        if (minimum != null) {
            blocks &= evidence.level(Operator.AT_LEAST, minimum);
        }
        return query == null || blocks == 0 ? blocks : blocks & query.candidates(evidence);
    }

    private static long any(List<SourceGlob> globs, Evidence evidence) {
        return globs.isEmpty()
                ? Evidence.ANY
                : globs.stream().mapToLong(evidence::source).reduce(0, (one, other) -> one | other);
    }

    /** Whether a line of a wanted source matches. */
    public boolean wants(LogLine line) {
        return (minimum == null || (line.level() != null && line.level().compareTo(minimum) >= 0))
                && (query == null || query.matches(line));
    }
}
