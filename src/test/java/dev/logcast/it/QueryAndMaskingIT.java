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

    /** Lines that hold secrets, which are added to those planted; the last is a key of several lines. */
    private static List<String> plant(Secrets made, List<String> planted) {
        List<String> lines = new ArrayList<>();
        for (String template : List.of(
                "INFO password={password} x",
                "{\"level\":\"info\",\"msg\":\"x\",\"token\":\"{token}\"}",
                "Authorization: Bearer {jwt}",
                "GET /x?access_token={token} 200",
                "paid with {card}",
                "https://u:{urlpassword}@host/ {github}",
                "-----BEGIN RSA " + "PRIVATE KEY-----\n{base64}\n{base64}\n-----END RSA " + "PRIVATE KEY-----")) {
            Secrets.Sample sample = made.fill(template);
            planted.addAll(sample.secrets());
            lines.addAll(sample.line().lines().toList());
        }
        return lines;
    }

    private void push(List<String> lines) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/ingest/pushed"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        assertThat(StreamClient.HTTP
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("{\"lines\":" + lines.size() + '}');
    }

    /** All that a source's lines become on their way out. */
    private String streamed(String source) throws Exception {
        StringBuilder seen = new StringBuilder();
        for (String format : List.of("sse", "sse&data=text", "ndjson", "text&color=always")) {
            try (StreamClient client = StreamClient.open(uri("/logs/" + source + "?tail=100&format=" + format))) {
                // Letters only: colours would break up a number.
                String end = "end of " + format.replaceAll("[^a-z]", "");
                if (source.equals("app")) {
                    append(end + '\n');
                } else {
                    push(List.of(end));
                }
                client.awaitContaining(end);
                client.lines().forEach(line -> seen.append(line.replaceAll("\u001b\\[[0-9;]*m", "")));
            }
        }
        assertThat(seen.toString()).contains("***").contains("\"masked\":true");
        return seen.toString();
    }

    private static String filesBelow(Path directory) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(file).append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void secretsReachNeitherStreamsNorMetricsNorTheServersLogNorTheDataDirectory() throws Exception {
        long seed = System.nanoTime();
        System.out.println("QueryAndMaskingIT seed " + seed);
        Secrets made = new Secrets(seed);
        List<String> planted = new ArrayList<>();
        append(String.join("\n", plant(made, planted)) + '\n');
        List<String> pushed = plant(made, planted);
        push(pushed.subList(0, pushed.size() - 2));
        // What is left is the second half of a key.
        push(pushed.subList(pushed.size() - 2, pushed.size()));

        StringBuilder seen = new StringBuilder(streamed("app") + streamed("pushed"));
        for (String path : List.of("/metrics", "/api/sources", "/api/clients")) {
            seen.append(StreamClient.get(uri(path)).body());
        }
        assertThat(seen.toString()).contains("logcast_masked_total");
        String data = filesBelow(DIRECTORY.resolve("data"));
        assertThat(data).contains("spool", "***", "checkpoints");
        String log = Server.log();
        assertThat(log).contains("Following app");
        seen.append(data).append(log);

        assertThat(planted.stream().filter(secret -> seen.indexOf(secret) >= 0))
                .as("seed %d", seed)
                .isEmpty();
    }
}
