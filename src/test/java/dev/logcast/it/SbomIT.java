package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill of materials in what is shipped; no server is started. */
class SbomIT {
    private static final Pattern PLACE = Pattern.compile("\"name\":\"logcast:place\",\"value\":\"([^\"]+)\"");
    private static final Pattern PURL = Pattern.compile("\"purl\":\"pkg:maven/[^/\"]+/([^@\"]+)@[^\"]+\"");

    @Test
    void everyLibraryOfTheWarIsInItsBillOfMaterials() throws IOException {
        try (JarFile war = new JarFile(System.getProperty("logcast.war"))) {
            List<String> libraries = libraries(war, "WEB-INF/lib/");

            assertThat(libraries).hasSizeGreaterThan(1);
            assertThat(found(PLACE, war)).containsAll(libraries);
            assertThat(found(PURL, war)).contains("re2j", "zstd-jni").hasSizeGreaterThanOrEqualTo(libraries.size());
        }
    }

    @Test
    void billOfTheUberJarHasEveryLibraryOfTheServer() throws IOException {
        try (JarFile jar = new JarFile("target/logcast.jar")) {
            List<String> libraries = libraries(jar, "MICRO-INF/runtime/");

            assertThat(libraries).hasSizeGreaterThan(200);
            assertThat(found(PLACE, jar))
                    .containsAll(libraries)
                    .anyMatch(place -> place.startsWith("MICRO-INF/deploy/ROOT.war!WEB-INF/lib/re2j-"));
            assertThat(found(PURL, jar)).contains("payara-micro", "jna", "jackson-databind", "jersey-server");
        }
    }

    private static List<String> libraries(JarFile archive, String directory) {
        return archive.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(directory) && name.endsWith(".jar"))
                .toList();
    }

    private static List<String> found(Pattern what, JarFile archive) throws IOException {
        byte[] bill = archive.getInputStream(archive.getEntry("META-INF/sbom/application.cdx.json"))
                .readAllBytes();
        return what.matcher(new String(bill, StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
