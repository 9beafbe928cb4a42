package dev.logcast.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8BufferTest {
    private static String written(Utf8Buffer buffer) {
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void jsonStringEscapesWhatMustBe() {
        String text = "a\"b\\c\n\r\t\b\f\0\u001b\u007fé語😀/";

        assertThat(written(new Utf8Buffer(1).json(text)))
                .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\b\\f\\u0000\\u001b\\u007fé語😀/\"");
    }

    @Test
    void jsonStringIsReadBackAsTheSameText() {
        Random random = new Random(13);
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(0x20);
                            case 1 -> 0x20 + random.nextInt(0x60);
                            case 2 -> 0x80 + random.nextInt(0xD000);
                            default -> 0x10000 + random.nextInt(0xFFFF);
                        });
            }
            assertThat(unescape(written(new Utf8Buffer(4).json(text.toString()))))
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void numbersAreDecimal() {
        for (long number : new long[] {0, 9, 10, 12345678901L, Long.MAX_VALUE, -5, Long.MIN_VALUE}) {
            assertThat(written(new Utf8Buffer(1).number(number))).isEqualTo(Long.toString(number));
        }
    }

    /** A reader of JSON strings that knows nothing of the writer. */
    private static String unescape(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < json.length() - 1; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                assertThat(c).isGreaterThanOrEqualTo(' ').isNotEqualTo('"');
                text.append(c);
                continue;
            }
            char kind = json.charAt(++i);
            int plain = "\"\\/bfnrt".indexOf(kind);
            if (plain >= 0) {
                text.append("\"\\/\b\f\n\r\t".charAt(plain));
            } else {
                assertThat(kind).isEqualTo('u');
                text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                i += 4;
            }
        }
        return text.toString();
    }
}
