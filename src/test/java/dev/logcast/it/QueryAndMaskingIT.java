package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.pipeline.mask.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queries of streams, and secrets that stay in their files. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class QueryAndMaskingIT {
    private static final Path DIRECTORY = Deployments.directory("query-and-masking");

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                "query-and-masking",
                Map.of(
                        "logcast.sources", "app",
                        "logcast.source.app.path", DIRECTORY.resolve("app.log").toString(),
                        "logcast.source.app.exclude", "unwanted",
                        "logcast.archive", "none"));
    }

    private URI uri(String path) {
        return Deployments.uri(base, path);
    }

    private static void append(String text) throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve("app.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void streamHasTheLinesThatItsQueryMatchesInEveryFormat() throws Exception {
        for (String format : List.of("sse", "ndjson", "text")) {
            try (StreamClient client = StreamClient.open(
                    uri("/logs?named=false&format=" + format + "&q=wanted%20-never%20level%3E%3Dwarn"))) {
                append("ERROR wanted never " + format + "\nERROR unwanted " + format + "\nINFO wanted " + format
                        + "\nERROR wanted " + format + "\n");
                client.awaitContaining("ERROR wanted " + format);

                assertThat(client.lines().stream().filter(line -> line.contains("wanted")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void mistakeInAQueryIsToldWithItsColumn() throws Exception {
        HttpResponse<String> answer = StreamClient.get(uri("/logs?q=a%20OR"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"column\":5").contains("a term must follow OR");
    }

    @Test
    void maskingCanBeTried() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/mask/test"))
                .POST(HttpRequest.BodyPublishers.ofString("password=hunter2\nINFO ready\n"))
                .build();
        String answer = StreamClient.HTTP
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();

        assertThat(answer)
                .isEqualTo("{\"lines\":[{\"text\":\"password=***\",\"masked\":true,\"detectors\":[\"secret\"]},"
                        + "{\"text\":\"INFO ready\",\"masked\":false,\"detectors\":[]}]}");
    }

    @Test
    void secretsStayInTheirFile() throws Exception {
        Secrets made = new Secrets(System.nanoTime());
        List<String> planted = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        for (String template : List.of(
                "INFO password={password} x",
                "{\"level\":\"info\",\"msg\":\"x\",\"token\":\"{token}\"}",
                "Authorization: Bearer {jwt}",
                "GET /x?access_token={token} 200",
                "paid with {card}",
                "https://u:{urlpassword}@host/ {github}")) {
            Secrets.Sample sample = made.fill(template);
            lines.append(sample.line()).append('\n');
            planted.addAll(sample.secrets());
        }
        StringBuilder seen = new StringBuilder();
        for (String format : List.of("sse", "sse&data=text", "ndjson", "text&color=always")) {
            try (StreamClient client = StreamClient.open(uri("/logs/app?tail=100&format=" + format))) {
                // Letters only: colours would break up a number.
                String end = "end of " + format.replaceAll("[^a-z]", "");
                append(lines + end + '\n');
                client.awaitContaining(end);
                client.lines().forEach(line -> seen.append(line.replaceAll("\u001b\\[[0-9;]*m", "")));
            }
        }
        assertThat(seen.toString()).contains("***").contains("\"masked\":true");
        for (String path : List.of("/metrics", "/api/sources", "/api/clients")) {
            seen.append(StreamClient.get(uri(path)).body());
        }
        assertThat(seen.toString()).contains("logcast_masked_total");
        try (Stream<Path> files = Files.walk(DIRECTORY.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                seen.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        Path log = Path.of(String.valueOf(System.getenv("JBOSS_HOME")), "standalone/log/server.log");
        if (Files.exists(log)) {
            seen.append(Files.readString(log, StandardCharsets.ISO_8859_1));
        }

        assertThat(planted.stream().filter(secret -> seen.indexOf(secret) >= 0)).isEmpty();
    }
}
