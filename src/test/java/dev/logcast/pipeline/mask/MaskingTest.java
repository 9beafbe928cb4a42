package dev.logcast.pipeline.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    private static final Masking SECRETS = new Masking(true, List.of(), List.of());
    private final Secrets made = new Secrets(1);

    private static String masked(String text) {
        return SECRETS.mask(text).masked();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "user=bob password=hunter2 ok | user=bob password=*** ok",
                "{\"password\":\"hunter2\",\"a\":1} | {\"password\":\"***\",\"a\":1}",
                "{\"password\":12345,\"a\":1} | {\"password\":\"***\",\"a\":1}",
                "{\"a\":\"{\\\"password\\\":12345}\"} | {\"a\":\"{\\\"password\\\":\\\"***\\\"}\"}",
                "password: hunter2 | password: ***",
                "GET /a?token=abc123def&x=1 | GET /a?token=***&x=1",
                "Authorization: Basic Ym9iOmh1bnRlcg== | Authorization: Basic ***",
                "Authorization: Digest username=\"bob\", nonce=\"1\" | Authorization: Digest ***",
                "Cookie: sid=1; theme=dark | Cookie: ***",
                "Set-Cookie: sid=1; Path=/ | Set-Cookie: ***",
                "x-api-key: abc123def | x-api-key: ***",
                "postgres://bob:hunter2@db:5432/x | postgres://bob:***@db:5432/x",
                "password=x1,password=x2;password=x3 | password=***,password=***;password=***",
                "card 4111 1111 1111 1111 12/27 | card *** 12/27",
                "<password>hunter2</password> | <password>***</password>",
            })
    void namesStayAndLengthsDoNot(String text, String masked) {
        assertThat(masked(text)).isEqualTo(masked);
    }

    @Test
    void everySecretIsCountedByWhatFoundIt() {
        String text = "password=hunter2 " + made.make("aws") + ' ' + made.make("card");

        assertThat(SECRETS.mask(text).detectors()).containsExactly("secret", "aws-key", "card");
        assertThat(SECRETS.mask("nothing").any()).isFalse();
        assertThat(SECRETS.mask("nothing").masked()).isSameAs("nothing");
    }

    @Test
    void maskedTwiceIsMaskedOnce() {
        String once = masked("Authorization: Bearer abc123def456 password=x1 Cookie: a=b");

        assertThat(masked(once)).isEqualTo(once);
    }

    @Test
    void coloursStayAndHideNothing() {
        String esc = "\u001b[";
        String styled = esc + "31mpass" + esc + "1mword" + esc + "0m=hun" + esc + "32mter2" + esc + "0m ok";
        Masked found = SECRETS.mask("password=hunter2 ok");

        assertThat(found.masked(styled))
                .isEqualTo(esc + "31mpass" + esc + "1mword" + esc + "0m=" + esc + "32m***" + esc + "0m ok");
    }

    @Test
    void patternsOfOnesOwnHideTheirFirstGroupOrAll() {
        Masking masking = new Masking(
                true,
                List.of(),
                List.of(
                        new CustomPattern("customer", "customer=(\\d+)"),
                        new CustomPattern("code", "[A-Z]{3}-\\d{4}"),
                        new CustomPattern("case", "(?i)hidden\\w*")));
        Masked found = masking.mask("customer=4711 ABC-1234 Hiddenness password=x1");

        assertThat(found.masked()).isEqualTo("customer=*** *** *** password=***");
        assertThat(found.detectors()).containsExactly("customer", "code", "case", "secret");
    }

    @Test
    void patternsOfOnesOwnMayBeMany() {
        List<CustomPattern> many = IntStream.range(0, 500)
                .mapToObj(i -> new CustomPattern("p" + i, "customer-of-" + word(i) + "=(\\w+)"))
                .toList();
        Masking masking = new Masking(true, List.of(), many);

        for (int i = 0; i < many.size(); i++) {
            String name = "customer-of-" + word(i) + '=';
            assertThat(masking.mask(name + "anna password=x1").masked()).isEqualTo(name + "*** password=***");
        }
    }

    /** A number in letters. */
    private static String word(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(c -> Character.toString(c - '0' + 'a'))
                .collect(Collectors.joining());
    }

    @Test
    void patternThatIsNoneOrTooLargeOrMatchesNothingSaysSo() {
        for (String wrong : List.of("(", "a{1000}{1000}", "a*", "")) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new CustomPattern("x", wrong));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "EMAIL | mail bob.o+x@mail.example.com. | mail ***.",
                "EMAIL | git@host a@b | git@host a@b",
                "IP | from 10.0.0.1:80 to 256.1.1.1 1.2.3 1.2.3.4.5 | from ***:80 to 256.1.1.1 1.2.3 1.2.3.4.5",
                "IP | [2001:db8::1] ::1 12:30:45 aa:bb:cc:dd:ee:ff a::b | [***] *** 12:30:45 aa:bb:cc:dd:ee:ff ***",
                "PHONE | call +49 30 1234567 or (212) 555-0100, 13812345678 | call *** or ***, ***",
                "PHONE | +1 2 3 port 11000000000 t=1790000000000 | +1 2 3 port 11000000000 t=1790000000000",
            })
    void peoplesDataIsHiddenOnRequest(Masking.Option option, String text, String masked) {
        assertThat(new Masking(true, List.of(option), List.of()).mask(text).masked())
                .isEqualTo(masked);
        assertThat(masked(text)).isEqualTo(text);
    }

    @Test
    void anythingIsTakenAndNothingGrowsOutOfIt() {
        List<String> pieces = List.of(
                "password",
                "=",
                ":",
                "\"",
                "'",
                "\\",
                " ",
                "[",
                "]",
                "{",
                "}",
                "://",
                "@",
                "Authorization",
                "Cookie",
                "bearer ",
                "eyJ",
                ".",
                "4111111111111111",
                "DE89370400440532013000",
                "-----BEGIN ",
                "PRIVATE KEY",
                "-----",
                "\n",
                "<",
                ">",
                "a1b2c3d4",
                "value",
                "token",
                "--",
                "sig=",
                "?",
                "&",
                "identified by",
                "jdbc:oracle:",
                "curl -u ",
                "sshpass",
                "mysql -u",
                " -p",
                ",",
                "/",
                "é",
                "\u0000",
                "😀");
        Random random = new Random(3);
        Masking all = new Masking(true, List.of(Masking.Option.values()), List.of());
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            Masked found = all.mask(text.toString());
            int hidden = 0;
            for (Spans.Span span : found.spans()) {
                assertThat(span.from())
                        .as("%s", text)
                        .isGreaterThanOrEqualTo(hidden)
                        .isLessThan(span.to());
                hidden = span.to();
            }
            assertThat(found.masked()).isNotNull();
        }
    }
}
