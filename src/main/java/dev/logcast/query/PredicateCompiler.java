package dev.logcast.query;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.logcast.line.ExactNumber;
import dev.logcast.line.Level;
import dev.logcast.line.LogLine;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A compiler that makes of a term what is asked of every line. What costs little is asked first.
 *
 * <p>The regular expressions of a query together take at most {@value #MAX_STEPS} steps at a line: of a line that is too long for that they
 * see the beginning. What is behind may match or not; then the line counts as one that matches, and is not missing where somebody looks
 * for it.
 */
final class PredicateCompiler {
    /** One is a look of one instruction at one character, which takes about 20 ns at worst. */
    static final int MAX_STEPS = 16_000_000;

    private final boolean caseSensitive;

    /** How many characters of a line regular expressions see. */
    private final int window;

    /** @param instructions of all regular expressions of the query */
    PredicateCompiler(boolean caseSensitive, int instructions) {
        this.caseSensitive = caseSensitive;
        this.window = MAX_STEPS / Math.max(1, instructions);
    }

    Predicate<LogLine> compile(Term term) {
        return compile(term, true);
    }

    /** @param unseen the answer for lines of which not enough can be seen */
    private Predicate<LogLine> compile(Term term, boolean unseen) {
        if (term instanceof Term.And and) {
            return all(and.terms(), unseen);
        } else if (term instanceof Term.Or or) {
            return any(or.terms(), unseen);
        } else if (term instanceof Term.Not not) {
            return compile(not.term(), !unseen).negate();
        } else if (term instanceof Term.Text text) {
            Needle needle = new Needle(text.text(), caseSensitive);
            return line -> needle.in(line.message());
        } else if (term instanceof Term.Regex regex) {
            return regex(regex, unseen);
        } else if (term instanceof Term.Field field) {
            return field(field);
        } else if (term instanceof Term.Exists exists) {
            Fields fields = new Fields(exists.name());
            return exists.name().equals("level")
                    ? line -> line.level() != null
                    : line -> fields.any(line, (value, name) -> true);
        } else if (term instanceof Term.OfLevel wanted) {
            return level(wanted.operator(), wanted.level());
        } else if (term instanceof Term.OfSource source) {
            return line -> source.glob().matches(line.id().source());
        } else if (term instanceof Term.Since since) {
            return line -> !line.time().isBefore(since.time());
        } else if (term instanceof Term.Until until) {
            return line -> line.time().isBefore(until.time());
        }
        throw new AssertionError(term);
    }

    static Pattern pattern(Term.Regex regex) {
        return Pattern.compile(regex.pattern(), regex.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0);
    }

    private Predicate<LogLine> all(List<Term> terms, boolean unseen) {
        Predicate<LogLine>[] predicates = cheapestFirst(terms, unseen);
        if (predicates.length == 1) {
            return predicates[0];
        }
        return line -> {
            for (Predicate<LogLine> predicate : predicates) {
                if (!predicate.test(line)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Predicate<LogLine> any(List<Term> terms, boolean unseen) {
        Predicate<LogLine>[] predicates = cheapestFirst(terms, unseen);
        return line -> {
            for (Predicate<LogLine> predicate : predicates) {
                if (predicate.test(line)) {
                    return true;
                }
            }
            return false;
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type, of our own making
    private Predicate<LogLine>[] cheapestFirst(List<Term> terms, boolean unseen) {
        return terms.stream()
                .sorted(Comparator.comparingInt(PredicateCompiler::cost))
                .map(term -> compile(term, unseen))
                .toArray(Predicate[]::new);
    }

    private static int cost(Term term) {
        if (term instanceof Term.And and) {
            return and.terms().stream().mapToInt(PredicateCompiler::cost).sum();
        } else if (term instanceof Term.Or or) {
            return or.terms().stream().mapToInt(PredicateCompiler::cost).sum();
        } else if (term instanceof Term.Not not) {
            return cost(not.term());
        } else if (term instanceof Term.Text) {
            return 20;
        } else if (term instanceof Term.Regex) {
            return 100;
        }
        return term instanceof Term.Field || term instanceof Term.Exists ? 5 : 1;
    }

    private Predicate<LogLine> regex(Term.Regex regex, boolean unseen) {
        Pattern pattern = pattern(regex);
        String literal = new RegexShape(regex.pattern()).literal();
        // RE2 and Needle need not agree on which characters beyond ASCII are one.
        if (literal.isEmpty() || (regex.ignoreCase() && literal.chars().anyMatch(c -> c >= 0x80))) {
            return line -> found(pattern, line.message(), unseen);
        }
        Needle needle = new Needle(literal, !regex.ignoreCase());
        return line -> needle.in(line.message()) && found(pattern, line.message(), unseen);
    }

    private boolean found(Pattern pattern, String text, boolean unseen) {
        if (text.length() <= window) {
            return pattern.matcher(text).find();
        }
        Matcher matcher = pattern.matcher(text.substring(0, window));
        // What matches at the very end may do so only because nothing seems to follow.
        return (matcher.find() && matcher.end() < window) || unseen;
    }

    private static Predicate<LogLine> level(Operator operator, Level wanted) {
        return line -> line.level() != null && operator.holds(line.level().compareTo(wanted));
    }

    private Predicate<LogLine> field(Term.Field field) {
        BiPredicate<Object, String> wanted = value(field);
        Fields fields = new Fields(field.name());
        return line -> fields.any(line, wanted);
    }

    /** Asked of a value and its name. */
    private BiPredicate<Object, String> value(Term.Field field) {
        String text = field.value();
        Quantity quantity = Quantity.parse(text);
        return switch (field.operator()) {
            case CONTAINS -> {
                Needle needle = new Needle(text, caseSensitive);
                yield (value, name) -> needle.in(text(value));
            }
            case EQUAL -> (value, name) -> equal(value, text, quantity, name);
            case NOT_EQUAL -> (value, name) -> !equal(value, text, quantity, name);
            case GREATER, AT_LEAST, LESS, AT_MOST ->
                (value, name) -> {
                    Integer comparison = comparison(value, quantity, name);
                    return comparison != null && field.operator().holds(comparison);
                };
        };
    }

    private static String text(Object value) {
        return value instanceof ExactNumber number ? number.text() : value.toString();
    }

    private boolean equal(Object value, String text, @Nullable Quantity quantity, String field) {
        String own = text(value);
        if (own.length() == text.length()
                && (caseSensitive ? own.equals(text) : Folding.fold(own).equals(Folding.fold(text)))) {
            return true;
        }
        // A text without a unit is a name of digits, such as a version: 1.1 is not 1.10.
        if (value instanceof String && quantity != null && quantity.kind() == Quantity.Kind.NUMBER) {
            return false;
        }
        Integer comparison = comparison(value, quantity, field);
        return comparison != null && comparison == 0;
    }

    private static @Nullable Integer comparison(Object value, @Nullable Quantity quantity, String field) {
        Quantity own = quantity == null ? null : Quantity.of(value);
        return own == null || quantity == null ? null : quantity.compareToField(own, field);
    }
}
