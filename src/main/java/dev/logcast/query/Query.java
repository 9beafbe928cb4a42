package dev.logcast.query;

import dev.logcast.line.LogLine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A question to lines, ready to be asked. Equal queries match the same lines.
 *
 * <p>Immutable, and thread-safe.
 */
public final class Query {
    private final Term term;
    private final boolean caseSensitive;
    private final Predicate<LogLine> predicate;
    private final long effort;

    /**
     * @param caseSensitive whether words, phrases and the texts of fields are taken as they are written
     * @throws com.google.re2j.PatternSyntaxException if a regular expression in it is none
     */
    public Query(Term term, boolean caseSensitive) {
        this.term = term;
        this.caseSensitive = caseSensitive;
        this.predicate = new PredicateCompiler(caseSensitive, Effort.instructions(term)).compile(term);
        this.effort = Effort.of(term);
    }

    /**
     * Reads a query. Bounds: {@value QueryParser#MAX_LENGTH} characters, {@value QueryParser#MAX_TERMS} terms,
     * {@value QueryParser#MAX_DEPTH} levels of parentheses and negations, {@value RegexShape#MAX_SIZE} instructions of all regular
     * expressions together.
     *
     * @param now what times such as {@code 10m} and {@code 12:30} are relative to
     * @param zone of times that name none
     */
    public static Query parse(String text, Instant now, ZoneId zone) throws QuerySyntaxException {
        return new QueryParser(text, now, zone).parse();
    }

    public Term term() {
        return term;
    }

    public boolean caseSensitive() {
        return caseSensitive;
    }

    /**
     * Whether a line matches, or may: of a line that is too long for its regular expressions ({@value PredicateCompiler#MAX_STEPS} steps)
     * they see the beginning.
     */
    public boolean matches(LogLine line) {
        return predicate.test(line);
    }

    /** What it costs at worst to ask it of a line, for each byte of that: {@link Effort}. */
    public long effort() {
        return effort;
    }

    /** Matches what this one does not; a line of which not enough can be seen matches both. */
    public Query negated() {
        return new Query(new Term.Not(term), caseSensitive);
    }

    /** Which blocks may hold a line that matches. */
    public long candidates(Evidence evidence) {
        return Candidates.of(term, evidence);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Query that && caseSensitive == that.caseSensitive && term.equals(that.term);
    }

    @Override
    public int hashCode() {
        return term.hashCode() * 2 + (caseSensitive ? 1 : 0);
    }

    /** The query in its own language, which reads back as an equal one. */
    @Override
    public String toString() {
        String printed = QueryPrinter.print(term);
        return !caseSensitive ? printed : printed.isEmpty() ? "case:yes" : printed + " case:yes";
    }
}
