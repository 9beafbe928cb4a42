package dev.logcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relative links of the documents lead to files that are there, and to headings that these have, as GitHub makes anchors of them. */
class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.+)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern NO_ANCHOR = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_ -]");

    @TempDir
    private Path directory;

    @Test
    void everyRelativeLinkOfTheDocumentsLeadsSomewhere() throws IOException {
        List<Path> documents = new ArrayList<>(documents(Path.of(""), 1));
        documents.addAll(documents(Path.of("src/docs"), Integer.MAX_VALUE));
        List<String> dead = new ArrayList<>();
        for (Path document : documents) {
            dead.addAll(dead(document));
        }

        assertThat(documents).contains(Path.of("README.md"), Path.of("src/docs/how-it-works.md"));
        assertThat(dead).isEmpty();
    }

    @Test
    void linksToMissingFilesAndHeadingsAreDead() throws IOException {
        Files.writeString(directory.resolve("other.md"), "# Other\n\n## What `it` does: all\n\n## Twice\n\n## Twice\n");
        Path document = directory.resolve("one.md");
        Files.writeString(
                document,
                """
                # One
                [a](other.md) [b](other.md#what-it-does-all) [c](#one) [d](https://example.org/) [e](other.md#twice-1)
                [f](missing.md) [g](other.md#missing) [h](#missing) `[i](code.md)`
                ```
                # Code
                [j](code.md)
                ```
                [k](#code)
                """);

        assertThat(dead(document))
                .containsExactly(
                        document + ": missing.md",
                        document + ": other.md#missing",
                        document + ": #missing",
                        document + ": #code");
    }

    private static List<Path> documents(Path directory, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(directory, depth)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> dead(Path document) throws IOException {
        List<String> dead = new ArrayList<>();
        for (String line : prose(document)) {
            Matcher link = LINK.matcher(CODE.matcher(line).replaceAll(""));
            while (link.find()) {
                String target = link.group(1);
                if (!ELSEWHERE.matcher(target).matches() && !isThere(document, target)) {
                    dead.add(document + ": " + target);
                }
            }
        }
        return dead;
    }

    private static boolean isThere(Path document, String target) throws IOException {
        int hash = target.indexOf('#');
        String name = hash < 0 ? target : target.substring(0, hash);
        Path file = name.isEmpty() ? document : document.resolveSibling(name);
        return Files.exists(file) && (hash < 0 || anchors(file).contains(target.substring(hash + 1)));
    }

    private static Set<String> anchors(Path document) throws IOException {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> uses = new HashMap<>();
        for (String line : prose(document)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String text = heading.group(1).strip().toLowerCase(Locale.ROOT);
                String anchor = NO_ANCHOR.matcher(text).replaceAll("").replace(' ', '-');
                int before = uses.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + '-' + before);
            }
        }
        return anchors;
    }

    /** The lines that are no code. */
    private static List<String> prose(Path document) throws IOException {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (!code) {
                prose.add(line);
            }
        }
        return prose;
    }
}
