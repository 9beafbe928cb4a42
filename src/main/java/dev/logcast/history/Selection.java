package dev.logcast.history;

import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.query.Term;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the past that are asked for.
 *
 * @param filter what a stream of the same request would send
 * @param since only lines of this time or a later one; null: no bound
 * @param until only lines of an earlier time; null: no bound
 */
public record Selection(LineFilter filter, @Nullable Instant since, @Nullable Instant until) {
    /** The filter, where a line's time must be right as well. */
    LineFilter lines() {
        return filter.between(since, until);
    }

    /** All that the visitor may see of the same sources. */
    LineFilter visible() {
        return new LineFilter(filter.sources(), filter.within(), null, null);
    }

    /** The earliest time that a line can have; null: any. Queries have times, too. */
    @Nullable
    Instant earliest() {
        Query query = lines().query();
        return query == null ? null : since(query.term());
    }

    /** No line has this time or a later one; null: any may. */
    @Nullable
    Instant end() {
        Query query = lines().query();
        return query == null ? null : until(query.term());
    }

    private static @Nullable Instant since(Term term) {
        if (term instanceof Term.Since bound) {
            return bound.time();
        }
        Instant latest = null;
        if (term instanceof Term.And and) {
            for (Term each : and.terms()) {
                Instant bound = since(each);
                latest = latest == null || (bound != null && bound.isAfter(latest)) ? bound : latest;
            }
        }
        return latest;
    }

    private static @Nullable Instant until(Term term) {
        if (term instanceof Term.Until bound) {
            return bound.time();
        }
        Instant earliest = null;
        if (term instanceof Term.And and) {
            for (Term each : and.terms()) {
                Instant bound = until(each);
                earliest = earliest == null || (bound != null && bound.isBefore(earliest)) ? bound : earliest;
            }
        }
        return earliest;
    }
}
