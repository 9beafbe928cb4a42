package dev.logcast.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came back for a {@link Shot}.
 *
 * @param headers by their names in lower case
 * @param whole whether the body was read to its end
 */
@SuppressWarnings("ArrayRecordComponent") // nothing compares answers
record Answer(int status, Map<String, String> headers, byte[] body, boolean whole) {
    private static final Pattern STATUS = Pattern.compile("HTTP/(?:1\\.[01]|0\\.9) ([1-5][0-9]{2})(?: .*)?");
    private static final Pattern PROBLEM = Pattern.compile(
            "^\\{\"type\":\"about:blank\",\"title\":\"[^\"]+\",\"status\":([0-9]+),\"detail\":\"[^\\x00-\\x1f]+\"(?:,\"column\":[0-9]+)?}$");
    private static final boolean UNDERTOW = System.getenv("JBOSS_HOME") != null;
    private static final String PROBLEM_TYPE = "application/problem+json";
    private static final int LARGEST_KEPT = 4_000_000;

    /** What servers say of themselves and their insides, and nobody else has to know. */
    private static final Pattern INSIDES = Pattern.compile(
            "\\tat |Exception|org\\.(?:glassfish|apache|jboss|wildfly|xnio|eclipse)|io\\.undertow|fish\\.payara|dev\\.logcast|java\\.(?:lang|io|util)|Payara|WildFly|Undertow|Grizzly");

    /** What a server's own parser may answer to what is no HTTP (RFC 9110, sections 15.5 and 15.6). */
    private static final Set<Integer> OF_THE_SERVER = Set.of(400, 405, 408, 411, 413, 414, 417, 426, 431, 501, 505);

    /**
     * Reads an answer.
     *
     * @param method of the request
     * @param millis how long a body is read that has no end
     * @return null when the connection was closed before there was any
     */
    static @Nullable Answer read(Socket socket, InputStream in, String method, int millis) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new AssertionError("no answer of HTTP/1: " + line);
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new AssertionError("no header: " + header);
            }
            headers.merge(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        int code = Integer.parseInt(status.group(1));
        if (code < 200) {
            return read(socket, in, method, millis);
        }
        if (method.equals("HEAD") || code == 204 || code == 304) {
            return new Answer(code, headers, new byte[0], true);
        }
        boolean endless =
                code == 200 && !headers.getOrDefault("content-type", "").startsWith("application/json");
        if (endless) {
            socket.setSoTimeout(millis);
        }
        Body body = new Body(in, endless ? System.nanoTime() + millis * 1_000_000L : Long.MAX_VALUE);
        boolean whole;
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            whole = body.chunks();
        } else if (headers.containsKey("content-length")) {
            whole = body.bytes(Long.parseLong(headers.get("content-length")));
        } else {
            whole = !body.bytes(Long.MAX_VALUE) && body.ended;
        }
        return new Answer(code, headers, body.read.toByteArray(), whole);
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** A body, as far as it comes in time. */
    private static final class Body {
        private final InputStream in;
        private final long deadline;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private boolean ended;

        Body(InputStream in, long deadline) {
            this.in = in;
            this.deadline = deadline;
        }

        private boolean late() {
            return deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0;
        }

        boolean chunks() throws IOException {
            try {
                while (true) {
                    String size = line(in);
                    if (size == null || late()) {
                        return false;
                    }
                    long length = Long.parseLong(size.replaceAll(";.*", "").strip(), 16);
                    if (length == 0) {
                        return "".equals(line(in));
                    }
                    if (!bytes(length) || line(in) == null) {
                        return false;
                    }
                }
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        boolean bytes(long length) throws IOException {
            byte[] block = new byte[8192];
            for (long left = length; left > 0; ) {
                int n;
                try {
                    n = in.read(block, 0, (int) Math.min(block.length, left));
                } catch (SocketTimeoutException e) {
                    return false;
                }
                if (n < 0) {
                    ended = true;
                    return false;
                }
                if (read.size() < LARGEST_KEPT) {
                    read.write(block, 0, n);
                }
                left -= n;
                if (late()) {
                    return left == 0;
                }
            }
            return true;
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean closes() {
        return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }

    /** What is wrong with it; null when nothing is. */
    @Nullable
    String complaint(Shot shot) {
        if (headers.containsKey("x-injected")) {
            return "a header was injected";
        }
        boolean logcasts = headers.containsKey("content-security-policy")
                || headers.getOrDefault("content-type", "").startsWith(PROBLEM_TYPE);
        if (status >= 500 && !allowed(shot)) {
            return "a status that is not documented";
        }
        if (status < 400) {
            return null;
        }
        if (INSIDES.matcher(text()).find()) {
            return "the answer tells of the insides";
        }
        if (!logcasts) {
            return shot.sound() ? "the server answered, not Logcast" : null;
        }
        boolean empty = body.length == 0 && (shot.bytes()[0] == 'H' || !shot.sound());
        boolean old = !shot.sound() && !headers.containsKey("content-type");
        return empty || old ? null : problem();
    }

    private boolean allowed(Shot shot) {
        return switch (status) {
            case 503 -> headers.containsKey("retry-after");
            case 507 -> true;
            // Undertow fails by itself at a target that is no path, and at a cookie of control characters.
            case 500 -> !shot.sound() && !headers.containsKey("content-security-policy") && UNDERTOW;
            default -> !shot.sound() && OF_THE_SERVER.contains(status);
        };
    }

    /** RFC 9457. */
    private @Nullable String problem() {
        if (!headers.getOrDefault("content-type", "").startsWith(PROBLEM_TYPE)) {
            return "no problem details";
        }
        return PROBLEM.matcher(text()).results().anyMatch(problem -> problem.group(1)
                        .equals(Integer.toString(status)))
                ? null
                : "problem details of something else";
    }

    @Override
    public String toString() {
        String text = text();
        return status + " " + headers + ' ' + text.substring(0, Math.min(1000, text.length()));
    }
}
