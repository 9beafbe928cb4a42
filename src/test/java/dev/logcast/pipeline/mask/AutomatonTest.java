package dev.logcast.pipeline.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AutomatonTest {
    private static String word(Random random, String alphabet, int most) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }

    @Test
    void findsWhatLookingForEachLiteralAtEveryPlaceFinds() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            TreeSet<String> distinct = new TreeSet<>();
            for (int j = random.nextInt(6); j >= 0; j--) {
                distinct.add(word(random, "abc0-", 4));
            }
            List<String> literals = List.copyOf(distinct);
            String text = word(random, "abcABC059-éx", 20);
            List<String> found = new ArrayList<>();
            new Automaton(literals).search(text, (literal, end) -> found.add(end + literals.get(literal)));
            List<String> wanted = new ArrayList<>();
            String plain = text.toLowerCase(Locale.ROOT).replaceAll("[0-9]", "0");
            for (int end = 1; end <= text.length(); end++) {
                for (String literal : literals) {
                    if (plain.substring(0, end).endsWith(literal)) {
                        wanted.add(end + literal);
                    }
                }
            }
            assertThat(found).as("%s in %s", literals, text).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void withoutLiteralsFindsNothing() {
        List<String> found = new ArrayList<>();
        new Automaton(List.of()).search("abc", (literal, end) -> found.add("x"));
        assertThat(found).isEmpty();
    }
}
