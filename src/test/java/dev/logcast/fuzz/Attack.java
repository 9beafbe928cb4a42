package dev.logcast.fuzz;

import dev.logcast.fuzz.Description.Operation;
import dev.logcast.fuzz.Description.Parameter;
import dev.logcast.fuzz.Shot.Manner;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Requests without end, made of a description and a seed: whatever is described, with whatever values, and all that HTTP has besides. The
 * same seed makes the same ones, but for what the server has told. For one thread.
 */
final class Attack {
    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "get", "GETT", "M-SEARCH");
    private static final List<String> NOWHERE = List.of(
            "/",
            "/index.html",
            "/api",
            "/api/",
            "/logs/",
            "/nothing",
            "/api/nothing",
            "/WEB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/favicon.ico",
            "/openapi",
            "/api/ingest",
            "/api/ingest/",
            "/api/mask",
            "/health/started",
            "/health/nothing",
            "/metrics/application",
            "/js/",
            "/api/sources/",
            "/api/openapi.json",
            "/.env",
            "/api/application.wadl",
            "//",
            "/./",
            "/logs/application.wadl",
            "/error",
            "/j_security_check",
            "/%2e%2e/%2e%2e/etc/passwd");
    private static final List<String> CHARSETS = List.of("utf-8", "UTF-16", "us-ascii", "nonsense", "\"", "");
    private static final List<String> LINES = List.of(
            "2026-11-23T10:00:00Z ERROR fuzz failed",
            "{\"level\":\"warn\",\"msg\":\"fuzz\",\"a\":{\"b\":[1,2,{}]}}",
            "password=hunter2hunter2",
            "fuzz \u001b[31mred\u001b[0m \u009b",
            "level=info msg=fuzz took_ms=12",
            "",
            "\ttab",
            "{",
            "Caused by: nothing",
            "-----BEGIN PRIVATE KEY-----",
            "127.0.0.1 - - [23/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 500 1");

    /** By what is asked for, who one is. */
    private final List<String> credentials;

    private final Description description;
    private final Dice dice;
    private final Hostile hostile;
    private final int port;
    private int turn;

    /** @param credentials values of {@code Authorization} that are good */
    Attack(Description description, long seed, Hostile.Known known, int port, List<String> credentials) {
        this.description = description;
        this.dice = new Dice(seed);
        this.hostile = new Hostile(dice, known);
        this.port = port;
        this.credentials = credentials;
        this.turn = dice.below(description.operations().size());
    }

    Shot next() {
        // By turns, so that none is left out.
        Operation operation =
                description.operations().get(turn++ % description.operations().size());
        return new Making(operation).shot();
    }

    /** One request, as it comes to be. */
    private final class Making {
        private final Operation operation;
        private final Set<String> parameters = new LinkedHashSet<>();
        private final StringBuilder headers = new StringBuilder();
        private boolean sound = true;

        Making(Operation operation) {
            this.operation = operation;
        }

        Shot shot() {
            String method = dice.percent(85) ? operation.method() : dice.oneOf(METHODS);
            String target = target();
            host();
            for (Parameter parameter : operation.parameters()) {
                if (parameter.in("header") && dice.percent(30)) {
                    parameters.add(parameter.name());
                    header(parameter.name(), hostile.value(parameter));
                }
            }
            identity();
            usual();
            unusual();
            byte[] body = body(method);
            String version = "HTTP/1.1";
            if (dice.percent(2)) {
                version = dice.oneOf(
                        "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.2", "HTTP/9.9", "http/1.1", "", "FTP/1.1");
                sound = false;
            }
            // A server may answer it without the application.
            sound &= !method.equals("TRACE");
            String line = method + ' ' + target + (version.isEmpty() ? "" : ' ' + version) + "\r\n";
            byte[] head = (line + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            if (head.length > 8000 || headers.chars().filter(c -> c == '\n').count() > 90) {
                sound = false;
            }
            return sent(concat(head, body));
        }

        private Shot sent(byte[] bytes) {
            int kind = dice.below(100);
            Manner manner = kind < 70
                    ? Manner.WHOLE
                    : kind < 80
                            ? Manner.PIECES
                            : kind < 85
                                    ? Manner.DROPPED
                                    : kind < 89 ? Manner.RESET : kind < 96 ? Manner.ABORTED : Manner.LEFT;
            boolean half =
                    manner == Manner.DROPPED || manner == Manner.RESET || (manner == Manner.LEFT && dice.percent(50));
            int sent = half ? dice.below(bytes.length) : bytes.length;
            return new Shot(operation, parameters, bytes, sound, manner, sent, 50 + dice.below(400));
        }

        private String target() {
            String path = operation.path();
            if (dice.percent(5)) {
                path = dice.percent(50) ? dice.oneOf(NOWHERE) : '/' + dice.text(dice.below(30), "abc/.-_;:@%20");
            }
            for (Parameter parameter : operation.parameters()) {
                String place = '{' + parameter.name() + '}';
                if (path.contains(place)) {
                    parameters.add(parameter.name());
                    path = path.replace(place, pathEscaped(hostile.value(parameter)));
                }
            }
            if (dice.percent(6)) {
                path = odd(path);
            }
            return clean(path + query());
        }

        /** Another spelling, or none at all. */
        private String odd(String path) {
            int middle = dice.below(path.length() + 1);
            String before = path.substring(0, middle);
            String behind = path.substring(middle);
            return switch (dice.below(9)) {
                case 0 -> before + dice.oneOf("//", "/./", "/../", ";x=1", ";", "\\") + behind;
                case 1 -> before + dice.oneOf("%zz", "%", "%4", "%ff", "%00", "%c0%af", "%25zz", "%ed%a0%80") + behind;
                case 2 -> before + dice.oneOf("%2e%2e/", "%2f", "%5c", "%3b", "%20", "%0d%0aX-Injected:%201") + behind;
                case 3 -> path.toUpperCase(Locale.ROOT);
                case 4 -> path + dice.oneOf(".", "/", "/.", "..", "%20", "~", ".json");
                case 5 -> "http://localhost:" + port + path;
                case 6 ->
                    dice.oneOf(
                            "*", "http://", "http://other/", "/" + "a/".repeat(500), "x", "//localhost/api/logs", "?");
                case 7 -> path + '/' + "a".repeat(dice.oneOf(100, 1000, 7000, 20_000));
                default -> before + (char) (0x80 + dice.below(0x80)) + behind;
            };
        }

        private String query() {
            List<String> pairs = new ArrayList<>();
            int chance = dice.oneOf(5, 20, 50);
            for (Parameter parameter : operation.parameters()) {
                while (parameter.in("query") && dice.percent(chance)) {
                    parameters.add(parameter.name());
                    pairs.add(parameter.name() + '=' + escaped(hostile.value(parameter)));
                }
            }
            while (dice.percent(8)) {
                pairs.add(dice.oneOf(
                        "x=1",
                        "",
                        "=",
                        "&",
                        "=x",
                        "source",
                        "q",
                        "{x}=1",
                        "%7Bx%7D=1",
                        "q=%zz",
                        "q=%ff",
                        "q=a\u00ff",
                        "a[]=1",
                        "q=%00",
                        escaped(hostile.strange()) + '=' + escaped(hostile.strange()),
                        "source=" + escaped(dice.oneOf(Hostile.SOURCES))));
            }
            return pairs.isEmpty() ? dice.oneOf("", "", "?") : '?' + String.join("&", pairs);
        }

        /** A request line is of characters that are seen; others are for {@link #unusual}. */
        private String clean(String target) {
            StringBuilder clean = new StringBuilder();
            for (int i = 0; i < target.length(); i++) {
                char c = target.charAt(i);
                if (c <= ' ' || c == 0x7F || c > 0xFF) {
                    clean.append(escaped(String.valueOf(c)));
                } else {
                    clean.append(c);
                    // Not a character of an address (RFC 3986, section 2), and servers may say so.
                    sound &= c < 0x80 && "\"<>\\^`{|}[]".indexOf(c) < 0;
                }
            }
            // Escapes that are none, and parameters of a path, each server takes as it likes.
            sound &= !target.matches(
                    ".*%(?![0-9A-Fa-f]{2}).*|.*%(?:00|2[eEfF]|5[cC]).*|/(?:WEB|META)-INF.*|[^?]*(?:[;\\\\]|/\\.).*");
            sound &= isUtf8(target);
            sound &= clean.indexOf("/") == 0 && clean.indexOf("//") != 0;
            return clean.toString();
        }

        private void host() {
            String host = "Host: localhost:" + port + "\r\n";
            if (dice.percent(96)) {
                headers.append(host);
                return;
            }
            sound = false;
            headers.append(dice.oneOf(
                    "",
                    host + host,
                    "Host: evil.example\r\n",
                    "Host: localhost:x\r\n",
                    "Host: \r\n",
                    "Host: [::1\r\n",
                    "Host: localhost:99999999\r\n",
                    "Host: a b\r\n",
                    "Host: http://localhost/\r\n",
                    "Host: é\r\n",
                    "host:localhost\r\n"));
        }

        private void identity() {
            int kind = dice.below(100);
            if (kind < 35) {
                header("Authorization", dice.oneOf(credentials));
            } else if (kind < 37) {
                header(
                        "Authorization",
                        dice.oneOf(
                                "Bearer wrong", "Bearer", "Basic YTpi", "bearer  ", "Bearer é", "x".repeat(2000), ""));
            } else if (kind < 40) {
                header(
                        "Cookie",
                        "logcast-session="
                                + dice.oneOf("", "a.1.b.c", "....", "a.9999999999999999999.b.c", hostile.strange()));
            }
            if (dice.percent(3)) {
                header(
                        dice.oneOf("X-Forwarded-For", "Via", "Forwarded", "CF-Ray", "X-Real-IP"),
                        dice.oneOf("127.0.0.1", hostile.strange()));
            }
            if (dice.percent(4)) {
                header(
                        "Origin",
                        dice.oneOf(
                                "https://evil.example",
                                "null",
                                "http://localhost:" + port,
                                "http://[",
                                hostile.strange()));
            }
            if (dice.percent(4)) {
                header("Sec-Fetch-Site", dice.oneOf("same-origin", "cross-site", "none", "x"));
                header("Sec-Fetch-Mode", dice.oneOf("navigate", "cors"));
            }
        }

        private void usual() {
            Map.of(
                            "Accept",
                            List.of(
                                    "*/*",
                                    "text/html",
                                    "text/event-stream",
                                    "application/x-ndjson",
                                    "text/plain;q=0.5, */*;q=0",
                                    "text/csv",
                                    "application/json",
                                    "a/b",
                                    "*",
                                    "/",
                                    ";q=",
                                    "text/*;q=2",
                                    "a,".repeat(1000),
                                    "text/html;q=nonsense",
                                    "application/xml"),
                            "Accept-Encoding",
                            List.of("gzip", "br", "gzip;q=0", "*", "identity;q=0", "gzip, ".repeat(100), "gzip;q=x"),
                            "Range",
                            List.of(
                                    "bytes=0-10",
                                    "bytes=-1",
                                    "bytes=9-1",
                                    "bytes=0-99999999999999999999",
                                    "lines=1-2",
                                    "bytes=0-0,".repeat(200)),
                            "If-None-Match",
                            List.of("*", "\"x\"", "W/\"x\"", "x".repeat(1000)),
                            "If-Modified-Since",
                            List.of("Mon, 23 Nov 2026 10:00:00 GMT", "yesterday", "-1"),
                            "Last-Event-ID",
                            List.of(""),
                            "Connection",
                            List.of("close", "keep-alive", "upgrade", "x, y, close", "Content-Length"),
                            "Referer",
                            List.of("http://localhost:" + port + "/", "http://evil.example/", "x"),
                            "X-HTTP-Method-Override",
                            List.of("DELETE", "PUT"))
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(header -> {
                        if (dice.percent(10)) {
                            String value = header.getKey().equals("Last-Event-ID")
                                    ? hostile.cursor()
                                    : dice.oneOf(header.getValue());
                            header(header.getKey(), dice.percent(90) ? value : hostile.strange());
                        }
                    });
        }

        private void unusual() {
            if (dice.percent(88)) {
                return;
            }
            switch (dice.below(9)) {
                case 0 -> header("X-" + dice.text(5, "abc"), hostile.strange());
                case 1 -> header("X-Long", "x".repeat(dice.oneOf(4000, 8000, 9000, 20_000, 100_000)));
                case 2 -> headers.append("X-Many: 1\r\n".repeat(dice.oneOf(50, 95, 101, 300, 2000)));
                case 3 -> {
                    // Field names are tokens, and lines are not folded (RFC 9112, section 5).
                    sound = false;
                    headers.append(dice.oneOf(
                            ": x\r\n",
                            "no colon\r\n",
                            " folded\r\n",
                            "A B: x\r\n",
                            "X\u0000: 1\r\n",
                            "X-A: \u00001\r\n",
                            "X-A: 1\rX-B: 2\r\n",
                            "X-A: 1\nX-B: 2\n",
                            "é: x\r\n",
                            "X-A : 1\r\n",
                            "\r\n",
                            "X-A: \u0001\u0008\u007f\r\n"));
                }
                case 4 -> {
                    sound = false;
                    header("Upgrade", dice.oneOf("h2c", "websocket", "TLS/1.0", "x"));
                    header("HTTP2-Settings", "AAMAAABkAAQAAP__");
                    header("Connection", "Upgrade, HTTP2-Settings");
                }
                case 5 -> {
                    sound = false;
                    header("Expect", dice.oneOf("100-continue", "200-ok", ""));
                }
                case 6 -> header("Cookie", ("a" + hostile.number() + "=b; ").repeat(dice.oneOf(1, 100)));
                case 7 -> header("Content-Encoding", dice.oneOf("gzip", "identity", "x", ""));
                default ->
                    header(
                            dice.oneOf("Access-Control-Request-Method", "TE", "Trailer", "Max-Forwards", "Transfer"),
                            hostile.strange());
            }
        }

        /** One line, whatever the value has in it; a character that Latin-1 lacks goes as its UTF-8. */
        private void header(String name, String value) {
            String line = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                    .replaceAll("[\r\n]", " ");
            sound &= line.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\t');
            headers.append(name).append(": ").append(line).append("\r\n");
        }

        private byte[] body(String method) {
            if (operation.bodies().isEmpty() ? !dice.percent(6) : !dice.percent(94)) {
                return new byte[0];
            }
            sound &= method.equals(operation.method()) && !operation.bodies().isEmpty();
            byte[] body = content();
            if (dice.percent(60)) {
                header(
                        "Content-Type",
                        dice.percent(70) && !operation.bodies().isEmpty()
                                ? dice.oneOf(operation.bodies())
                                : dice.oneOf(
                                        "text/plain;charset=" + dice.oneOf(CHARSETS),
                                        "application/json",
                                        "application/x-www-form-urlencoded",
                                        "multipart/form-data; boundary=x",
                                        "multipart/form-data",
                                        "a",
                                        "/",
                                        ";",
                                        "text/plain; charset",
                                        "*/*",
                                        hostile.strange()));
            }
            return dice.percent(75) ? measured(body) : chunked(body);
        }

        private byte[] content() {
            byte[] body =
                    switch (dice.below(10)) {
                        case 0 -> dice.bytes(dice.below(2000));
                        case 1 -> json().getBytes(StandardCharsets.UTF_8);
                        case 2 ->
                            dice.oneOf("[", "{\"a\":", "(", "{\"token\":[")
                                    .repeat(dice.oneOf(10, 1000, 1300, 100_000))
                                    .getBytes(StandardCharsets.US_ASCII);
                        case 3 ->
                            "x"
                                    .repeat(dice.oneOf(8192, 8193, 100_000, 1_000_000, 1_000_001))
                                    .getBytes(StandardCharsets.US_ASCII);
                        case 4 -> hostile.strange().getBytes(StandardCharsets.UTF_16);
                        case 5 -> new byte[dice.oneOf(0, 1, 5000)];
                        default -> lines().getBytes(StandardCharsets.UTF_8);
                    };
            return body;
        }

        private String json() {
            return dice.oneOf(
                    "{\"token\":\"wrong\"}",
                    "{\"token\":1}",
                    "{\"token\":null}",
                    "{}",
                    "[]",
                    "null",
                    "\"",
                    "{\"token\":\"a\",\"token\":\"b\"}",
                    "{\"token\":\"\\ud800\"}",
                    "{\"token\":\"" + credentials.get(0).replace("Bearer ", "") + "\"}",
                    "{\"token\"",
                    "1e999999999",
                    "{\"token\":\"" + hostile.strange().replaceAll("[\\x00-\\x1f\"\\\\]", "") + "\"}");
        }

        private String lines() {
            StringBuilder lines = new StringBuilder();
            for (int i = dice.below(20); i >= 0; i--) {
                lines.append(dice.percent(80) ? dice.oneOf(LINES) : hostile.strange())
                        .append(dice.oneOf("\n", "\n", "\r\n", "\r", ""));
            }
            return lines.toString();
        }

        private byte[] measured(byte[] body) {
            if (dice.percent(88)) {
                headers.append("Content-Length: ").append(body.length).append("\r\n");
                return body;
            }
            sound = false;
            headers.append(dice.oneOf(
                    "Content-Length: " + (body.length + 1 + dice.below(1000)) + "\r\n",
                    "Content-Length: " + body.length / 2 + "\r\n",
                    "Content-Length: -1\r\n",
                    "Content-Length: x\r\n",
                    "Content-Length: \r\n",
                    "Content-Length: 9223372036854775807\r\n",
                    "Content-Length: 99999999999999999999\r\n",
                    "Content-Length: +1\r\n",
                    "Content-Length: " + body.length + "\r\nContent-Length: " + body.length + "\r\n",
                    "Content-Length: " + body.length + "\r\nContent-Length: 1\r\n",
                    "Content-Length: " + body.length + "\r\nTransfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: xchunked\r\n",
                    "Transfer-Encoding: identity\r\n",
                    "Transfer-Encoding: chunked, chunked\r\n",
                    "Transfer-Encoding: gzip, chunked\r\n",
                    ""));
            return body;
        }

        private byte[] chunked(byte[] body) {
            headers.append("Transfer-Encoding: chunked\r\n");
            boolean broken = dice.percent(25);
            sound &= !broken;
            ByteArrayOutputStream chunks = new ByteArrayOutputStream();
            for (int from = 0; from < body.length; ) {
                int length = 1 + dice.below(body.length - from);
                String size = Integer.toHexString(length) + (broken ? ";a=b" : "") + "\r\n";
                if (broken && dice.percent(50)) {
                    size = dice.oneOf(
                            "x\r\n",
                            "-1\r\n",
                            "fffffffffffffffff\r\n",
                            "\r\n",
                            Integer.toHexString(length + 9) + "\r\n",
                            "7fffffff\r\n",
                            "1;" + "a".repeat(20_000) + "\r\n",
                            "1\n",
                            "0x1\r\n");
                }
                chunks.writeBytes(size.getBytes(StandardCharsets.US_ASCII));
                chunks.write(body, from, length);
                chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
                from += length;
            }
            String end = broken
                    ? dice.oneOf(
                            "",
                            "0",
                            "0\r\n",
                            "0\r\nX-Trailer: 1\r\n\r\n",
                            "0\r\n" + "X: 1\r\n".repeat(2000) + "\r\n",
                            "0\r\n\r\n")
                    : "0\r\n\r\n";
            chunks.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
            return chunks.toByteArray();
        }
    }

    /** Whether the escapes of an address are what it must be. */
    private static boolean isUtf8(String target) {
        try {
            return URLDecoder.decode(target, StandardCharsets.UTF_8).indexOf('\ufffd') < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As a program would, or in part as it came. */
    private String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        boolean plain = dice.percent(10);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~:@/*".indexOf(c) >= 0) {
                escaped.append(c);
            } else if (plain && c > ' ' && c < 0x7F && c != '#') {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }

    /** As programs do; a slash stays one now and then. */
    private String pathEscaped(String value) {
        String escaped = escaped(value);
        return dice.percent(70) ? escaped : escaped.replace("/", "%2F");
    }

    private static byte[] concat(byte[] head, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length + body.length);
        bytes.writeBytes(head);
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
