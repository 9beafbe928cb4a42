package dev.logcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description at {@code /openapi} is kept by hand: it names what there is, and nothing else. */
class OpenApiTest {
    private static final Set<String> SERVLETS = Set.of(
            "/api/session get",
            "/api/session post",
            "/api/session delete",
            "/api/mask/test post",
            "/metrics get",
            "/health get",
            "/health/live get",
            "/health/ready get");

    private final List<String> lines;

    OpenApiTest() throws IOException {
        lines = Files.readAllLines(Path.of("src/main/resources/META-INF/openapi.yaml"));
    }

    @Test
    void everyMethodOfEveryPathIsDescribed() {
        Set<String> operations = new TreeSet<>(SERVLETS);
        Routes.ofResources()
                .forEach(route ->
                        operations.add(route.path() + ' ' + route.method().toLowerCase(Locale.ROOT)));
        assertThat(described()).isEqualTo(operations);
    }

    private Set<String> described() {
        Set<String> operations = new TreeSet<>();
        String path = "";
        for (String line : lines) {
            if (line.matches("  /.*:")) {
                path = line.strip().replaceAll(":$", "");
            } else if (line.matches("    (get|post|put|delete):")) {
                operations.add(path + ' ' + line.strip().replaceAll(":$", ""));
            }
        }
        return operations;
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        List<String> names = found("operationId: (\\w+)");
        assertThat(names).doesNotHaveDuplicates().hasSameSizeAs(described());
    }

    @Test
    void everyParameterThatIsReadIsDescribed() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String file :
                List.of("Parameters", "StreamRequest", "HistoryRequest", "HistogramResource", "ArchiveResource")) {
            String source = Files.readString(Path.of("src/main/java/dev/logcast/api/" + file + ".java"));
            Pattern.compile("(?:text|choice|number|time|has|query\\.getOrDefault)\\(\\s*\"([a-z-]+)\"")
                    .matcher(source)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(read::add);
        }
        assertThat(read).contains("source", "q", "ansi", "buckets", "around");
        assertThat(found("      name: ([a-z-]+)$")).containsAll(read);
    }

    @Test
    void whatIsReferredToIsThere() {
        Set<String> there = new TreeSet<>(found("^    '?([\\w-]+)'?:"));
        assertThat(there).containsAll(found("#/components/\\w+/([\\w-]+)"));
    }

    @Test
    void nothingReadsABodyOfAGet() {
        String operation = "";
        List<String> wrong = new ArrayList<>();
        for (String line : lines) {
            operation = line.matches("    (get|post|put|delete):") ? line.strip() : operation;
            if (line.strip().equals("requestBody:") && operation.equals("get:")) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private List<String> found(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return lines.stream()
                .flatMap(line -> compiled.matcher(line).results())
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
