package dev.logcast.pipeline.format;

import static org.assertj.core.api.Assertions.fail;

import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, every format answers. */
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
}
