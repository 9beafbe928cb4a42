package dev.logcast.query;

import dev.logcast.line.Level;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A printer of terms in the language, with no more parentheses and quotes than it takes. */
final class QueryPrinter {
    /** Words that need no quotes, but for the keywords. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.][\\p{L}\\p{N}_.,;@#%+-]*");

    private QueryPrinter() {}

    static String print(Term term) {
        if (term instanceof Term.And and) {
            return and.terms().stream()
                    .map(each -> each instanceof Term.Or ? parenthesised(each) : print(each))
                    .collect(Collectors.joining(" "));
        } else if (term instanceof Term.Or or) {
            return or.terms().stream().map(QueryPrinter::print).collect(Collectors.joining(" OR "));
        } else if (term instanceof Term.Not not) {
            return not(not.term());
        } else if (term instanceof Term.Text text) {
            return text(text.text());
        } else if (term instanceof Term.Regex regex) {
            return '/' + regex.pattern() + (regex.ignoreCase() ? "/i" : "/");
        } else if (term instanceof Term.Field field) {
            return fieldName(field.name()) + field.operator().symbol() + text(field.value());
        } else if (term instanceof Term.Exists exists) {
            return (exists.name().equals("level") ? exists.name() : fieldName(exists.name())) + ":*";
        } else if (term instanceof Term.OfLevel level) {
            return "level" + level.operator().symbol() + name(level.level());
        } else if (term instanceof Term.OfSource source) {
            return "source:" + glob(source.glob().pattern());
        } else if (term instanceof Term.Since since) {
            return "since:" + since.time();
        } else if (term instanceof Term.Until until) {
            return "until:" + until.time();
        }
        throw new AssertionError(term);
    }

    private static String not(Term negated) {
        if (negated instanceof Term.And || negated instanceof Term.Or) {
            return '-' + parenthesised(negated);
        }
        return negated instanceof Term.Not ? "NOT " + print(negated) : '-' + print(negated);
    }

    private static String parenthesised(Term term) {
        return '(' + print(term) + ')';
    }

    private static String name(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static String text(String text) {
        return PLAIN.matcher(text).matches() && !QueryParser.KEYWORDS.contains(text) ? text : quoted(text);
    }

    private static String glob(String pattern) {
        boolean plain = List.of(pattern.split("[*/]", -1)).stream()
                .allMatch(part -> part.isEmpty() || PLAIN.matcher(part).matches());
        return plain && !pattern.isEmpty() ? pattern : quoted(pattern);
    }

    private static String fieldName(String name) {
        return FieldName.isPlain(name) ? name : quoted(name);
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
