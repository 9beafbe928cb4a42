package dev.logcast.query;

/** A question to blocks of lines that a term asks of every line: a block that is left out holds no line that matches. */
final class Candidates {
    private Candidates() {}

    static long of(Term term, Evidence evidence) {
        if (term instanceof Term.And and) {
            long blocks = Evidence.ANY;
            for (Term each : and.terms()) {
                blocks &= blocks == 0 ? 0 : of(each, evidence);
            }
            return blocks;
        } else if (term instanceof Term.Or or) {
            long blocks = 0;
            for (Term each : or.terms()) {
                blocks |= of(each, evidence);
            }
            return blocks;
        } else if (term instanceof Term.Text text) {
            return evidence.text(text.text());
        } else if (term instanceof Term.Regex regex) {
            String literal = new RegexShape(regex.pattern()).literal();
            // RE2 and Folding need not agree on which characters beyond ASCII are one.
            boolean told = literal.chars().allMatch(c -> c < 0x80) || !regex.ignoreCase();
            return told ? evidence.text(literal) : Evidence.ANY;
        } else if (term instanceof Term.Field field) {
            return field(field, evidence);
        } else if (term instanceof Term.OfLevel of) {
            return evidence.level(of.operator(), of.level());
        } else if (term instanceof Term.OfSource of) {
            return evidence.source(of.glob());
        } else if (term instanceof Term.Since since) {
            return evidence.since(since.time());
        } else if (term instanceof Term.Until until) {
            return evidence.until(until.time());
        }
        return Evidence.ANY;
    }

    /** Quantities that are equal may be written in many ways; what a line has besides its attributes is no text of a value. */
    private static long field(Term.Field field, Evidence evidence) {
        if (field.name().equals("level") || field.name().equals("source")) {
            return Evidence.ANY;
        }
        boolean asWritten = field.operator() == Operator.CONTAINS
                || (field.operator() == Operator.EQUAL && Quantity.parse(field.value()) == null);
        return asWritten ? evidence.value(field.value()) : Evidence.ANY;
    }
}
