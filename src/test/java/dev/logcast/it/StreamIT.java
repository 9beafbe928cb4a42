package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole WAR in a server, from the file to the client. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class StreamIT {
    private static final Path DIRECTORY = Deployments.directory("stream");

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                "stream",
                Map.of(
                        "logcast.sources", "app,services",
                        "logcast.source.app.path", DIRECTORY.resolve("app.log").toString(),
                        "logcast.source.services.path",
                                DIRECTORY.resolve("services/{service}.log").toString(),
                        "logcast.archive", "none",
                        "logcast.stream.heartbeat-seconds", "1"));
    }

    private URI uri(String path) {
        return Deployments.uri(base, path);
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }

    private static void append(String file, String text) throws IOException {
        Path path = DIRECTORY.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void appendedLineReachesTheStreamOfItsSource() throws Exception {
        String mark = unique();
        try (StreamClient client = StreamClient.open(uri("/logs/app"))) {
            assertThat(client.response().headers().map())
                    .containsEntry("Cache-Control", List.of("no-cache, no-transform"))
                    .containsEntry("X-Accel-Buffering", List.of("no"));
            assertThat(client.response().headers().firstValue("Content-Type").orElseThrow())
                    .isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
            client.await(line -> line.startsWith("id: "));
            append("app.log", "ERROR " + mark + " 日本語 😀\n");

            assertThat(client.awaitContaining(mark))
                    .startsWith("data: {\"id\":\"app@")
                    .contains("\"source\":\"app\",\"level\":\"ERROR\",\"message\":\"ERROR " + mark
                            + " 日本語 😀\",\"msgAt\":6}");
            assertThat(client.lines()).contains("retry: 1000", "event: app");
            client.await(line -> line.equals(":") || line.startsWith(": "));
        }
    }

    @Test
    void clientThatResumesGetsEveryLineOnce() throws Exception {
        String mark = unique();
        String cursor;
        try (StreamClient client = StreamClient.open(uri("/logs/app?data=text&named=false"))) {
            client.await(line -> line.startsWith("id: "));
            append("app.log", mark + " 1\n" + mark + " 2\n");
            client.awaitContaining(mark + " 2");
            List<String> lines = client.lines();
            cursor = lines.get(lines.indexOf("data: " + mark + " 1") - 1).substring("id: ".length());
        }
        append("app.log", mark + " 3\n");
        try (StreamClient client = StreamClient.open(uri("/logs/app?data=text&tail=100"), "Last-Event-ID", cursor)) {
            append("app.log", mark + " 4\n");
            client.awaitContaining(mark + " 4");

            assertThat(client.lines().stream().filter(line -> line.contains(mark)))
                    .containsExactly("data: " + mark + " 2", "data: " + mark + " 3", "data: " + mark + " 4");
        }
    }

    @Test
    void unreadTextThatIsTruncatedIsAGap() throws Exception {
        String name = unique();
        append("services/" + name + ".log", "whole\nunfinished");
        try (StreamClient client = StreamClient.open(uri("/logs/services/" + name + "?tail=1"))) {
            client.awaitContaining("whole");
            Await.await(() -> report(name).contains("\"lag\":10"));
            assertThat(report(name))
                    .contains("\"state\":\"following\"", "\"state\":\"reading\"", "\"position\":6,\"size\":16,")
                    .contains("\"generation\":\"", "\"error\":null", "\"rate\":{\"lines\":", "\"lastError\":null");
            Files.write(DIRECTORY.resolve("services/" + name + ".log"), new byte[0]);

            assertThat(client.awaitContaining("\"truncated\"")).startsWith("data: {\"reason\":\"truncated\"");
            assertThat(client.lines()).contains("event: logcast:gap");
        }
    }

    private String report(String service) {
        try {
            return StreamClient.get(uri("/api/sources/services/" + service)).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cursorOfAnotherRunIsAGapFirst() throws Exception {
        try (StreamClient client = StreamClient.open(uri("/logs?last-event-id=another-5"))) {
            assertThat(client.awaitContaining("unknown-cursor")).startsWith("data: {\"reason\":\"unknown-cursor\"");
            assertThat(client.lines()).contains("event: logcast:gap");
        }
    }

    @Test
    void capturedFilesAreSourcesAndTheirGroupIsAllOfThem() throws Exception {
        String mark = unique();
        try (StreamClient group = StreamClient.open(uri("/logs/services?format=text"));
                StreamClient orders = StreamClient.open(uri("/logs/services/orders?format=text"));
                StreamClient matching = StreamClient.open(uri("/logs?source=*users&format=ndjson"))) {
            append("services/orders.log", mark + " o\n");
            append("services/users.log", mark + " u\n");
            matching.awaitContaining(mark);
            group.awaitContaining(mark + " o");
            group.awaitContaining(mark + " u");
            orders.awaitContaining(mark);

            assertThat(group.lines()).contains("services/orders: " + mark + " o", "services/users: " + mark + " u");
            assertThat(orders.lines()).containsExactly(mark + " o");
            assertThat(matching.lines()).singleElement().asString().contains("\"source\":\"services/users\"");
        }
    }

    @Test
    void hostileLinesStayLinesInEveryFormat() throws Exception {
        String mark = unique();
        String megabyte = "語".repeat(333_000);
        try (StreamClient json = StreamClient.open(uri("/logs/app?level=error"));
                StreamClient text = StreamClient.open(uri("/logs/app?data=text"));
                StreamClient ndjson = StreamClient.open(uri("/logs/app?format=ndjson"));
                StreamClient plain = StreamClient.open(uri("/logs/app?format=text"))) {
            json.await(line -> line.startsWith("id: "));
            text.await(line -> line.startsWith("id: "));
            append(
                    "app.log",
                    mark + " before\n\nERROR " + mark + " nul \0\n" + mark + " one\rdata: injected\n" + megabyte + '\n'
                            + mark + " end\n");
            for (StreamClient client : List.of(text, ndjson, plain)) {
                client.awaitContaining(mark + " end");
            }

            assertThat(json.awaitContaining(mark)).contains("\"message\":\"ERROR " + mark + " nul \"");
            assertThat(text.lines())
                    .containsSubsequence(
                            "data: " + mark + " before",
                            "data: ",
                            "data: ERROR " + mark + " nul ",
                            "data: " + mark + " one",
                            "data: data: injected",
                            "data: " + megabyte);
            assertThat(plain.lines())
                    .containsSubsequence(
                            mark + " before", "", "ERROR " + mark + " nul ", mark + " one", "data: injected", megabyte);
            assertThat(ndjson.lines()).anyMatch(line -> line.contains("\"message\":\"data: injected\""));
            assertThat(ndjson.lines()).anyMatch(line -> line.contains("\"message\":\"" + megabyte + '"'));
        }
        try (StreamClient invalid = StreamClient.open(uri("/logs/app?data=text"))) {
            invalid.await(line -> line.startsWith("id: "));
            Files.write(
                    DIRECTORY.resolve("app.log"),
                    new byte[] {'x', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'y', '\n'},
                    StandardOpenOption.APPEND);
            invalid.await(line -> line.matches("data: x\uFFFD+y"));
        }
    }

    @Test
    void requestsThatCannotBeAnsweredSayWhy() throws Exception {
        HttpResponse<String> unknown = StreamClient.get(uri("/logs/ap"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(unknown.body()).contains("The nearest is \\\"app\\\"");
        assertThat(StreamClient.get(uri("/logs?level=loud")).statusCode()).isEqualTo(400);
        assertThat(StreamClient.get(uri("/logs"), "Accept", "image/png").statusCode())
                .isEqualTo(406);
        assertThat(StreamClient.send("PUT", uri("/logs/app")).statusCode()).isEqualTo(405);
        assertThat(StreamClient.get(uri("/logs/app?level=warn"), "Accept", "text/html")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/?source=app&level=warn");
    }

    @Test
    void headHasTheHeadersOnly() throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection) uri("/logs/app").toURL().openConnection();
        connection.setRequestMethod("HEAD");
        connection.setRequestProperty("Accept", "*/*");

        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getContentType()).isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
    }

    @Test
    void metricsAndHealthAreAtTheSameAddressesOnEveryServer() throws Exception {
        String mark = unique();
        try (StreamClient client = StreamClient.open(uri("/logs/app?data=text"))) {
            client.await(line -> line.startsWith("id: "));
            append("app.log", mark + '\n');
            client.awaitContaining(mark);
            HttpResponse<String> metrics = StreamClient.get(uri("/metrics"));

            assertThat(metrics.statusCode()).isEqualTo(200);
            for (String metric : List.of(
                    "logcast_lines_total\\{[^}]*source=\"app\"",
                    "logcast_bytes_total\\{[^}]*source=\"app\"",
                    "logcast_tail_lag_bytes\\{[^}]*source=\"app\"",
                    "logcast_delivery_seconds\\{[^}]*quantile=\"0.99\"",
                    "logcast_clients(\\{[^}]*\\})? [1-9]")) {
                assertThat(metrics.body()).containsPattern("(?m)^" + metric);
            }
        }
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            HttpResponse<String> health = StreamClient.get(uri(path));
            assertThat(health.statusCode()).as(path).isEqualTo(200);
            assertThat(health.body()).contains("\"status\":\"UP\"");
        }
    }

    @Test
    void pageIsAtTheRoot() throws Exception {
        HttpResponse<String> page = StreamClient.get(uri("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Logcast");
    }
}
