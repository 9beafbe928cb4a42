package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lines that were appended are read back by every endpoint of history. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HistoryIT {
    private static final Path DIRECTORY = Deployments.directory("history");
    private static final int LINES = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                "history",
                Map.ofEntries(
                        Map.entry("logcast.sources", "app,web,big"),
                        Map.entry(
                                "logcast.source.app.path",
                                DIRECTORY.resolve("app.log").toString()),
                        Map.entry(
                                "logcast.source.web.path",
                                DIRECTORY.resolve("web.log").toString()),
                        Map.entry(
                                "logcast.source.big.path",
                                DIRECTORY.resolve("big.log").toString()),
                        Map.entry("logcast.tokens", "web,boss"),
                        Map.entry("logcast.token.web.secret", "web-secret-of-16-and-more"),
                        Map.entry("logcast.token.web.sources", "web"),
                        Map.entry("logcast.token.boss.secret", "boss-secret-of-16-and-more"),
                        Map.entry("logcast.token.boss.role", "admin")));
    }

    /** Every tenth line is an error; each has a second of its own. */
    @BeforeEach
    void appendOnce() throws Exception {
        if (Files.exists(DIRECTORY.resolve("app.log"))) {
            return;
        }
        StringBuilder app = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            app.append("2026-11-20T10:%02d:%02d.000Z %s number %d of app, \"quoted\"\n"
                    .formatted(i / 60, i % 60, i % 10 == 0 ? "ERROR" : "INFO", i));
        }
        append("app.log", app);
        append("web.log", "2026-11-20T11:00:00Z WARN of web\n");
        await("/api/logs?source=app&limit=1000", LINES);
        await("/api/logs?source=web", 1);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!json("/api/archive").body().contains("\"lagLines\":0,")) {
            assertThat(System.nanoTime() - deadline).isNegative();
            Thread.sleep(50);
        }
    }

    private static void append(String file, CharSequence text) throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private URI uri(String path) {
        return Deployments.uri(base, path);
    }

    /** What is to be seen of a JSON object without a parser. */
    private record Answer(String body) {
        List<String> texts(String name) {
            return values('"' + name + "\":\"((?:[^\"\\\\]|\\\\.)*)\"");
        }

        String text(String name) {
            List<String> texts = texts(name);
            return texts.get(texts.size() - 1);
        }

        private List<String> values(String regex) {
            return Pattern.compile(regex)
                    .matcher(body)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        }

        boolean complete() {
            return body.contains("\"complete\":true");
        }

        /** Of lines that are called so. */
        List<Integer> numbers() {
            return values(" number (\\d+) of app").stream()
                    .map(Integer::valueOf)
                    .toList();
        }
    }

    private Answer json(String path, String... headers) throws Exception {
        HttpResponse<String> answer = StreamClient.get(uri(path), headers);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        return new Answer(answer.body());
    }

    private void await(String path, int lines) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (json(path).texts("message").size() < lines) {
            assertThat(System.nanoTime() - deadline).isNegative();
            Thread.sleep(50);
        }
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void lastLinesComeFirstAndThoseBeforeThemByTheirCursor() throws Exception {
        Answer last = json("/api/logs?source=app");
        assertThat(last.numbers()).isEqualTo(range(800, 1000));
        assertThat(last.complete()).isFalse();
        assertThat(last.texts("cursor").get(0)).isEqualTo(last.text("before"));
        assertThat(last.text("cursor")).isEqualTo(last.text("after"));
        assertThat(last.texts("id").get(0)).startsWith("app@");
        assertThat(last.texts("level").get(0)).isEqualTo("ERROR");

        Answer earlier = json("/api/logs?source=app&limit=799&before=" + last.text("before"));
        assertThat(earlier.numbers()).isEqualTo(range(1, 800));
        assertThat(earlier.complete()).isFalse();
        Answer rest = json("/api/logs?source=app&limit=1&before=" + earlier.text("before"));
        assertThat(rest.numbers()).isEqualTo(range(0, 1));
        assertThat(rest.complete()).isTrue();
        assertThat(json("/api/logs?source=app&limit=3&order=desc").numbers()).containsExactly(999, 998, 997);
    }

    @Test
    void linesBehindACursorComeUpToTheNewest() throws Exception {
        Answer first = json("/api/logs?source=app&after=beginning&limit=10");
        assertThat(first.numbers()).isEqualTo(range(0, 10));
        Answer rest = json("/api/logs?source=app&limit=8192&after=" + first.text("after"));
        assertThat(rest.numbers()).isEqualTo(range(10, 1000));
        assertThat(rest.complete()).isTrue();
        Answer nothing = json("/api/logs?source=app&after=" + rest.text("after"));
        assertThat(nothing.body()).startsWith("{\"lines\":[],");
        assertThat(nothing.complete()).isTrue();
    }

    @Test
    void filtersAreThoseOfStreams() throws Exception {
        assertThat(json("/api/logs?source=a*&level=error").numbers()).hasSize(100);
        assertThat(json("/api/logs?q=" + encoded("number -\"number 1\" source:app level>=error"))
                        .numbers())
                .hasSize(89);
        assertThat(json("/api/logs?since=2026-11-20T10:01:00Z&until=2026-11-20T10:01:10Z")
                        .numbers())
                .isEqualTo(range(60, 70));
        try (StreamClient live = StreamClient.open(uri(
                "/logs?format=ndjson&level=error&since=2026-11-20T10:00:00Z&until=2026-11-20T10:30:00Z&source=app"))) {
            live.awaitContaining("number 990 ");
            assertThat(live.lines().stream().map(String::strip))
                    .isEqualTo(lines("/api/logs?format=ndjson&source=app&level=error"));
        }
    }

    private List<String> lines(String path, String... headers) throws Exception {
        HttpResponse<String> answer = StreamClient.get(uri(path), headers);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    @Test
    void wholeRangeIsExportedInEachFormat() throws Exception {
        List<String> csv = lines("/api/logs?format=csv&source=app");
        assertThat(csv).hasSize(1001).startsWith("time,source,level,message");
        assertThat(csv.get(1))
                .isEqualTo("2026-11-20T10:00:00.000Z,app,ERROR,"
                        + "\"2026-11-20T10:00:00.000Z ERROR number 0 of app, \"\"quoted\"\"\"");
        List<String> text = lines("/api/logs?source=app&limit=2", "Accept", "text/plain");
        assertThat(text)
                .containsExactly(
                        "2026-11-20T10:16:38.000Z INFO number 998 of app, \"quoted\"",
                        "2026-11-20T10:16:39.000Z INFO number 999 of app, \"quoted\"");
        assertThat(lines("/api/logs?format=text&q=web&source=*"))
                .containsExactly("web: 2026-11-20T11:00:00Z WARN of web");
        assertThat(lines("/api/logs?source=app&q=" + encoded("\"number 7 \""), "Accept", "application/x-ndjson"))
                .singleElement()
                .asString()
                .startsWith("{\"id\":\"app@")
                .contains("\"cursor\":\"");
        HttpResponse<String> answer =
                StreamClient.get(uri("/api/logs?format=csv&source=app&since=2026-11-20T10:00:00Z"));
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"logcast-app-20261120T100000Z.csv\"");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    }

    @Test
    void exportIsCompressedForThoseWhoTakeIt() throws Exception {
        HttpResponse<byte[]> answer = StreamClient.HTTP.send(
                HttpRequest.newBuilder(uri("/api/logs?format=ndjson&source=app"))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8).lines().toList())
                .isEqualTo(lines("/api/logs?format=ndjson&source=app"));
        assertThat(answer.body().length).isLessThan(plain.length / 4);
    }

    @Test
    void exportGoesOnBesideThoseThatNobodyReads() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            many.append("line %d of a log that is larger than what a connection holds, by far, whichever server it is%n"
                    .formatted(i));
        }
        append("big.log", many);
        await("/api/logs?source=big&q=" + encoded("\"line 59999 \""), 1);
        List<RawClient> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                RawClient client = new RawClient(uri("/api/logs?format=text&source=big"), 8192);
                client.in().read();
                idle.add(client);
            }
            HttpResponse<String> fifth = StreamClient.get(uri("/api/logs?format=text&source=big"));
            assertThat(fifth.statusCode()).isEqualTo(200);
            assertThat(fifth.body()).isEqualTo(many.toString());
        } finally {
            for (RawClient client : idle) {
                client.close();
            }
        }
    }

    @Test
    void contextOfALineIsWhatItsSourceHasAroundIt() throws Exception {
        Answer line = json("/api/logs?source=app&q=" + encoded("\"number 500 \""));

        Answer context = json("/api/logs?lines=5&around=" + encoded(line.text("id")));
        assertThat(context.numbers()).isEqualTo(range(495, 506));
        assertThat(context.text("around")).isEqualTo(line.text("cursor"));
        assertThat(json("/api/logs?lines=1&time=" + line.text("time") + "&around=" + encoded(line.text("id")))
                        .numbers())
                .isEqualTo(range(499, 502));
        problem(404, "/api/logs?around=app@1:1", "was not found");
        problem(400, "/api/logs?around=app", "around must be the id of a line");
    }

    @Test
    void histogramCountsByTimeAndLevel() throws Exception {
        Answer histogram =
                json("/api/histogram?source=app&buckets=10&since=2026-11-20T10:00:00Z&until=2026-11-20T10:10:00Z");
        assertThat(histogram.text("from")).isEqualTo("2026-11-20T10:00:00.000Z");
        assertThat(histogram.text("to")).isEqualTo("2026-11-20T10:10:00.000Z");
        assertThat(histogram.texts("time")).hasSize(10);
        assertThat(histogram.body())
                .contains("\"stepMillis\":60000,")
                .contains("{\"time\":\"2026-11-20T10:09:00.000Z\",\"counts\":{\"INFO\":54,\"ERROR\":6}}")
                .endsWith("],\"approximate\":false}");
        assertThat(json("/api/histogram?source=app&q=absent").body()).doesNotContain("INFO");
        problem(400, "/api/histogram?buckets=241", "buckets must be a whole number from 1 to 240");
    }

    @Test
    void sourcesThatATokenIsNotForAreNotThere() throws Exception {
        String[] web = {"Authorization", "Bearer web-secret-of-16-and-more"};
        assertThat(json("/api/logs", web).texts("message")).containsExactly("2026-11-20T11:00:00Z WARN of web");
        assertThat(StreamClient.get(uri("/api/logs?source=app"), web).statusCode())
                .isEqualTo(403);
        assertThat(lines("/api/logs?format=text", web)).containsExactly("2026-11-20T11:00:00Z WARN of web");
        String counts = json("/api/histogram?since=2026-11-20T09:00:00Z", web).body();
        assertThat(counts).contains("{\"WARN\":1}").doesNotContain("INFO");
        String id = json("/api/logs?source=app&limit=1").text("id");
        assertThat(StreamClient.get(uri("/api/logs?around=" + encoded(id)), web).statusCode())
                .isEqualTo(403);
        assertThat(StreamClient.get(uri("/api/archive"), web).statusCode()).isEqualTo(403);
    }

    @Test
    void mistakesSayWhatToDo() throws Exception {
        problem(400, "/api/logs?limit=8193", "limit must be a whole number from 1 to 8192");
        problem(400, "/api/logs?before=x", "before must be a cursor");
        problem(400, "/api/logs?since=2026-11-21&until=2026-11-20", "since must be earlier");
        problem(400, "/api/logs?format=xml", "format must be json or ndjson or text or csv");
        problem(400, "/api/logs?format=csv&order=desc", "give limit");
        problem(400, "/api/logs?q=a%20OR", "\"column\":5");
        problem(410, "/api/logs?after=zzzzzz-5", "no line is left");
        String epoch = json("/api/logs").text("after").replaceAll("-.*", "");
        problem(400, "/api/logs?after=" + epoch + "-999999999", "still to come");
    }

    private void problem(int status, String path, String detail) throws Exception {
        HttpResponse<String> answer = StreamClient.get(uri(path));
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains(detail);
    }

    @Test
    void administratorsSeeHowTheArchiveStandsAndMayDelete() throws Exception {
        Answer report = json("/api/archive", "Authorization", "Bearer boss-secret-of-16-and-more");
        assertThat(report.text("state")).isEqualTo("storing");
        assertThat(report.body()).containsPattern("\"bytes\":[1-9]").containsPattern("\"segments\":[1-9]");
        assertThat(report.text("newest")).matches("[0-9a-z]+-[0-9]+");

        assertThat(StreamClient.send("DELETE", uri("/api/archive")).statusCode())
                .isEqualTo(400);
        HttpResponse<String> deleted = StreamClient.send("DELETE", uri("/api/archive?before=2020-01-01"));
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(deleted.body())
                .startsWith("{\"before\":\"20")
                .contains("\"deletedSegments\":0,\"deletedBytes\":0,\"archive\":{\"state\":\"storing\"");
        HttpRequest foreign = HttpRequest.newBuilder(uri("/api/archive?before=2020-01-01"))
                .DELETE()
                .header("Origin", "https://evil.example")
                .build();
        assertThat(StreamClient.HTTP
                        .send(foreign, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void healthAndMetricsTellOfTheArchive() throws Exception {
        assertThat(StreamClient.get(uri("/health/ready")).body())
                .contains("\"logcast-archive\"")
                .containsPattern("\"state\" ?: ?\"storing\"");
        assertThat(StreamClient.get(uri("/metrics")).body())
                .containsPattern("(?m)^logcast_archive_bytes(\\{[^}]*\\})? [1-9]")
                .containsPattern("(?m)^logcast_archive_lag_lines(\\{[^}]*\\})? \\d");
    }
}
