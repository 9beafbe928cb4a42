package dev.logcast.pipeline.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Doubling;
import dev.logcast.Doubling.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Masking takes twice as long for a line that is twice as long, whatever stands in it. Looks at characters are counted, so that the
 * machine has no part in it. All detectors that there are are tried, each with texts made of what it looks for: with all that may stand
 * behind, or, unless there is time, with every third of it, so that three detectors one behind another have all.
 */
class MaskingDoublingTest {
    private static final boolean SOAK = Boolean.getBoolean("logcast.soak");
    private static final int LENGTH = SOAK ? 4_000 : 2_000;
    private static final int TIMED_LENGTH = SOAK ? 64_000 : 8_000;
    private static final int MOST_LOOKS_EACH = 100;
    private static final int MOST_LITERALS = SOAK ? 1000 : 1;
    private static final int STEP_BEHIND = SOAK ? 1 : 3;
    private static final Masking ALL = new Masking(true, List.of(Masking.Option.values()), List.of());

    /** What may follow on what a detector looks for, so that it looks further. */
    private static final List<String> BEHIND = List.of(
            "",
            " ",
            "=",
            ": ",
            "=\"",
            "='a",
            "=\\\"",
            "=/",
            "={",
            "=[",
            "\":{\"a\":",
            "\":[",
            "=a;",
            ":a,",
            "=a=b",
            "(",
            "(\"",
            ">",
            " a=\"",
            "]=",
            "%3D",
            "\", \"",
            " -p ",
            " -p\"a ",
            "://",
            "@",
            "a@b",
            "-",
            ".",
            "=a b ",
            " login a ",
            "1",
            "=\n",
            "\\n");

    /** @param number of the detector among all */
    private static Stream<Texts> hostileTo(Detector detector, int number) {
        List<String> literals = detector.literals();
        int step = Math.max(1, literals.size() / MOST_LITERALS);
        List<Texts> texts = new ArrayList<>();
        for (int i = 0; i < literals.size(); i += step) {
            String literal = literals.get(i).replace('0', '4');
            for (int j = number % STEP_BEHIND; j < BEHIND.size(); j += STEP_BEHIND) {
                texts.add(Doubling.repeating(literal + BEHIND.get(j)));
            }
            texts.add(Doubling.repeating(literal.toUpperCase(Locale.ROOT) + '-'));
            texts.add(Doubling.nested("{\"" + literal + "\":", "1", "}"));
            texts.add(Doubling.nested(literal + "=[", "1", "]"));
            texts.add(new Texts(
                    literal + " and a long value",
                    length -> literal + "=\"" + (literal + "=\"").repeat(9) + "a".repeat(length)));
        }
        return texts.stream();
    }

    private static void assertLinear(String what, Texts texts) {
        Doubling.assertGrowsAsTheText(what, texts, LENGTH, ALL::looks);
        String text = texts.ofLength().apply(LENGTH * 2);
        assertThat(ALL.looks(text)).as("%s, %s", what, texts).isLessThan((long) text.length() * MOST_LOOKS_EACH);
    }

    @Test
    void everyDetectorLooksTwiceAsOftenInALineTwiceAsLong() {
        List<Detector> detectors = Masking.detectors();
        for (int i = 0; i < detectors.size(); i++) {
            Detector detector = detectors.get(i);
            hostileTo(detector, i).forEach(texts -> assertLinear(detector.name(), texts));
        }
    }

    @Test
    void allDetectorsLookTwiceAsOftenInALineTwiceAsLong() {
        Doubling.hostile().forEach(texts -> assertLinear("all", texts));
        for (String piece : List.of(
                "cookie:a=b;",
                "authorization: digest ",
                "authorization: bearer a",
                "GET /?password=password=",
                "https://a:b/c?d#e",
                "-----BEGIN PRIVATE KEY-----",
                "%70%61%73%73=",
                "%2525",
                "&lt;password&gt;",
                "\\u0070ass=",
                "{\"password\":{\"password\":[",
                "{\\\"password\\\":{",
                "insert into t (password) values ('",
                "curl -u \"a:",
                "mysql -p\"",
                "curl -s ",
                "identified by '",
                "<password a=\"",
                "<password><![CDATA[",
                "name=\"password\" value=\"",
                "value=\"a\" name=\"password\"",
                "密码：",
                "пароль",
                "1234567890:AA",
                "pass\u200bword=",
                "\"--password\",\"",
                "[\"password\",",
                "(\"password\",\"a\"",
                "\"Authorization\",\"",
                "password: a.b<c>|d ",
                "password varchar2(",
                "password: Some(Some(\"",
                "password=new new string(9) ",
                "password=\"a\" -> \"b\" -> ",
                "{:password \"",
                "{<<\"password\">>,<<\"",
                "{password,",
                "tool,--password,a,",
                "ENV DB_PASSWORD ",
                "kv put a/b/password ",
                "USER a\nPASS a\n",
                "password.....",
                "[password] to [",
                "<password>a",
                "a:b@tcp(",
                "auth=('a',",
                "AUTH PLAIN ab",
                "1 LOGIN a ",
                "username a b secret 5 ",
                "vault login -a ",
                "\u001b[1;",
                "\\u001b[1m",
                "密码: 必填 ",
                "password for a b 1 ",
                "set a password x 1 ",
                "password (a) b1: ",
                "password a b c: 1",
                "password from a1 to b1 ",
                "<b>password:</b><b>",
                "password: (a) (b) ",
                "password=a(",
                "password == \"",
                "a?b&key=a1b2",
                "connect(\"a\",\"b1\",",
                "/hooks/a1/",
                "db:5432:a:b:",
                "\"id\":\"password\",\"a\":1,",
                "variable \"password\" { ",
                "密码「a1",
                "密码是a1",
                "password:\n1a!",
                "s:8:\"password\";s:9:",
                "[\"password\":protected]=>",
                "login attempt [a/b1] ",
                "$1$a1b2c3d4")) {
            assertLinear("all", Doubling.repeating(piece));
        }
    }

    @Test
    void whatIsFoundIsHiddenInTimeThatGrowsAsTheLine() {
        for (String piece : List.of(
                "pass=",
                "\"password\":1,",
                "{\"password\":4111111111111111,\"a\":\"\\\"\\\"\"},",
                "{\"a\":\"{\\\"password\\\":1}\"} ",
                "[",
                "{\"a\":")) {
            Doubling.assertGrowsAsTheText(
                    "time", Doubling.repeating(piece), TIMED_LENGTH, Doubling.cpuTime(text -> ALL.mask(text)
                            .masked()));
        }
    }

    /** Patterns that look to the end of the line for each of their matches. */
    @Test
    void patternsOfOnesOwnLookTwiceAsOftenInALineTwiceAsLong() {
        for (String regex : List.of("a.*b|a", "(a)|a.*b", "(?:a|aa)+$|a", "[a-z]+=|[a-z]", "(?s)x.*y|x")) {
            Masking own = new Masking(false, List.of(), List.of(new CustomPattern("own", regex)));
            for (String piece : List.of("a", "aa ", "ax", "x")) {
                Doubling.assertGrowsAsTheText(regex, Doubling.repeating(piece), LENGTH, own::looks);
            }
        }
    }

    @Test
    void lineThatKeepsAPatternBusyIsHiddenFromThereOn() {
        Masking own = new Masking(false, List.of(), List.of(new CustomPattern("own", "a.*b|a")));

        assertThat(own.mask("c" + "a".repeat(200_000)).masked()).isEqualTo("c***");
    }
}
