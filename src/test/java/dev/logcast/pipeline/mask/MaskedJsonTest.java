package dev.logcast.pipeline.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.pipeline.mask.StrictJson.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was JSON is JSON when its secrets are hidden, and says the same but for contents of strings and numbers. */
class MaskedJsonTest {
    private static final int RUNS = Boolean.getBoolean("logcast.soak") ? 500_000 : 2_000;
    private static final long SEED = Long.getLong("seed", 4711);

    private static final List<String> NAMES = List.of(
            "password",
            "Secret",
            "passwords",
            "token",
            "cookie",
            "set-cookie",
            "cookies",
            "authorization",
            "private_key",
            "credentials",
            "auth",
            "name",
            "value",
            "key",
            "msg",
            "message",
            "body",
            "url",
            "ids",
            "errors",
            "pass\\u0077ord",
            "a b",
            "",
            "用户密码",
            "DB_PASSWORD",
            "4111111111111111",
            "user",
            "old",
            "type",
            "data",
            "customer",
            "sessionid",
            "args",
            "--password",
            "X-Api-Key",
            "Authorization",
            "cmd");

    private final Random random = new Random(SEED);
    private final Secrets secrets = new Secrets(SEED);
    private final List<String> texts = List.of(
            "hunter2",
            "{password}",
            "{token}",
            "{card}",
            "{jwt}",
            "{github}",
            "{iban}",
            "password={password}",
            "a, b; password: x",
            "Bearer {token}",
            "Basic {base64}",
            "sid={token}; Path=/",
            "customer=4711 and all that follows",
            "customer={",
            "]},",
            "is too short",
            "https://u:{urlpassword}@h/p?password=x&y=%20",
            "<password>x</password>",
            "-----BEGIN PRIVATE KEY-----\n{base64}",
            "line\nbreak \"quoted\" \\ back \t é 密码：x 😀",
            "DB_PASSWORD='it''s'",
            "curl -u bob:{password} https://h",
            "mail bob@example.com",
            "10.0.0.1 and 2001:db8::1",
            "+49 30 1234567",
            "%7B%22password%22%3A1%7D",
            "&lt;password&gt;x&lt;/password&gt;",
            "\u001b[31m",
            "password=[1,2",
            "{\"password\":[1,\"a",
            "insert into t (a,password) values ('a','b')",
            "'password': {'a': 'b'}",
            "--password",
            "Authorization",
            "X-Api-Key",
            "password",
            "apiKey: string = \"hunter2\"",
            "(\"password\", \"hunter2\")",
            "{:password \"hunter2\"}",
            "ENV DB_PASSWORD hunter2",
            "auth=('bob', 'hunter2')",
            "password=Some(\"hunter2 b\")",
            "pass\u001b[1mword=hunter2",
            "id-4711",
            "***");

    private static final Masking ALL = new Masking(
            true,
            List.of(Masking.Option.values()),
            List.of(
                    new CustomPattern("customer", "customer=(.*)"),
                    new CustomPattern("id", "id-\\d+"),
                    new CustomPattern("digit", "[37]"),
                    new CustomPattern("across", "old.{1,40}"),
                    new CustomPattern("quotes", "\"typ.*?,"),
                    new CustomPattern("brackets", "[\\[\\]{}]{2}")));

    private String value(int depth) {
        int kind = random.nextInt(depth > 4 ? 6 : 10);
        return switch (kind) {
            case 0, 1, 2 -> string(depth);
            case 3 ->
                List.of("0", "-1", "12345", "4111111111111111", "3.14e-7", "110105194912310021", "1790000000000")
                        .get(random.nextInt(7));
            case 4 -> List.of("true", "false", "null").get(random.nextInt(3));
            case 5 -> secrets.make("card");
            case 6, 7 -> array(depth);
            default -> object(depth);
        };
    }

    /** A text, which may be JSON itself. */
    private String string(int depth) {
        String text = random.nextInt(4) == 0 && depth < 4
                ? value(depth + 1)
                : secrets.fill(texts.get(random.nextInt(texts.size()))).line();
        return quoted(text);
    }

    private String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        boolean all = random.nextInt(8) == 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || (all && random.nextBoolean())) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c == '/' && all ? "\\/" : Character.toString(c));
            }
        }
        return quoted.append('"').toString();
    }

    private String space() {
        return random.nextInt(6) == 0 ? List.of(" ", "\n", "\t", "  ").get(random.nextInt(4)) : "";
    }

    private String array(int depth) {
        List<String> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(space() + value(depth + 1) + space());
        }
        return '[' + String.join(",", values) + ']';
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            if (!names.contains(name)) {
                names.add(name);
                members.add(space() + '"' + name + "\":" + space() + value(depth + 1) + space());
            }
        }
        return '{' + String.join(",", members) + '}';
    }

    private static void assertSameShape(Value plain, Value masked) {
        switch (plain.kind()) {
            case '{', '[' -> {
                assertThat(masked.kind()).isEqualTo(plain.kind());
                assertThat(masked.within()).hasSameSizeAs(plain.within());
                for (int i = 0; i < plain.within().size(); i++) {
                    assertSameShape(plain.within().get(i), masked.within().get(i));
                }
            }
            case '"' -> {
                assertThat(masked.kind()).isEqualTo('"');
                assertThat(masked.text().equals(plain.text()) || masked.text().contains("***"))
                        .isTrue();
                Value inner = plain.text().startsWith("{") ? readOrNull(plain.text()) : null;
                if (inner != null) {
                    assertSameShape(inner, StrictJson.read(masked.text()));
                }
            }
            case '0' -> assertThat(masked).isIn(plain, new Value('"', "***", List.of()));
            default -> assertThat(masked).isEqualTo(plain);
        }
    }

    private static @Nullable Value readOrNull(String text) {
        try {
            return StrictJson.read(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Test
    void jsonStaysJsonAndKeepsItsShape() {
        for (int i = 0; i < RUNS; i++) {
            String json = random.nextInt(10) == 0 ? value(0) : object(0);
            String masked = ALL.mask(json).masked();
            try {
                assertSameShape(StrictJson.read(json), StrictJson.read(masked));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + SEED + ": " + json + "\n -> " + masked, e);
            }
        }
    }

    @Test
    void jsonWithinATextStaysJson() {
        for (int i = 0; i < RUNS; i++) {
            String json = object(0);
            String masked = ALL.mask("2026-11-28 INFO [main] a.B - got ").masked();
            String line = ALL.mask("2026-11-28 INFO [main] a.B - got " + json).masked();
            try {
                assertThat(line).startsWith(masked);
                assertSameShape(StrictJson.read(json), StrictJson.read(line.substring(masked.length())));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + SEED + ": " + json + "\n -> " + line, e);
            }
        }
    }

    @Test
    void jsonThatIsCutOffIsHiddenInTheSameWay() {
        Masking masking = new Masking(true, List.of(), List.of());

        assertThat(masking.mask("{\"a\":1,\"password\":12345").masked()).isEqualTo("{\"a\":1,\"password\":\"***\"");
        assertThat(masking.mask("{\"password\":{\"old\":\"hunter2\",\"new\":[\"hunter3\",\"hun")
                        .masked())
                .isEqualTo("{\"password\":{\"old\":\"***\",\"new\":[\"***\",\"***");
    }
}
