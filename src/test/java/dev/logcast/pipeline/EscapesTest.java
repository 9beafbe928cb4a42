package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTest {
    @ParameterizedTest
    @CsvSource({
        "plain,plain,plain",
        "'^[31mred^[0m',red,'^[31mred^[0m'",
        "'a^[2Kb^[1;32mc',abc,'ab^[1;32mc'",
        "'^]0;title^Gtext',text,text",
        "'^]8;;http://x^\\link^]8;;^\\',link,link",
        "'^(Ba^7b',ab,ab",
        "'a^[',a,a",
        "'a^[31',a,a",
        "'\"a^\",\"b^[\":1','\"a\",\"b\":1','\"a\",\"b\":1'",
        "'a^@b^[1\"b','a@b\"b','a@b\"b'",
        "'p://a:b^[@h',p://a:b@h,p://a:b@h",
        "'^[?25lx',x,x",
        "'^[<31mx',x,x",
        "'a^Gb^Hc^0d',abcd,abcd",
        "'a^C31mb^C2Kc',abc,'a^[31mbc'",
        "'^[31ma^H^[0m',a,'^[31ma^[0m'"
    })
    void takesOutAllEscapesOrAllButColours(String text, String none, String colours) {
        // "^" stands for ESC, "^G" for BEL, "^H" for backspace, "^0" for NUL, "^C" for CSI.
        assertThat(Escapes.none(escaped(text))).isEqualTo(none);
        assertThat(Escapes.coloursOnly(escaped(text))).isEqualTo(escaped(colours));
    }

    private static String escaped(String text) {
        return text.replace("^G", "\u0007")
                .replace("^H", "\b")
                .replace("^0", "\0")
                .replace("^C", "\u009b")
                .replace('^', '\u001b');
    }

    @Test
    void dropsEveryControlCharacterButTabsAndLineEnds() {
        for (char c = 0; c < 0x100; c++) {
            boolean kept = c == '\t' || c == '\n' || c == '\r' || c == '\u0085' || !Character.isISOControl(c);
            assertThat(Escapes.none("a" + c)).as("%04x", (int) c).isEqualTo(kept ? "a" + c : "a");
            assertThat(Escapes.coloursOnly("a" + c)).as("%04x", (int) c).isEqualTo(kept ? "a" + c : "a");
        }
        String clean = "tab\t, line\n, \r, é, \u2028, 😀";
        assertThat(Escapes.none(clean)).isSameAs(clean);
    }

    @Test
    void leavesNoEscapeCharacterWhateverComes() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append("\u001b[]m;0\\P\u0007x(".charAt(random.nextInt(11)));
            }
            assertThat(Escapes.none(text.toString())).doesNotContain("\u001b");
        }
    }

    @Test
    void sequencesOfEightBitsAreThoseOfSeven() {
        Random random = new Random(12);
        String[] pieces = {
            "\u001b[",
            "\u001b]",
            "\u001bP",
            "\u001bX",
            "\u001b^",
            "\u001b_",
            "\u001b\\",
            "52;c;aGk=",
            "31m",
            "2J",
            "\u0007",
            "x"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String seven = text.append('.').toString();
            String eight = seven;
            for (int kind = '@'; kind <= '_'; kind++) {
                eight = eight.replace("\u001b" + (char) kind, String.valueOf((char) (kind + 0x40)));
            }
            assertThat(Escapes.none(eight)).as(eight).isEqualTo(Escapes.none(seven));
            assertThat(Escapes.coloursOnly(eight)).as(eight).isEqualTo(Escapes.coloursOnly(seven));
        }
    }
}
