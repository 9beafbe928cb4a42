package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logcast.Await;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pushed lines, from the socket to the streams. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class IngestIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                "ingest",
                Map.ofEntries(
                        Map.entry("logcast.sources", "ci,services,waiting"),
                        Map.entry(
                                "logcast.source.services.path",
                                Deployments.directory("ingest")
                                        .resolve("services/{service}.log")
                                        .toString()),
                        Map.entry("logcast.archive", "none"),
                        Map.entry("logcast.tokens", "reader,builds"),
                        Map.entry("logcast.token.reader.secret", "reader-secret-of-16-and-more"),
                        Map.entry("logcast.token.builds.secret", "builds-secret-of-16-and-more"),
                        Map.entry("logcast.token.builds.role", "ingest"),
                        Map.entry("logcast.token.builds.sources", "builds/*")));
    }

    private URI uri(String path) {
        return Deployments.uri(base, path);
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return StreamClient.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT"})
    void linesAreStreamedBeforeTheBodyEnds(String method) throws Exception {
        String source = "live-" + method.toLowerCase(Locale.ROOT);
        try (StreamClient all = StreamClient.open(uri("/logs?format=text"));
                PushClient push = new PushClient(base, method, "/api/ingest/" + source, "")) {
            push.chunk("first\nsec");
            all.awaitContaining("first");
            try (StreamClient one = StreamClient.open(uri("/logs/" + source + "?format=text&tail=10"))) {
                one.awaitContaining("first");
                push.chunk("ond\n");
                push.chunk("third");
                one.await("second"::equals);

                assertThat(push.end()).startsWith("HTTP/1.1 200").endsWith("{\"lines\":3}");
                one.await("third"::equals);
            }
        }
        assertThat(StreamClient.get(uri("/api/sources/" + source)).body())
                .contains("\"id\":\"" + source + '"', "\"state\":\"following\"");
    }

    @Test
    void sourcesExistOncePushedToAndConfiguredOnesFromTheStart() throws Exception {
        assertThat(StreamClient.get(uri("/api/sources/waiting")).body()).contains("\"state\":\"waiting\"");
        assertThat(StreamClient.get(uri("/logs/nightly/tests?format=text")).statusCode())
                .isEqualTo(404);

        assertThat(post("/api/ingest/nightly/tests", "one\ntwo").body()).isEqualTo("{\"lines\":2}");
        assertThat(post("/api/ingest/ci", "").body()).isEqualTo("{\"lines\":0}");
        assertThat(post("/api/ingest/services/new", "three\n", "Content-Type", "text/plain; charset=utf-8")
                        .statusCode())
                .isEqualTo(200);

        assertThat(StreamClient.get(uri("/api/sources")).body())
                .contains("\"id\":\"nightly/tests\"", "\"id\":\"ci\"", "\"id\":\"services/new\"");
        for (String path : List.of("/logs/nightly", "/logs/nightly/tests")) {
            try (StreamClient stream = StreamClient.open(uri(path + "?format=text&tail=5"))) {
                stream.awaitContaining("two");
            }
        }
        assertThat(StreamClient.get(uri("/logs/nightly/other")).statusCode()).isEqualTo(404);
    }

    @Test
    void manyLinesOfTwoPushesArriveWholeAndInOrder() throws Exception {
        int lines = 50_000;
        List<Thread> pushes = new ArrayList<>();
        for (String writer : List.of("a", "b")) {
            String body = IntStream.rangeClosed(1, lines)
                    .mapToObj(i -> writer + ' ' + i + '\n')
                    .collect(Collectors.joining());
            Thread push = new Thread(() -> {
                try {
                    assertThat(post("/api/ingest/many", body).body()).isEqualTo("{\"lines\":" + lines + '}');
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            push.start();
            pushes.add(push);
        }
        for (Thread push : pushes) {
            push.join();
        }

        try (StreamClient stream = StreamClient.open(uri("/logs/many?format=text&tail=" + 2 * lines))) {
            Await.await(() -> stream.lines().size() >= 2 * lines);
            List<String> received = stream.lines();
            for (String writer : List.of("a", "b")) {
                assertThat(received.stream().filter(line -> line.startsWith(writer)))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, lines)
                                .mapToObj(i -> writer + ' ' + i)
                                .toList());
            }
        }
    }

    @Test
    void pushesThatAreSilentHoldNoThread() throws Exception {
        List<PushClient> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                silent.add(new PushClient(base, "POST", "/api/ingest/silent", ""));
                silent.get(i).chunk("begin " + i + "\n");
            }
            assertThat(post("/api/ingest/ci", "still served\n").statusCode()).isEqualTo(200);
            assertThat(silent.get(199).end()).endsWith("{\"lines\":1}");
            assertThat(silent.get(0).end()).endsWith("{\"lines\":1}");
        } finally {
            for (PushClient client : silent) {
                client.close();
            }
        }
    }

    @Test
    void whatAClientSentBeforeItVanishedIsKept() throws Exception {
        try (StreamClient stream = StreamClient.open(uri("/logs?format=text&prefix=none"))) {
            PushClient push = new PushClient(base, "POST", "/api/ingest/vanishing", "");
            push.chunk("whole\npart of a li");
            // Whoever has gone before it is known who it was is a stranger.
            stream.await("whole"::equals);
            push.close();
            stream.await("part of a li"::equals);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/ingest/app,           application/x-www-form-urlencoded, 415, Content-Type: text/plain",
        "/api/ingest/app,           application/json,                  415, text/plain",
        "/api/ingest/app,           text/plain;charset=UTF-16,         415, UTF-8",
        "/api/ingest/app,           text/plain;charset=us-ascii,       200, lines",
        "/api/ingest/App,           text/plain,                        400, a-z",
        "/api/ingest/a/b/c,         text/plain,                        400, a-z",
        "/api/ingest/a.b,           text/plain,                        400, a-z"
    })
    void refusalsSayWhatToSend(String path, String type, int status, String detail) throws Exception {
        HttpResponse<String> answer = post(path, "line\n", "Content-Type", type);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(detail);
    }

    @Test
    void compressedBodyIsRefused() throws Exception {
        assertThat(post("/api/ingest/app", "line\n", "Content-Encoding", "gzip").statusCode())
                .isEqualTo(415);
        assertThat(post("/api/ingest/app", "line\n", "Content-Encoding", "identity")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void lineWithoutEndIsRefusedAndThoseBeforeAreCounted() throws Exception {
        try (PushClient push = new PushClient(base, "POST", "/api/ingest/endless", "")) {
            push.chunk("one\ntwo\n");
            String block = "x".repeat(1_000_000);
            try {
                for (int i = 0; i < 110; i++) {
                    push.chunk(block);
                }
            } catch (IOException e) {
                // The server no longer listens.
            }
            assertThat(push.answer()).startsWith("HTTP/1.1 413").contains("2 lines before are stored");
        }
    }

    @Test
    void fullDiskIsSaid() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Path spool = Deployments.directory("ingest").resolve("data/spool/full");
        Files.createDirectories(spool);
        Files.createSymbolicLink(spool.resolve("current.log"), full);

        HttpResponse<String> answer = post("/api/ingest/full", "one\ntwo\n");
        assertThat(answer.statusCode()).isEqualTo(507);
        assertThat(answer.body()).contains("no space left below logcast.data.dir", "0 lines before are stored");

        Files.delete(spool.resolve("current.log"));
        assertThat(post("/api/ingest/full", "one\ntwo\n").body()).isEqualTo("{\"lines\":2}");
    }

    @Test
    void tokenDecidesWhereToPush() throws Exception {
        assertThat(post("/api/ingest/builds/main", "line\n", "Authorization", "Bearer builds-secret-of-16-and-more")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/api/ingest/other", "line\n", "Authorization", "Bearer builds-secret-of-16-and-more")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/api/ingest/builds/main", "line\n", "Authorization", "Bearer reader-secret-of-16-and-more")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/api/ingest/builds/main", "line\n", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void readingHereIsNotAllowed() throws Exception {
        HttpResponse<String> answer = StreamClient.get(uri("/api/ingest/app"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
        assertThat(StreamClient.send("HEAD", uri("/api/ingest/app")).statusCode())
                .isEqualTo(405);
    }
}
