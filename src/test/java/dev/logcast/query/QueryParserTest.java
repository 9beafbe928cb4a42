package dev.logcast.query;

import static dev.logcast.query.Queries.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.logcast.line.Level;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
    private static Term term(String text) {
        return query(text).term();
    }

    private static Term text(String text) {
        return new Term.Text(text);
    }

    private static Term and(Term... terms) {
        return new Term.And(List.of(terms));
    }

    private static Term or(Term... terms) {
        return new Term.Or(List.of(terms));
    }

    private static Term not(Term term) {
        return new Term.Not(term);
    }

    private static Term field(String name, Operator operator, String value) {
        return new Term.Field(name, operator, value);
    }

    @Test
    void negationBindsBeforeAndAndThatBeforeOr() {
        assertThat(term("a b OR c -d")).isEqualTo(or(and(text("a"), text("b")), and(text("c"), not(text("d")))));
        assertThat(term("a AND b")).isEqualTo(term("a b"));
        assertThat(term("a (b OR c)")).isEqualTo(and(text("a"), or(text("b"), text("c"))));
        assertThat(term("NOT a b")).isEqualTo(and(not(text("a")), text("b")));
        assertThat(term("NOT (a b)")).isEqualTo(not(and(text("a"), text("b"))));
        assertThat(term("-(a OR b)")).isEqualTo(not(or(text("a"), text("b"))));
        assertThat(term("((a) (b c))")).isEqualTo(and(text("a"), text("b"), text("c")));
        assertThat(term("NOT NOT a")).isEqualTo(not(not(text("a"))));
    }

    @Test
    void keywordsAreCapitalWordsOfTheirOwn() {
        assertThat(term("or and not")).isEqualTo(and(text("or"), text("and"), text("not")));
        assertThat(term("ORDER ANDROID NOTHING")).isEqualTo(and(text("ORDER"), text("ANDROID"), text("NOTHING")));
        assertThat(term("a OR\"b\"")).isEqualTo(and(text("a"), text("OR\"b\"")));
        assertThat(term("\"OR\"")).isEqualTo(text("OR"));
        assertThat(term("NOT(a)")).isEqualTo(not(text("a")));
    }

    @Test
    void wordsKeepWhatStandsInThem() {
        for (String word : List.of(
                "main()",
                "f(a,b)[0]",
                "web-1",
                "10:30:00",
                "std::vector",
                "https://example.com/a?b=c",
                "C:\\temp",
                "a\"b",
                "*",
                "!",
                "<init>",
                "a!b",
                "2026-11-23T10:00:00Z")) {
            assertThat(term(word)).isEqualTo(text(word));
        }
        assertThat(term("(f(x) OR g(y))")).isEqualTo(or(text("f(x)"), text("g(y)")));
        assertThat(term("--verbose")).isEqualTo(not(text("-verbose")));
        assertThat(term("a\u00a0b\u3000c\td\n")).isEqualTo(and(text("a"), text("b"), text("c"), text("d")));
    }

    @Test
    void quotesTakeEverythingButTheirOwnEnd() {
        assertThat(term("\"a OR (b\"")).isEqualTo(text("a OR (b"));
        assertThat(term("\"a\\\"b\\\\c\\d\"")).isEqualTo(text("a\"b\\c\\d"));
        assertThat(term("-\"a b\"c")).isEqualTo(and(not(text("a b")), text("c")));
    }

    @Test
    void regexEndsAtTheFirstSlashAndPathsAreWords() {
        assertThat(term("/a b/")).isEqualTo(new Term.Regex("a b", false));
        assertThat(term("/a\\/b/i")).isEqualTo(new Term.Regex("a\\/b", true));
        assertThat(term("(/a/)")).isEqualTo(new Term.Regex("a", false));
        assertThat(term("-/a/")).isEqualTo(not(new Term.Regex("a", false)));
        for (String path : List.of("/", "//", "/api", "/api/v1/items", "/api/v1/", "/a/ix", "//comment")) {
            assertThat(term(path)).isEqualTo(text(path));
        }
        assertThat(term("/var/log /a/")).isEqualTo(and(text("/var/log"), new Term.Regex("a", false)));
    }

    @Test
    void fieldsHaveANameAnOperatorAndAValue() {
        assertThat(term("status:5")).isEqualTo(field("status", Operator.CONTAINS, "5"));
        assertThat(term("status=500")).isEqualTo(field("status", Operator.EQUAL, "500"));
        assertThat(term("status!=200")).isEqualTo(field("status", Operator.NOT_EQUAL, "200"));
        assertThat(term("took>250ms")).isEqualTo(field("took", Operator.GREATER, "250ms"));
        assertThat(term("a.b.c>=1.5")).isEqualTo(field("a.b.c", Operator.AT_LEAST, "1.5"));
        assertThat(term("size<10kB")).isEqualTo(field("size", Operator.LESS, "10kB"));
        assertThat(term("size<=10")).isEqualTo(field("size", Operator.AT_MOST, "10"));
        assertThat(term("user:*")).isEqualTo(new Term.Exists("user"));
        assertThat(term("user:\"*\"")).isEqualTo(field("user", Operator.CONTAINS, "*"));
        assertThat(term("user=\"\"")).isEqualTo(field("user", Operator.EQUAL, ""));
        assertThat(term("user:\"a b\"c")).isEqualTo(and(field("user", Operator.CONTAINS, "a b"), text("c")));
        assertThat(term("@t:x k8s.pod-name:y"))
                .isEqualTo(and(field("@t", Operator.CONTAINS, "x"), field("k8s.pod-name", Operator.CONTAINS, "y")));
        assertThat(term("-user:x")).isEqualTo(not(field("user", Operator.CONTAINS, "x")));
        assertThat(term("url:/a/b")).isEqualTo(field("url", Operator.CONTAINS, "/a/b"));
    }

    @Test
    void nameInQuotesMayBeAnything() {
        assertThat(term("\"worker count\"=3")).isEqualTo(field("worker count", Operator.EQUAL, "3"));
        assertThat(term("\"worker count\">=3 b"))
                .isEqualTo(and(field("worker count", Operator.AT_LEAST, "3"), text("b")));
        assertThat(term("\"{OriginalFormat}\":User")).isEqualTo(field("{OriginalFormat}", Operator.CONTAINS, "User"));
        assertThat(term("\"a\\\"b\":\"c d\"")).isEqualTo(field("a\"b", Operator.CONTAINS, "c d"));
        assertThat(term("\"a:b\":c")).isEqualTo(field("a:b", Operator.CONTAINS, "c"));
        assertThat(term("-\"a b\":*")).isEqualTo(not(new Term.Exists("a b")));
        assertThat(term("\"a b\":\"*\"")).isEqualTo(field("a b", Operator.CONTAINS, "*"));
        assertThat(term("(\"a b\"=c)")).isEqualTo(field("a b", Operator.EQUAL, "c"));
        for (String reserved : List.of("level", "source", "since", "until", "case")) {
            Query query = query('"' + reserved + "\":x");
            assertThat(query.term()).isEqualTo(field(reserved, Operator.CONTAINS, "x"));
            assertThat(query).hasToString('"' + reserved + "\":x");
        }
        // With a blank, or an operator that is none, it is a phrase.
        assertThat(term("\"a b\" =3")).isEqualTo(and(text("a b"), text("=3")));
        assertThat(term("\"a b\"!")).isEqualTo(and(text("a b"), text("!")));
    }

    @Test
    void nameWithSignsMayAsWellBeText() {
        for (String name : List.of("k8s.io/name", "{OriginalFormat}", "$type", "${VAR}", "a#b", "c++", "src/main.c")) {
            assertThat(term(name + ":web")).isEqualTo(or(field(name, Operator.CONTAINS, "web"), text(name + ":web")));
            assertThat(term(name + ":*")).isEqualTo(or(new Term.Exists(name), text(name + ":*")));
            assertThat(term(name + ":\"a b\"")).isEqualTo(field(name, Operator.CONTAINS, "a b"));
            assertThat(term('-' + name + ":web"))
                    .isEqualTo(not(or(field(name, Operator.CONTAINS, "web"), text(name + ":web"))));
            for (String word : List.of(name, name + ':', name + ">=x", name + "=>x")) {
                assertThat(term(word)).isEqualTo(text(word));
            }
        }
    }

    @Test
    void namesMayHaveLettersOfAnyAlphabet() {
        for (String name :
                List.of("résumé", "re\u0301sume\u0301", "名前", "имя", "नाम", "ชื่อ", "@x", "a-b", "🚀", "a1")) {
            assertThat(term(name + ":x")).isEqualTo(field(name, Operator.CONTAINS, "x"));
        }
    }

    @Test
    void arrowsAreText() {
        for (String word : List.of("a->b", "a=>b", "a.b->c()", "=>")) {
            assertThat(term(word)).isEqualTo(text(word));
        }
    }

    @Test
    void levelsAndSourcesAreFieldsOfTheLine() {
        assertThat(term("level>=warn")).isEqualTo(new Term.OfLevel(Operator.AT_LEAST, Level.WARN));
        assertThat(term("level:Error")).isEqualTo(new Term.OfLevel(Operator.EQUAL, Level.ERROR));
        assertThat(term("level!=info")).isEqualTo(new Term.OfLevel(Operator.NOT_EQUAL, Level.INFO));
        assertThat(term("level:*")).isEqualTo(new Term.Exists("level"));
        assertThat(term("source:web-*")).isEqualTo(new Term.OfSource(new SourceGlob("web-*")));
        assertThat(term("source!=app")).isEqualTo(not(new Term.OfSource(new SourceGlob("app"))));
    }

    @ParameterizedTest
    @CsvSource({
        "10m, 2026-11-23T09:50:00Z",
        "1h30m, 2026-11-23T08:30:00Z",
        "2d, 2026-11-21T10:00:00Z",
        "12:30, 2026-11-23T11:30:00Z",
        "00:00:01, 2026-11-22T23:00:01Z",
        "2026-11-20, 2026-11-19T23:00:00Z",
        "2026-11-20T08:00, 2026-11-20T07:00:00Z",
        "2026-11-20T08:00:00Z, 2026-11-20T08:00:00Z",
        "2026-11-20T08:00:00+02:00, 2026-11-20T06:00:00Z",
        "2026-11-20T08:00:00-02:00, 2026-11-20T10:00:00Z"
    })
    void timesAreAgoOrOfTodayOrOfTheCalendar(String written, String meant) {
        assertThat(term("since:" + written)).isEqualTo(new Term.Since(Instant.parse(meant)));
        assertThat(term("until:" + written)).isEqualTo(new Term.Until(Instant.parse(meant)));
    }

    @Test
    void caseIsSaidOfTheWholeQuery() {
        assertThat(query("a case:yes b")).isEqualTo(new Query(and(text("a"), text("b")), true));
        assertThat(query("case:yes")).isEqualTo(new Query(and(), true));
        assertThat(query("a case:no")).isEqualTo(query("a"));
        assertThat(query("a OR b case:yes")).isEqualTo(new Query(or(text("a"), text("b")), true));
    }

    @Test
    void nothingIsAskedOfALineByNoTerm() {
        assertThat(term("")).isEqualTo(and());
        assertThat(term(" \t")).isEqualTo(and());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a OR | 5 | a term must follow OR",
                "OR a | 1 | on both sides of OR",
                "a AND | 6 | a term must follow AND",
                "a AND OR b | 7 | on both sides of OR",
                "NOT | 4 | a term must follow NOT",
                "a - b | 3 | has to follow - at once",
                "a - | 3 | has to follow - at once",
                "(a | 1 | no ) for this (",
                "a (b (c) | 3 | no ) for this (",
                "a) b | 2 | no ( for this )",
                "() | 2 | must stand before )",
                "a ( ) | 5 | must stand before )",
                "~a \"b~ | 3 | the quote has no end",
                "~a \"\"~ | 3 | between the quotes",
                "status: | 8 | a value must follow status:",
                "a status>= b | 11 | a value must follow status>=",
                "~\"worker count\":~ | 16 | a value must follow",
                "~\"worker count\">=x~ | 17 | must be a number, a duration",
                "~\"\":x~ | 1 | between the quotes",
                "status>high | 8 | must be a number, a duration",
                "took>12parsecs | 6 | must be a number, a duration",
                "level>=loud | 8 | a level is trace",
                "source>a | 7 | a source is compared with",
                "since:soon | 7 | a time is a duration ago",
                "since:25:00 | 7 | a time is",
                "since:2026-13-01 | 7 | a time is",
                "until>10m | 6 | until takes a colon",
                "case:maybe | 5 | case is case:yes",
                "a (case:yes b) | 8 | of the whole query",
                "a OR case:yes | 1 | on both sides of OR",
                "x /a(b/ | 4 | no regular expression",
                "/ab[/ | 4 | no regular expression",
                "x /(a{100}){100}/ | 4 | is too large",
            })
    void mistakesHaveAColumn(String text, int column, String message) {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> Query.parse(text.replace("~", ""), Queries.NOW, Queries.ZONE))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.column()).isEqualTo(column));
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "terms", "parentheses", "negations", "regexes", "duration"})
    void boundsAreToldToo(String bound) {
        String text =
                switch (bound) {
                    case "length" -> "a".repeat(4001);
                    case "terms" -> "a ".repeat(101);
                    case "parentheses" -> "(".repeat(21) + 'a' + ")".repeat(21);
                    case "negations" -> "NOT ".repeat(21) + 'a';
                    case "regexes" -> "/a/ ".repeat(11);
                    default -> "since:" + "9".repeat(50) + "w";
                };
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> Query.parse(text, Queries.NOW, Queries.ZONE));
    }
}
