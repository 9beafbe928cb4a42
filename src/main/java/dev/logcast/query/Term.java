package dev.logcast.query;

import dev.logcast.line.Level;
import java.time.Instant;
import java.util.List;

/** A part of a query. Values: equal terms match the same lines. */
public sealed interface Term {
    /** All of them; of none: every line. */
    record And(List<Term> terms) implements Term {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** Any of them, at least two. */
    record Or(List<Term> terms) implements Term {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    record Not(Term term) implements Term {}

    /** The record holds this text, anywhere. */
    record Text(String text) implements Term {}

    /**
     * The expression is found in the record.
     *
     * @param pattern RE2, as written between the slashes
     */
    record Regex(String pattern, boolean ignoreCase) implements Term {}

    /** The record has the field, and its value, or one of its values, compares like this. */
    record Field(String name, Operator operator, String value) implements Term {}

    /** The record has the field, whatever its value. */
    record Exists(String name) implements Term {}

    /** The line has a level, and it compares like this. */
    record OfLevel(Operator operator, Level level) implements Term {}

    record OfSource(SourceGlob glob) implements Term {}

    /** The line's time is this or later. */
    record Since(Instant time) implements Term {}

    /** The line's time is earlier than this. */
    record Until(Instant time) implements Term {}
}
