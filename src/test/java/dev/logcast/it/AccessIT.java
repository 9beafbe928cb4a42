package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, through the whole server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AccessIT {
    private static final Path DIRECTORY = Deployments.directory("access");

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                "access",
                Map.ofEntries(
                        Map.entry("logcast.sources", "app,services"),
                        Map.entry(
                                "logcast.source.app.path",
                                DIRECTORY.resolve("app.log").toString()),
                        Map.entry(
                                "logcast.source.services.path",
                                DIRECTORY.resolve("services/{service}.log").toString()),
                        Map.entry("logcast.archive", "none"),
                        Map.entry("logcast.tokens", "reader,orders,ci,boss"),
                        Map.entry("logcast.token.reader.secret", "reader-secret-of-16-and-more"),
                        Map.entry("logcast.token.orders.secret", "orders-secret-of-16-and-more"),
                        Map.entry("logcast.token.orders.sources", "services/orders"),
                        Map.entry("logcast.token.ci.secret", "ci-secret-of-16-and-more"),
                        Map.entry("logcast.token.ci.role", "ingest"),
                        Map.entry("logcast.token.boss.secret", "boss-secret-of-16-and-more"),
                        Map.entry("logcast.token.boss.role", "admin"),
                        Map.entry("logcast.cors.origins", "https://listed.example")));
    }

    private URI uri(String path) {
        return Deployments.uri(base, path);
    }

    /** The status of a request as somebody would send it who is not at this machine: through a proxy. */
    private int status(String method, String path, String who) throws IOException {
        String authorization =
                who.equals("nobody") ? "" : "Authorization: Bearer " + who + "-secret-of-16-and-more\r\n";
        return raw(method, path, "X-Forwarded-For: 192.0.2.7\r\n" + authorization);
    }

    /** Sends what an HTTP client would not let through, and returns the status. */
    private int raw(String method, String path, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String host = headers.startsWith("Host: ") ? "" : "Host: localhost:" + base.getPort() + "\r\n";
            String length = method.equals("GET") ? "" : "Content-Length: 0\r\n";
            socket.getOutputStream()
                    .write((method + ' ' + path + " HTTP/1.1\r\n" + host + headers + length
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return Integer.parseInt(in.readLine().substring(9, 12));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // request                                nobody reader orders ci   boss
        "GET,    /,                               200,   200,   200,   200, 200",
        "GET,    /health/ready,                   200,   200,   200,   200, 200",
        "GET,    /logs,                           401,   200,   200,   403, 200",
        "GET,    /logs?format=text,               401,   200,   200,   403, 200",
        "GET,    /logs/app,                       401,   200,   403,   403, 200",
        "GET,    /logs/services,                  401,   200,   200,   403, 200",
        "GET,    /logs/services/orders,           401,   200,   200,   403, 200",
        "GET,    /logs/services/users,            401,   200,   403,   403, 200",
        "GET,    /logs/nonsense,                  401,   404,   403,   403, 404",
        "GET,    /api/sources,                    401,   200,   200,   403, 200",
        "GET,    /api/sources/app,                401,   200,   403,   403, 200",
        "GET,    /metrics,                        401,   200,   403,   403, 200",
        "GET,    /%6Cogs,                         401,   200,   200,   403, 200",
        "GET,    /x/../logs,                      401,   200,   200,   403, 200",
        "GET,    /logs;x=1,                       401,   200,   200,   403, 200",
        "GET,    //logs,                          401,   200,   200,   403, 200",
        "GET,    /api/logs,                       401,   404,   404,   403, 404",
        "GET,    /api/logs?format=csv,            401,   404,   404,   403, 404",
        "GET,    /api/histogram,                  401,   404,   404,   403, 404",
        "GET,    /api/archive,                    401,   403,   403,   403, 200",
        "DELETE, /api/archive,                    401,   403,   403,   403, 404"
    })
    void identityRequestAndSourceDecide(
            String method, String path, int nobody, int reader, int orders, int ci, int boss) throws IOException {
        int[] expected = {nobody, reader, orders, ci, boss};
        String[] who = {"nobody", "reader", "orders", "ci", "boss"};
        for (int i = 0; i < who.length; i++) {
            int status = status(method, path, who[i]);
            // Servers differ in which odd spellings they serve at all; none may let more people in.
            boolean odd = path.matches(".*(%|\\.\\.|;|//).*");
            if (!odd || status < 400) {
                assertThat(status).as("%s %s by %s", method, path, who[i]).isEqualTo(expected[i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /logs,        Host: evil.example,              401",
        "GET,  /api/sources, Host: evil.example,              401",
        "GET,  /logs,        Forwarded: for=127.0.0.1,        401",
        "GET,  /logs,        Authorization: Bearer wrong,     401",
        "GET,  /logs,        Authorization: Basic YWRtaW46,   401",
        "GET,  /logs,        Cookie: logcast-session=a.1.b.c, 200",
        "GET,  /logs,        Origin: https://evil.example,    401",
        "GET,  /logs,        Origin: https://listed.example,  401",
        "GET,  /logs,        Upgrade: h2c,                    401",
        "GET,  /logs,        X-Forwarded-User: a,             401",
        "GET,  /logs,        Max-Forwards: 10,                401",
        "POST, /api/session, Origin: https://listed.example,  403",
        "GET,  /logs,        Sec-Fetch-Site: cross-site,      401",
        "POST, /api/session, Origin: https://evil.example,    403",
        "POST, /api/session, Origin: null,                    403",
        "POST, /api/session, Sec-Fetch-Site: cross-site,      403",
        "POST, /api/session, Accept: */*,                     401"
    })
    void rebindingForeignOriginsProxiesAndWrongTokensStayOutside(
            String method, String path, String header, int expected) throws IOException {
        assertThat(raw(method, path, header + "\r\n")).isEqualTo(expected);
    }

    @Test
    void signingInGivesACookieThatSigningOutEnds() throws Exception {
        HttpResponse<String> in = session("{\"token\":\"orders-secret-of-16-and-more\"}");
        assertThat(in.statusCode()).isEqualTo(200);
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Strict");
        String pair = "Cookie: " + cookie.substring(0, cookie.indexOf(';')) + "\r\nX-Forwarded-For: 192.0.2.7\r\n";

        assertThat(raw("GET", "/logs/services/orders", pair)).isEqualTo(200);
        assertThat(raw("GET", "/logs/app", pair)).isEqualTo(403);
        assertThat(raw("DELETE", "/api/session", pair)).isEqualTo(204);
        assertThat(raw("GET", "/logs/services/orders", pair)).isEqualTo(401);
        long begun = System.nanoTime();
        assertThat(session("{\"token\":\"wrong\"}").statusCode()).isEqualTo(401);
        assertThat(System.nanoTime() - begun)
                .isGreaterThan(Duration.ofMillis(900).toNanos());
        assertThat(session("nonsense").statusCode()).isEqualTo(401);
        assertThat(session("nonsense").body()).contains("{\\\"token\\\":\\\"…\\\"}");
    }

    @Test
    void bodyThatNoParserTakesIsAnUnknownToken() throws Exception {
        for (String body :
                new String[] {"[".repeat(8000), "{\"a\":".repeat(1200), "1e999999999", "{\"token\":[1]}", ""}) {
            assertThat(session(body).statusCode()).as(body).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/sources,         Accept,       /,             400",
        "/logs,                Accept,       text/html;q=x, 400",
        "/api/archive,         Accept,       text/csv,      406",
        "/metrics/nothing,     Accept,       */*,           404"
    })
    void whatTheServerRefusesByItselfIsAProblemToo(String path, String header, String value, int status)
            throws Exception {
        var refused = StreamClient.get(uri(path), header, value);

        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body()).startsWith("{\"type\":\"about:blank\"").contains("\"status\":" + status);
    }

    private HttpResponse<String> session(String body) throws Exception {
        return StreamClient.HTTP.send(
                HttpRequest.newBuilder(uri("/api/session"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void refusalIsAProblemThatSaysWhatToDo() throws Exception {
        HttpResponse<String> refused = StreamClient.get(uri("/logs"), "X-Forwarded-For", "192.0.2.7");

        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"logcast\"");
        assertThat(refused.body()).containsIgnoringCase("X-Forwarded-For").contains("Authorization: Bearer");
        HttpResponse<String> browser =
                StreamClient.get(uri("/logs/app?level=warn"), "X-Forwarded-For", "192.0.2.7", "Accept", "text/html");
        assertThat(browser.statusCode()).isEqualTo(303);
        assertThat(browser.headers().firstValue("Location").orElseThrow()).endsWith("/?source=app&level=warn");
    }

    @Test
    void nothingOfWhatTheServerAnswersItselfTakesAnotherMethod() throws IOException {
        for (String path : new String[] {"/metrics", "/metrics/application", "/health", "/health/live", "/openapi"}) {
            for (String method : new String[] {"POST", "DELETE", "PROPFIND", "GETT", "get"}) {
                assertThat(raw(method, path, "")).as(method + ' ' + path).isEqualTo(405);
            }
        }
    }

    @Test
    void onlyListedOriginsMayReadWhatTheyGet() throws Exception {
        var listed = StreamClient.get(uri("/api/sources"), "Origin", "https://listed.example");
        var foreign = StreamClient.get(uri("/"), "Origin", "https://evil.example");

        assertThat(listed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://listed.example");
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        String preflight = "Access-Control-Request-Method: GET\r\n";
        assertThat(raw("OPTIONS", "/logs", "Origin: https://listed.example\r\n" + preflight))
                .isEqualTo(204);
        assertThat(raw("OPTIONS", "/logs", "Origin: https://evil.example\r\n" + preflight))
                .isEqualTo(403);
    }

    @Test
    void everyAnswerTellsTheBrowserToBeCareful() throws Exception {
        for (String path : new String[] {"/", "/api/sources", "/nonsense"}) {
            var headers = StreamClient.get(uri(path)).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .startsWith("default-src 'self';")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        }
    }

    @Test
    void streamOfEverythingLeavesOutWhatATokenIsNotFor() throws Exception {
        Files.createDirectories(DIRECTORY.resolve("services"));
        try (StreamClient client =
                StreamClient.open(uri("/logs?data=text"), "Authorization", "Bearer orders-secret-of-16-and-more")) {
            append("app.log", "hidden\n");
            append("services/users.log", "hidden\n");
            append("services/orders.log", "shown\n");
            client.awaitContaining("shown");

            assertThat(client.lines()).noneMatch(line -> line.contains("hidden"));
            // A plain cursor would count the lines of the others.
            assertThat(client.lines())
                    .filteredOn(line -> line.startsWith("id: "))
                    .isNotEmpty()
                    .allMatch(line -> line.matches("id: [A-Za-z0-9_-]{22}"));
        }
        assertThat(StreamClient.get(uri("/api/sources"), "Authorization", "Bearer orders-secret-of-16-and-more")
                        .body())
                .contains("services/orders")
                .doesNotContain("app", "users");
    }

    @Test
    void pagesFilesAreCompressedAndRevalidated() throws Exception {
        HttpResponse<String> first = StreamClient.get(uri("/"), "Accept-Encoding", "gzip");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(StreamClient.get(uri("/"), "Accept-Encoding", "gzip", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(StreamClient.get(uri("/")).headers().firstValue("Content-Encoding"))
                .isEmpty();
        for (String path : new String[] {"/WEB-INF/beans.xml", "/META-INF/MANIFEST.MF", "/nothing"}) {
            assertThat(StreamClient.get(uri(path)).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void sourcesSayHowTheyStand() throws Exception {
        append("app.log", "one\n");
        String body = "";
        for (int i = 0; i < 400 && !body.contains("\"lastLine\":\"20"); i++) {
            body = StreamClient.get(uri("/api/sources/app")).body();
            Thread.sleep(10);
        }

        assertThat(body)
                .startsWith(
                        "{\"sources\":[{\"id\":\"app\",\"group\":\"app\",\"state\":\"following\",\"format\":\"plain\",\"misfits\":0,\"paths\":[\"")
                .contains(
                        "app.log\"],\"files\":[{\"path\":\"",
                        "\"position\":",
                        "\"size\":",
                        "\"generation\":\"",
                        "\"rate\":{\"lines\":",
                        "\"lastLine\":\"20");
    }

    private static void append(String file, String text) throws IOException {
        Path path = DIRECTORY.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
