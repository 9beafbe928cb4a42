package dev.logcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PageFilesTest {
    private static final Pattern VERSION = Pattern.compile("v-[0-9a-f]{16}");

    private final Map<String, String> contents = new HashMap<>(Map.of(
            "/index.html", "<script src=\"js/main.js\"></script><link href=\"css/page.css\"><a href=\"icon.svg\">",
            "/css/page.css", "/* All. */\n@import 'a.css';\n@import 'b.css';\n",
            "/css/a.css", "a {\n  color: red;\n}\n",
            "/css/b.css", "b {\n  color: blue;\n}\n",
            "/js/begin.js", "",
            "/js/main.js", "import { a } from './core/a.js';\na();\n",
            "/js/core/a.js", "// Why.\nexport const a = 1;\n",
            "/WEB-INF/classes/a.json", "{}"));

    @Test
    void styleSheetsComeWithWhatTheyImport() {
        assertThat(text(files(), "/css/page.css")).isEqualTo("a {\ncolor: red;\n}\nb {\ncolor: blue;\n}\n");
    }

    @Test
    void whatThePageNamesHasItsVersionInItsAddressAndIsTheSameForEver() {
        PageFiles files = files();
        String version = version(files);
        assertThat(text(files, "/index.html"))
                .contains("src=\"" + version + "/js/main.js\"", "href=\"" + version + "/css/page.css\"")
                .contains("href=\"icon.svg\"");
        PageFiles.Asset main = files.find("/" + version + "/js/core/a.js").orElseThrow();
        assertThat(main.immutable()).isTrue();
        assertThat(new String(main.plain(), StandardCharsets.UTF_8)).isEqualTo("export const a = 1;\n");
        assertThat(files.find("/js/core/a.js").orElseThrow().immutable()).isFalse();
        assertThat(files.find("/index.html").orElseThrow().immutable()).isFalse();
    }

    @Test
    void anyFileThatChangesChangesTheVersionAndAnOlderOneIsNotKept() {
        String before = version(files());
        contents.put("/js/core/a.js", "let b;\n");
        PageFiles files = files();
        assertThat(version(files)).isNotEqualTo(before);
        PageFiles.Asset old = files.find("/" + before + "/js/core/a.js").orElseThrow();
        assertThat(old.immutable()).isFalse();
    }

    @Test
    void nothingElseOfTheArchiveIsSent() {
        PageFiles files = files();
        String version = version(files);
        assertThat(files.find("/WEB-INF/classes/a.json")).isEmpty();
        assertThat(files.find("/" + version + "/WEB-INF/classes/a.json")).isEmpty();
        assertThat(files.find("/" + version + "/js/../WEB-INF/classes/a.json")).isEmpty();
        assertThat(files.find("/js/none.js")).isEmpty();
        assertThat(files.find("/css/")).isEmpty();
    }

    /** That no two modules of the page have a name in common, and all that is said of them. */
    @Test
    void theScriptsOfThePageCanBeJoined() throws IOException {
        PageFiles page = new PageFiles(
                path -> {
                    try {
                        return Files.newInputStream(Path.of("webapp" + path));
                    } catch (IOException e) {
                        return null;
                    }
                },
                this::list,
                "1.2.3");
        assertThat(text(page, "/index.html")).contains("name=\"version\" content=\"1.2.3\"");
        assertThat(text(page, "/js/begin.js")).contains("export const worker");
        assertThat(text(page, "/js/main.js"))
                .startsWith("import {")
                .contains("worker.onmessage")
                .doesNotContain("\nexport function");
        assertThat(text(page, "/js/worker/ingest.js")).contains("class Desk").doesNotContain("\nimport");
    }

    private PageFiles files() {
        return new PageFiles(
                path -> contents.containsKey(path)
                        ? new ByteArrayInputStream(contents.get(path).getBytes(StandardCharsets.UTF_8))
                        : null,
                this::list,
                "1.2.3");
    }

    private Set<String> list(String folder) {
        return contents.keySet().stream()
                .filter(path -> path.startsWith(folder))
                .map(path -> {
                    int slash = path.indexOf('/', folder.length());
                    return slash < 0 ? path : path.substring(0, slash + 1);
                })
                .collect(Collectors.toSet());
    }

    private static String version(PageFiles files) {
        Matcher matcher = VERSION.matcher(text(files, "/index.html"));
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private static String text(PageFiles files, String path) {
        return new String(files.find(path).orElseThrow().plain(), StandardCharsets.UTF_8);
    }
}
