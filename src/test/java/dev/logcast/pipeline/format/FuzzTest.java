package dev.logcast.pipeline.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, every format answers, and in a time that grows no faster than the text. */
class FuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
    private static final List<String> CHOICES = List.of(
            "auto",
            "json",
            "logfmt",
            "access",
            "error",
            "syslog",
            "pattern",
            "java",
            "klog",
            "logcat",
            "postgresql",
            "mysql",
            "redis");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<SourceParser> parsers = CHOICES.stream()
            .map(choice -> new SourceParser(new FormatChoice(choice, ZoneOffset.UTC)))
            .toList();
    private final Parsed parsed = new Parsed(ZoneOffset.UTC);
    private final List<Format> formats = SourceParser.formats(parsed);

    private void readByAll(String text) {
        formats.forEach(format -> readBy(format, text));
        for (SourceParser parser : parsers) {
            Reading reading = parser.read(text, null, NOW);
            boolean within = reading.msgAt() >= -1 && reading.msgAt() < Math.max(1, text.length());
            if (!within) {
                fail("%s fails at \"%s\", seed %d", parser.format(), shown(text), seed);
            }
        }
    }

    private void readBy(Format format, String text) {
        if (text.isEmpty()) {
            return;
        }
        parsed.clear();
        parsed.time.written(NOW);
        try {
            format.read(text, 0, parsed);
        } catch (RuntimeException e) {
            fail("%s fails at \"%s\", seed %d".formatted(format.name(), shown(text), seed), e);
        }
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }

    @Test
    void randomBytesBreakNoFormat() {
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            readByAll(new String(bytes, i % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void mutationsOfTheCorpusBreakNoFormat() {
        List<String> texts =
                Corpus.all().stream().flatMap(corpus -> corpus.texts().stream()).toList();
        for (int i = 0; i < 60_000; i++) {
            readByAll(mutated(texts));
        }
    }

    private String mutated(List<String> texts) {
        StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = text.isEmpty() ? 0 : random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setLength(at);
                case 1 -> text.insert(at, "\"[]{}=:|<>\\ \t\n-\u0000é語\ud800".charAt(random.nextInt(18)));
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(6)));
                case 3 -> text.append(texts.get(random.nextInt(texts.size())));
                default -> {
                    if (!text.isEmpty()) {
                        text.setCharAt(at, (char) (32 + random.nextInt(95)));
                    }
                }
            }
        }
        return text.toString();
    }

    static Stream<String> hostile() {
        return Stream.of(
                "{\"a\":",
                "{\"a\":[",
                "[",
                "{",
                "{\"\\u0041",
                "\"\\\\",
                "<",
                "(",
                "[[",
                "a=",
                "a=\"\\\" ",
                "a=1 ",
                "{\"a\":1,",
                "|",
                "- ",
                " ",
                ": ",
                "1",
                "12:",
                "2026-11-23 10:00:00 ",
                "ERROR ",
                "<1>1 - - - - - [a b=\"\\\"",
                "[1] ",
                "1.2.3.4 - - [",
                "\"level\" ",
                "[#|",
                " [[",
                ",\"k\":{}",
                "é",
                "語",
                "LOG:  ",
                "a@b ",
                "/",
                "0.0.",
                "9");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void timeIsLinearInTheLength(String piece) {
        List<String> texts = new ArrayList<>();
        for (String head : List.of(
                "",
                "{\"a\":\"",
                "2026-11-23 10:00:00 ",
                "a=1 b=\"",
                "<13>1 2026-11-23T10:00:00Z h a - - [x y=\"",
                "192.0.2.1 - - [23/Nov/2026:10:00:00 +0000] \"",
                "[2026-11-23T10:00:00.123+0000] [P] [INFO] [] [",
                "12:M 23 Nov 2026 ")) {
            texts.add(head + piece.repeat(1_000_000 / piece.length()));
        }
        // 13 parsers over 8 texts of 1 MB: what is quadratic anywhere takes hours.
        long start = System.nanoTime();
        texts.forEach(this::readByAll);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("of %s", piece)
                .isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void manyFieldsAreReadInLinearTime() {
        StringBuilder json = new StringBuilder("{\"level\":\"info\"");
        StringBuilder logfmt = new StringBuilder("level=info");
        for (int i = 0; json.length() < 1_000_000; i++) {
            json.append(",\"k").append(i).append("\":").append(i);
            logfmt.append(" k").append(i).append('=').append(i);
        }
        long start = System.nanoTime();
        readByAll(json.append('}').toString());
        readByAll(logfmt.toString());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
}
