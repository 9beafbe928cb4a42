package dev.logcast.query;

/**
 * The cost at worst to ask a query of a line, for each byte of the line: a look at it for each word and field, and {@value #REGEX} for
 * each instruction of a regular expression. A look takes about 2 ns at worst.
 */
final class Effort {
    private static final int REGEX = 10;

    private Effort() {}

    static long of(Term term) {
        return looks(term) + (long) REGEX * instructions(term);
    }

    private static long looks(Term term) {
        if (term instanceof Term.And and) {
            return and.terms().stream().mapToLong(Effort::looks).sum();
        } else if (term instanceof Term.Or or) {
            return or.terms().stream().mapToLong(Effort::looks).sum();
        } else if (term instanceof Term.Not not) {
            return looks(not.term());
        }
        return term instanceof Term.Text || term instanceof Term.Regex || term instanceof Term.Field ? 1 : 0;
    }

    /** Of all its regular expressions, as they are compiled. */
    static int instructions(Term term) {
        if (term instanceof Term.And and) {
            return and.terms().stream().mapToInt(Effort::instructions).sum();
        } else if (term instanceof Term.Or or) {
            return or.terms().stream().mapToInt(Effort::instructions).sum();
        } else if (term instanceof Term.Not not) {
            return instructions(not.term());
        }
        return term instanceof Term.Regex regex
                ? PredicateCompiler.pattern(regex).programSize()
                : 0;
    }
}
