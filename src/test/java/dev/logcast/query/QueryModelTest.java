package dev.logcast.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Level;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random queries from a seed: they read back as they were printed, and match what an obvious reading of them matches. */
class QueryModelTest {
    private static final long SEED = Long.getLong("seed", 20261123);
    private static final int ROUNDS = 20_000;
    private static final List<String> PIECES = List.of(
            "a", "B", "ab", "Ab", "k", "S", "é", "É", "σ", "Σ", "ς", "中", " ", "\"", "\\", "(", ")", "-", "/", "x:1",
            "OR", "*", "😀", "\u212a", "ſ");
    private static final List<String> REGEXES =
            List.of("a", "b+a*", "[ab]{2}", "a|k", "^A", "a$", "(ab)+", "a.b", "\\(");
    private static final List<String> SOURCES = List.of("app", "web-1", "web-2", "s/a", "s/b");
    private static final List<String> GLOBS = List.of("app", "web-*", "*", "s/*", "none", "*-1", "a b");

    private static final List<String> NAMES =
            List.of("f.a-b", "f", "@", "$", "{", "f/", "1", "source", "case", "until");

    private static final List<Level> LEVELS = List.of(Level.values());
    private static final List<Operator> LEVEL_OPERATORS =
            List.copyOf(EnumSet.complementOf(EnumSet.of(Operator.CONTAINS)));

    private final Random random = new Random(SEED);

    private String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private Level level() {
        return LEVELS.get(random.nextInt(LEVELS.size()));
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size())) + text(2);
    }

    private Instant time() {
        return Queries.NOW.plus(Duration.ofMinutes(random.nextInt(10) - 5));
    }

    private Term term(int depth) {
        int kind = random.nextInt(depth == 0 ? 8 : 11);
        return switch (kind) {
            case 0, 1, 2 -> new Term.Text(text(3));
            case 3 -> new Term.Regex(REGEXES.get(random.nextInt(REGEXES.size())), random.nextBoolean());
            case 4 -> new Term.OfLevel(levelOperator(), level());
            case 5 -> new Term.OfSource(new SourceGlob(GLOBS.get(random.nextInt(GLOBS.size()))));
            case 6 -> random.nextBoolean() ? new Term.Since(time()) : new Term.Until(time());
            case 7 ->
                switch (random.nextInt(4)) {
                    case 0 -> new Term.Exists("level");
                    case 1 -> new Term.Exists(name());
                    default ->
                        new Term.Field(name(), random.nextBoolean() ? Operator.EQUAL : Operator.CONTAINS, text(2));
                };
            case 8 -> new Term.Not(term(depth - 1));
            case 9 ->
                new Term.Or(several(depth - 1).stream()
                        .filter(term -> !(term instanceof Term.Or))
                        .toList());
            default ->
                new Term.And(several(depth - 1).stream()
                        .filter(term -> !(term instanceof Term.And))
                        .toList());
        };
    }

    private Operator levelOperator() {
        return LEVEL_OPERATORS.get(random.nextInt(LEVEL_OPERATORS.size()));
    }

    private List<Term> several(int depth) {
        return IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(i -> term(depth))
                .toList();
    }

    /** Whether the parser would make such a term: none of one part. */
    private static boolean whole(Term term) {
        if (term instanceof Term.And and) {
            return and.terms().size() > 1 && and.terms().stream().allMatch(QueryModelTest::whole);
        } else if (term instanceof Term.Or or) {
            return or.terms().size() > 1 && or.terms().stream().allMatch(QueryModelTest::whole);
        }
        return !(term instanceof Term.Not not) || whole(not.term());
    }

    private Query query() {
        while (true) {
            Term term = term(3);
            if (whole(term)) {
                return new Query(term, random.nextInt(4) == 0);
            }
        }
    }

    private LogLine line() {
        SourceId source = new SourceId(SOURCES.get(random.nextInt(SOURCES.size())));
        @Nullable Level level = random.nextInt(4) == 0 ? null : level();
        String message = text(8);
        return new LogLine(new LineId(source, 1, 0), time(), level, message, message, null, false);
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        text.codePoints()
                .forEach(c -> folded.append(new String(Character.toChars(c))
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT)
                        .replace('ς', 'σ')));
        return folded.toString();
    }

    private static boolean matches(Term term, LogLine line, boolean caseSensitive) {
        if (term instanceof Term.And and) {
            return and.terms().stream().allMatch(each -> matches(each, line, caseSensitive));
        } else if (term instanceof Term.Or or) {
            return or.terms().stream().anyMatch(each -> matches(each, line, caseSensitive));
        } else if (term instanceof Term.Not not) {
            return !matches(not.term(), line, caseSensitive);
        } else if (term instanceof Term.Text text) {
            return caseSensitive
                    ? line.message().contains(text.text())
                    : fold(line.message()).contains(fold(text.text()));
        } else if (term instanceof Term.Regex regex) {
            int flags = regex.ignoreCase() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
            return Pattern.compile(regex.pattern(), flags)
                    .matcher(line.message())
                    .find();
        } else if (term instanceof Term.OfLevel of) {
            List<Level> levels = Arrays.stream(Level.values())
                    .filter(level -> switch (of.operator()) {
                        case CONTAINS, EQUAL -> level == of.level();
                        case NOT_EQUAL -> level != of.level();
                        case GREATER -> level.compareTo(of.level()) > 0;
                        case AT_LEAST -> level.compareTo(of.level()) >= 0;
                        case LESS -> level.compareTo(of.level()) < 0;
                        case AT_MOST -> level.compareTo(of.level()) <= 0;
                    })
                    .toList();
            return line.level() != null && levels.contains(line.level());
        } else if (term instanceof Term.OfSource of) {
            String expression = Pattern.quote(of.glob().pattern()).replace("*", "\\E.*\\Q");
            return line.id().source().value().matches(expression);
        } else if (term instanceof Term.Since since) {
            return line.time().compareTo(since.time()) >= 0;
        } else if (term instanceof Term.Until until) {
            return line.time().compareTo(until.time()) < 0;
        }
        return term instanceof Term.Exists exists && exists.name().equals("level") && line.level() != null;
    }

    @Test
    void everyQueryReadsBackAsItWasPrinted() {
        for (int i = 0; i < ROUNDS; i++) {
            Query query = query();
            assertThat(Queries.query(query.toString()))
                    .as("seed %d, round %d: %s", SEED, i, query)
                    .isEqualTo(query);
        }
    }

    @Test
    void everyQueryMatchesWhatAnObviousReadingOfItMatches() {
        for (int i = 0; i < ROUNDS; i++) {
            Query query = query();
            for (int j = 0; j < 10; j++) {
                LogLine line = line();
                assertThat(query.matches(line))
                        .as("seed %d, round %d: %s on %s", SEED, i, query, line)
                        .isEqualTo(matches(query.term(), line, query.caseSensitive()));
            }
        }
    }

    @Test
    void aQueryFoldedIntoAFilterMatchesTheSameLines() {
        for (int i = 0; i < ROUNDS; i++) {
            Query query = query();
            LineFilter filter = LineFilter.ALL.with(query);
            LogLine line = line();
            assertThat(filter.wants(line.id().source()) && filter.wants(line))
                    .as("seed %d, round %d: %s on %s", SEED, i, query, line)
                    .isEqualTo(query.matches(line));
        }
    }

    @Test
    void whateverIsTypedIsAQueryOrAMistakeWithinIt() {
        String alphabet = "ab1 \t\"\\()-/:=!<>*|[]{}+?.^$OR AND NOT level:source:since:case:yes/i😀é\u0000\ud800";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int j = random.nextInt(30); j > 0; j--) {
                if (random.nextInt(5) == 0) {
                    typed.append(
                            List.of("OR ", "AND ", "NOT ", "level>=", "since:", "a{2}", "case:yes ", "/a", "source:")
                                    .get(random.nextInt(9)));
                } else {
                    typed.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            String text = typed.toString();
            try {
                Query query = Query.parse(text, Queries.NOW, Queries.ZONE);
                assertThat(Queries.query(query.toString()))
                        .as("seed %d: %s", SEED, text)
                        .isEqualTo(query);
                boolean asked = query.matches(line());
                assertThat(asked).isIn(true, false);
            } catch (QuerySyntaxException e) {
                assertThat(e.column()).as("seed %d: %s", SEED, text).isBetween(1, text.length() + 1);
            }
        }
    }
}
