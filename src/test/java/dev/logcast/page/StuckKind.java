package dev.logcast.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How a client keeps a server waiting: by what it sends no more, or by what it does not read. */
enum StuckKind {
    HEAD("GET /logs HTTP/1.1\r\nHost: localhost\r\nX-Half:", "", 30, "408"),
    SESSION(post("/api/session", "Content-Length: 4000"), "{", 5, "408|503"),
    MASK(post("/api/mask/test", "Content-Length: 4000"), "{", 20, "408|503"),
    PUSH(post("/api/ingest/stuck", "Content-Length: 4000"), "half a li", 60, "408|503"),
    LONG_LINE(
            post("/api/ingest/stuck", "Transfer-Encoding: chunked"),
            "fa000\r\n" + "x".repeat(0xfa000) + "\r\n",
            60,
            "408|503"),
    STREAM(get("/logs/app/old?since=1h&format=text"), "", 100, "200|end"),
    EXPORT(get("/api/logs?format=ndjson&source=app/old&since=1h"), "", 150, "200|503|cut"),
    /** As many instructions as are allowed, of which none can be left out. */
    EXPRESSION(get("/logs/app/old?tail=5&q=" + heaviest()), "", 0, "200|503");

    private final String head;
    private final String rest;
    private final int seconds;
    private final String answers;

    /** @param seconds until the server ends it, at the latest, with time to come to a stop; 0: it does not, for that is no different from a viewer with patience
     * @param answers which statuses it may get, as a regular expression */
    StuckKind(String head, String rest, int seconds, String answers) {
        this.answers = answers;
        this.head = head;
        this.rest = rest;
        this.seconds = seconds;
    }

    /** Which statuses it may get, as a regular expression. */
    String answers() {
        return answers;
    }

    byte[] request() {
        return (head + rest).getBytes(StandardCharsets.ISO_8859_1);
    }

    Duration deadline() {
        return Duration.ofSeconds(seconds);
    }

    boolean ends() {
        return seconds > 0;
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String post(String target, String header) {
        return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
    }

    private static String heaviest() {
        String one = "/[a-z]{118}[0-9]/";
        return URLEncoder.encode(String.join(" OR ", one, one, one, one), StandardCharsets.UTF_8);
    }
}
