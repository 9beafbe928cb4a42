package dev.logcast.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.logcast.line.Lines;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexShapeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "none",
            value = {
                "timeout ; timeout",
                "time(d )?out now ; out now",
                "user=[a-z]+ failed ; ' failed'",
                "colou?r ; colo",
                "ab+c ; ab",
                "ab*cd ; cd",
                "a\\.b\\/c ; a.b/c",
                "ab{2}cd ; cd",
                "x{y ; x{y",
                "[]a]bc ; bc",
                "[[:alpha:]]]bc ; ]bc",
                "(?i)abc ; ''",
                "(?:ab)cd ; cd",
                "(?P<n>ab)cd ; cd",
                "abc|d ; ''",
                "(abc|d)e ; e",
                "\\x41bc ; ''",
                "\\pLbc ; ''",
                "\\Qa.b\\E ; ''",
                "\\d+ms ; ms",
                "😀? ; ''",
            })
    void whatEveryMatchContainsIsFound(String pattern, String literal) {
        assertThat(new RegexShape(pattern.strip()).literal()).isEqualTo(literal);
    }

    /** Expressions of random pieces: where one is found, its literal is there, and none that is called small is large. */
    @Test
    void neverIsWrongOnTheOtherSide() {
        List<String> pieces = List.of(
                "a",
                "b",
                "c",
                ".",
                "[ab]",
                "[^a]",
                "(",
                ")",
                "(?:",
                "|",
                "*",
                "+",
                "?",
                "{2}",
                "{0,3}",
                "{1,}",
                "\\.",
                "\\d",
                "\\x61",
                "^",
                "$",
                "{",
                "}",
                "[",
                "]",
                "\\",
                "(?i)",
                "(?P<x>",
                "[[:alpha:]]",
                "{0}");
        Random random = new Random(11);
        int compiled = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                pattern.append(pieces.get(random.nextInt(pieces.size())));
            }
            Pattern expression;
            try {
                expression = Pattern.compile(pattern.toString());
            } catch (com.google.re2j.PatternSyntaxException e) {
                continue;
            }
            compiled++;
            RegexShape shape = new RegexShape(pattern.toString());
            for (int j = 0; j < 10; j++) {
                StringBuilder text = new StringBuilder();
                for (int k = random.nextInt(8); k > 0; k--) {
                    text.append("abcA.1{}]".charAt(random.nextInt(9)));
                }
                if (expression.matcher(text).find()) {
                    assertThat(text.toString()).as("found by %s", pattern).contains(shape.literal());
                }
            }
        }
        assertThat(compiled).isGreaterThan(10_000);
    }

    /** Time is measured against a plain expression on the same text, with much room, for machines differ. */
    @Test
    void expressionsThatOthersChokeOnCostWhatAnyCosts() {
        String text = "a".repeat(20_000) + "b";
        var line = Lines.line("app", 0, null, text);
        for (String evil : List.of(
                "/(.*a){12}x/", "/(a+)+$c/", "/(a|aa)+x/", "/^(([a-z])+.)+[A-Z]([a-z])+$/", "/(a?){50}a{50}x/")) {
            Query query = Queries.query(evil);
            long start = System.nanoTime();
            assertThat(query.matches(line)).isFalse();
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as("milliseconds for %s", evil)
                    .isLessThan(5_000);
        }
    }

    @Test
    void repetitionsOfRepetitionsAreRefusedBeforeTheyAreCompiled() {
        assertThat(new RegexShape("((((a{1000}){1000}){1000}){1000}){1000}").small())
                .isFalse();
        assertThat(new RegexShape("a{501}").small()).isFalse();
        assertThat(new RegexShape("[a-f0-9]{32}").small()).isTrue();
        assertThat(new RegexShape("(.*a){12}x").small()).isTrue();
    }
}
