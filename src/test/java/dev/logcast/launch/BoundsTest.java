package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
    @Test
    void memoryIsBoundedWhereNobodyHasSaidHow() {
        assertThat(Bounds.missing(List.of("-Dx=y"), false))
                .contains("-Xmx512m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseParallelGC");
        assertThat(Bounds.missing(Bounds.missing(List.of(), false), false)).isEmpty();
    }

    @Test
    void whatHasBeenSaidStays() {
        assertThat(Bounds.missing(List.of("-XX:MaxRAMPercentage=60", "-XX:+UseG1GC"), false))
                .doesNotContain("-Xmx512m", "-XX:+UseParallelGC")
                .contains("-XX:MaxDirectMemorySize=256m");
        assertThat(Bounds.missing(List.of("-Xmx1g"), false))
                .doesNotContain("-Xmx512m")
                .contains("-XX:+UseParallelGC");
    }

    @Test
    void lessIsTakenWhereMemoryIsSmall() {
        assertThat(Bounds.missing(List.of(), true))
                .contains("-Xmx160m", "-XX:MaxDirectMemorySize=64m", "-XX:+UseSerialGC")
                .doesNotContain("-Xmx512m");
        assertThat(Bounds.missing(Bounds.missing(List.of(), true), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.options", "java-small.options"})
    void distributionSaysAllOfThem(String file) throws IOException {
        List<String> options = Files.readAllLines(Path.of("src/dist/lib", file));

        assertThat(Bounds.missing(options, file.contains("small"))).isEmpty();
        assertThat(options).containsAll(Bounds.missing(List.of(), file.contains("small")));
    }

    /** Else Java would be replaced by another at each start of a container. */
    @Test
    void imageSaysAllOfThem() throws IOException {
        String options = Files.readAllLines(Path.of("Dockerfile")).stream()
                .filter(line -> line.contains("JAVA_TOOL_OPTIONS="))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*JAVA_TOOL_OPTIONS=\"([^\"]*)\".*", "$1");

        assertThat(Bounds.missing(List.of(options.split(" ")), false)).isEmpty();
    }
}
