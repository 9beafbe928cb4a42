package dev.logcast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.logcast.Doubling;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query costs is bounded: of all its expressions together when it is read, and at each line however long that is. */
class QueryCostTest {
    /** 121 instructions, nearly all of which look at each letter. */
    private static final String HEAVY = "/[a-z]{118}[0-9]/";

    private static final String FOUR = String.join(" OR ", HEAVY, HEAVY, HEAVY, HEAVY);

    private static LogLine line(String text) {
        return Lines.line("app", 0, null, text);
    }

    private static boolean matches(String query, String text) {
        return Queries.query(query).matches(line(text));
    }

    @Test
    void allExpressionsOfAQueryTogetherAreBounded() {
        assertThat(Queries.query(FOUR)).isNotNull();
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> Query.parse(FOUR + " " + HEAVY, Queries.NOW, Queries.ZONE))
                .withMessageContaining("500")
                .withMessageContaining("with this one they are 605")
                .satisfies(e -> assertThat(e.column()).isEqualTo(FOUR.length() + 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s %s %s %s %s", "%s OR %s OR -(%s OR (%s -%s))", "-%s -%s -%s -%s -%s"})
    void itDoesNotMatterWhereExpressionsStand(String shape) {
        String query = String.format(shape, HEAVY, HEAVY, HEAVY, HEAVY, HEAVY);

        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> Query.parse(query, Queries.NOW, Queries.ZONE));
    }

    @Test
    void manySmallExpressionsAreAllowed() {
        String ten = IntStream.range(0, 10).mapToObj(i -> "/x" + i + "=[0-9]+/").collect(Collectors.joining(" OR "));

        assertThat(matches(ten, "x7=12")).isTrue();
    }

    @Test
    void smallExpressionSeesAllOfALineOfAMegabyte() {
        String filler = "a".repeat(1_000_000);

        assertThat(matches("/x[0-9]+y/", filler + "x12y")).isTrue();
        assertThat(matches("/x[0-9]+y/", filler + "x1 y")).isFalse();
        assertThat(matches("/[0-9]+ms$/", filler + "12ms")).isTrue();
    }

    @Test
    void lineOfWhichAnExpressionCannotSeeAllIsNotMissing() {
        String filler = "a ".repeat(500_000);
        String behind = filler + "b".repeat(118) + '7';

        assertThat(matches(FOUR, behind)).isTrue();
        assertThat(matches('-' + HEAVY, behind)).isTrue();
        assertThat(matches("-(" + FOUR + ")", behind)).isTrue();
        assertThat(matches("(" + FOUR + ") absent", behind))
                .as("what is seen for certain decides")
                .isFalse();
        assertThat(matches("a (" + FOUR + ")", behind)).isTrue();
    }

    @Test
    void whatIsSeenOfALongLineIsCertain() {
        String found = "b".repeat(118) + "7 " + "a ".repeat(500_000);

        assertThat(matches(HEAVY, found)).isTrue();
        assertThat(matches('-' + HEAVY, found)).isFalse();
        assertThat(matches("-(" + FOUR + ")", found)).isFalse();
    }

    /** Where nothing more is seen no line ends. */
    @Test
    void endOfWhatIsSeenIsNoEnd() {
        int window = PredicateCompiler.MAX_STEPS
                / Effort.instructions(Queries.query("/[a-z]{240}$/").term());
        String text = "a".repeat(window) + '1' + "1".repeat(1000);

        assertThat(matches("-/[a-z]{240}$/", text)).isTrue();
    }

    @Test
    void shortLinesAreSeenWhole() {
        assertThat(matches(FOUR, "a ".repeat(5000))).isFalse();
        assertThat(matches(FOUR, "a ".repeat(5000) + "b".repeat(118) + '7')).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/[a-z]{118}[0-9]/ OR /[a-y]{118}[0-9]/ OR /[a-x]{118}[0-9]/ OR /[a-w]{118}[0-9]/",
                "/\\pL{240}[0-9]/i",
                "/(a?){90}[0-9]/",
                "/([a-z]*){80}x[0-9]/"
            })
    void aLineTakesItsStepsAndNoMore(String text) {
        Query query = Queries.query(text);
        List<LogLine> lines = new ArrayList<>();
        for (int length : new int[] {100_000, 200_000, 400_000, 800_000}) {
            lines.add(line("a".repeat(length)));
        }
        long shortest = cost(query, lines.get(0));
        long longest = cost(query, lines.get(3));

        assertThat((double) longest)
                .as("eight times the length, the same steps")
                .isLessThan(2.5 * shortest);
    }

    private static long cost(Query query, LogLine line) {
        return Doubling.cpuTime(text -> query.matches(line)).applyAsLong("");
    }
}
