package dev.logcast.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NeedleTest {
    private static boolean in(String needle, String text) {
        return new Needle(needle, false).in(text);
    }

    @Test
    void caseIsFoldedAsUnicodeFoldsSingleCharacters() {
        assertThat(in("kelvin", "\u212aELVIN")).isTrue();
        assertThat(in("\u212a", "k")).isTrue();
        assertThat(in("ſ", "S")).isTrue();
        assertThat(in("ΣΑΣ", "σας")).isTrue();
        assertThat(in("ẞ", "ß")).isTrue();
        assertThat(in("ss", "ß")).isFalse();
        assertThat(in("i", "İ")).isFalse();
        assertThat(in("I", "ı")).isFalse();
        assertThat(in("ÿ", "Ÿ")).isTrue();
        assertThat(in("µ", "Μ")).isTrue();
    }

    @Test
    void foundIsWhatAComparisonAtEveryPlaceFinds() {
        Random random = new Random(7);
        String alphabet = "aAkKsSeEzZ09éÉσςΣжЖ中\u212aſ";
        for (int i = 0; i < 200_000; i++) {
            String needle = word(random, alphabet, 1 + random.nextInt(4));
            String text = word(random, alphabet, random.nextInt(12));
            assertThat(in(needle, text))
                    .as("%s in %s", needle, text)
                    .isEqualTo(Folding.fold(text).contains(Folding.fold(needle)));
            assertThat(new Needle(needle, true).in(text)).isEqualTo(text.contains(needle));
        }
    }

    @Test
    void longNeedlesAreFoundWhereComparingThemEverywhereWouldCostTooMuch() {
        Random random = new Random(11);
        int found = 0;
        for (int i = 0; i < 3_000; i++) {
            String alphabet = i % 2 == 0 ? "aA" : "kK\u212asSb";
            String piece = word(random, alphabet, 1 + random.nextInt(3));
            String needle = piece.repeat(100 / piece.length()) + word(random, alphabet, random.nextInt(3));
            String text = piece.repeat(random.nextInt(400)) + word(random, alphabet, 3) + piece.repeat(40);
            boolean expected = Folding.fold(text).contains(Folding.fold(needle));
            assertThat(in(needle, text)).as("%s in %s", needle, text).isEqualTo(expected);
            assertThat(new Needle(needle, true).in(text)).isEqualTo(text.contains(needle));
            found += expected ? 1 : 0;
        }
        assertThat(found).isBetween(300, 2_900);
    }

    private static String word(Random random, String alphabet, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }
}
