package dev.logcast.pipeline.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many of many secrets are found, and how many lines without any are left alone. */
class MaskingSamplesTest {
    private static final long SEED = Long.getLong("seed", 4711);
    private static final int ROUNDS = 4;

    private final Masking masking = new Masking(true, List.of(), List.of());
    private final Secrets secrets = new Secrets(SEED);

    private static List<String> templates(String file) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/" + file)).stream()
                .filter(line -> !line.startsWith("# ") && !line.isBlank())
                .map(line -> line.replaceAll("(?<!\\\\)\\\\n", "\n"))
                .toList();
    }

    @Test
    void ninetyNineOfAHundredSecretsAreHidden() throws IOException {
        int samples = 0;
        List<String> leaks = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String template : templates("mask-secrets.txt")) {
                Secrets.Sample sample = secrets.fill(template);
                assertThat(sample.secrets()).as(template).isNotEmpty();
                String masked = masking.mask(sample.line()).masked();
                samples++;
                if (sample.secrets().stream().anyMatch(secret -> masked.contains(end(secret)))) {
                    leaks.add(sample.line() + " -> " + masked);
                }
            }
        }
        System.out.printf("seed %d: %d of %d lines with secrets are masked%n", SEED, samples - leaks.size(), samples);
        assertThat(samples).isGreaterThanOrEqualTo(300);
        assertThat(leaks.size() * 100).as("%s", String.join("\n", leaks)).isLessThanOrEqualTo(samples);
    }

    /** Half a secret is no better than the whole. */
    private static String end(String secret) {
        return secret.substring(secret.length() / 2);
    }

    @Test
    void oneOfAHundredLookAlikesIsHiddenAtMost() throws IOException {
        int samples = 0;
        List<String> falseMasks = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String template : templates("mask-lookalikes.txt")) {
                String line = secrets.fill(template).line();
                samples++;
                String masked = masking.mask(line).masked();
                if (!masked.equals(line)) {
                    falseMasks.add(line + " -> " + masked);
                }
            }
        }
        System.out.printf("seed %d: %d of %d look-alikes are masked%n", SEED, falseMasks.size(), samples);
        assertThat(samples).isGreaterThanOrEqualTo(300);
        assertThat(falseMasks.size() * 100)
                .as("%s", String.join("\n", falseMasks))
                .isLessThanOrEqualTo(samples);
    }

    /** As the bench tool writes them: numbers of 13 and 16 digits that run. */
    @Test
    void linesOfTheBenchToolAreNeverMasked() {
        String payload = "request handled by worker path /api/v1/items id 4711 status 200 ".repeat(4);
        for (long i = 0; i < 300_000; i++) {
            long micros = 1_790_000_000_000_000L + i * 7_919;
            String head = String.format("2026-11-23T10:00:00.%03dZ INFO seq=%013d t=%016d ", i % 1000, i * 31, micros);
            assertThat(masking.mask(head + payload).any()).as(head).isFalse();
        }
    }
}
