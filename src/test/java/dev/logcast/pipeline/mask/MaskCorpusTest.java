package dev.logcast.pipeline.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many secrets of which kind are found in lines as programs write them: the table of the page about masking. */
class MaskCorpusTest {
    private static final long SEED = 4711;
    private static final String KIND = "## ";

    private final Masking masking = new Masking(true, List.of(), List.of());
    private final Secrets secrets = new Secrets(SEED);

    private static final class Tally {
        private int lines;
        private final List<String> shown = new ArrayList<>();
    }

    /** {@code \n}, {@code \\} and the like stand for characters. */
    private static String unescaped(String line) {
        return line.replace("\\\\", "\u0001")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\u001b", "\u001b")
                .replace("\\u200b", "\u200b")
                .replace('\u0001', '\\');
    }

    private Map<String, Tally> tallies() throws IOException {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        Tally tally = new Tally();
        for (String line : Files.readAllLines(Path.of("src/test/resources/mask-corpus.txt"))) {
            if (line.startsWith(KIND)) {
                tally = new Tally();
                tallies.put(line.substring(KIND.length()), tally);
            } else if (!line.startsWith("# ")) {
                Secrets.Sample sample = secrets.fill(unescaped(line));
                assertThat(sample.secrets()).as(line).isNotEmpty();
                String masked = masking.mask(sample.line()).masked();
                tally.lines++;
                if (sample.secrets().stream()
                        .anyMatch(secret -> masked.contains(secret.substring(secret.length() / 2)))) {
                    tally.shown.add(line + " -> " + masked);
                }
            }
        }
        return tallies;
    }

    @Test
    void ninetyFiveOfAHundredSecretsOfAllKindsAreHidden() throws IOException {
        Map<String, Tally> tallies = tallies();
        int lines = tallies.values().stream().mapToInt(tally -> tally.lines).sum();
        List<String> shown =
                tallies.values().stream().flatMap(tally -> tally.shown.stream()).toList();

        System.out.printf("%d of %d lines with secrets are masked%n", lines - shown.size(), lines);
        assertThat(lines).isGreaterThanOrEqualTo(400);
        assertThat(shown.size() * 20).as("%s", String.join("\n", shown)).isLessThanOrEqualTo(lines);
    }

    @Test
    void pageTellsHowManyOfEachKindAreFound() throws IOException {
        StringBuilder table = new StringBuilder("| kind | lines | hidden |\n|---|---|---|\n");
        tallies()
                .forEach((kind, tally) -> table.append(
                        "| %s | %d | %d |\n".formatted(kind, tally.lines, tally.lines - tally.shown.size())));

        assertThat(Files.readString(Path.of("src/docs/masking.md"))).contains(table);
    }
}
