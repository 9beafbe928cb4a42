package dev.logcast.pipeline.format;

import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.JsonNumbers;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.Parsed;

/**
 * Access logs of nginx, Apache and traefik: the Common Log Format, {@code combined}, with a virtual host in front or further fields
 * behind; and what {@link AccessColumns} reads.
 * The level is that of the status.
 */
final class AccessFormat implements Format {
    /** Behind so many characters the time must have begun. */
    private static final int HEAD = 300;

    private final AccessColumns columns = new AccessColumns();

    @Override
    public String name() {
        return "access";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        if (common(text, start, to)) {
            return true;
        }
        to.clear();
        return columns.read(text, start, to);
    }

    private static boolean common(String text, int start, Parsed to) {
        int bracket = bracket(text, start);
        if (bracket < 0 || !to.stamp(text, bracket + 1)) {
            return false;
        }
        int request = to.time.end() + 3;
        if (!text.startsWith("] \"", to.time.end())) {
            return false;
        }
        int requestEnd = quoteEnd(text, request);
        if (requestEnd < 0) {
            return false;
        }
        int status = requestEnd + 2;
        int statusEnd = tokenEnd(text, status);
        int bytes = statusEnd + 1;
        int bytesEnd = tokenEnd(text, bytes);
        if (statusEnd - status != 3 && !text.startsWith("-", status)) {
            return false;
        }
        Object code = JsonNumbers.of(text, status, statusEnd);
        if (code == null && !(statusEnd - status == 1 && text.charAt(status) == '-')) {
            return false;
        }
        head(text, start, bracket - 1, to);
        request(text, request, requestEnd, to);
        if (code instanceof Long number) {
            to.attributes.put("http.response.status_code", code);
            to.level = LevelTable.ofStatus(number);
        }
        if (bytes < text.length()) {
            to.putNumber("http.response.body.size", text, bytes, bytesEnd);
            rest(text, bytesEnd, to);
        }
        return true;
    }

    /** Where the bracket before the time is, behind three or four fields. */
    private static int bracket(String text, int start) {
        int end = Math.min(text.length(), start + HEAD);
        int spaces = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '[' && spaces >= 2 && text.charAt(i - 1) == ' ') {
                return i;
            }
            if (c == '"' || c < ' ') {
                return -1;
            }
            if (c == ' ' && (i == start || ++spaces > 8)) {
                return -1;
            }
        }
        return -1;
    }

    private static void head(String text, int start, int end, Parsed to) {
        int first = tokenEnd(text, start);
        int second = tokenEnd(text, first + 1);
        int third = Math.min(end, tokenEnd(text, second + 1));
        int fourth = third < end ? Math.min(end, tokenEnd(text, third + 1)) : third;
        boolean host = fourth > third
                && (!AccessColumns.isAddress(text, start, first) || AccessColumns.isAddress(text, first + 1, second));
        if (host) {
            to.put("server.address", text, start, first);
            to.put("client.address", text, first + 1, second);
            to.put("user.name", text, third + 1, end);
        } else {
            to.put("client.address", text, start, first);
            to.put("user.name", text, second + 1, Math.max(second + 1, end));
        }
    }

    static void request(String text, int start, int end, Parsed to) {
        int methodEnd = start;
        while (methodEnd < end && text.charAt(methodEnd) >= 'A' && text.charAt(methodEnd) <= 'Z') {
            methodEnd++;
        }
        if (methodEnd - start < 3 || methodEnd - start > 20 || methodEnd >= end || text.charAt(methodEnd) != ' ') {
            return;
        }
        to.attributes.put("http.request.method", to.names.of(text, start, methodEnd));
        int target = methodEnd + 1;
        int targetEnd = text.lastIndexOf(' ', end - 1);
        if (targetEnd <= target || !text.startsWith("HTTP/", targetEnd + 1)) {
            targetEnd = end;
        } else {
            to.attributes.put("network.protocol.version", to.names.of(text, targetEnd + 6, end));
        }
        int query = text.indexOf('?', target);
        if (query >= 0 && query < targetEnd) {
            to.put("url.path", text, target, query);
            to.put("url.query", text, query + 1, targetEnd);
        } else {
            to.put("url.path", text, target, targetEnd);
        }
    }

    /** Referrer and agent, then whatever a configuration adds: a decimal fraction is the time that the request took, in seconds. */
    private static void rest(String text, int from, Parsed to) {
        int p = from;
        int quoted = 0;
        boolean timed = false;
        while (p < text.length() && text.charAt(p) == ' ') {
            p++;
            if (p < text.length() && text.charAt(p) == '"') {
                int end = quoteEnd(text, p + 1);
                if (end < 0) {
                    return;
                }
                switch (quoted++) {
                    case 0 -> to.put("http.request.header.referer", text, p + 1, end);
                    case 1 -> to.put("user_agent.original", text, p + 1, end);
                    case 2 -> third(text, p + 1, end, to);
                    case 3 -> server(text, p + 1, end, to);
                    default -> {}
                }
                p = end + 1;
            } else {
                int end = tokenEnd(text, p);
                int equals = text.indexOf('=', p);
                if (equals > p && equals < end) {
                    Object number = JsonNumbers.of(text, equals + 1, end);
                    String key = to.names.of(text, p, equals);
                    to.attributes.put(key, number != null ? number : unquoted(text, equals + 1, end));
                } else if (!timed) {
                    Object number = JsonNumbers.of(text, p, end);
                    if (number instanceof Double) {
                        to.attributes.put("duration", number);
                        timed = true;
                    } else if (number == null && text.startsWith("ms", end - 2)) {
                        timed = millis(text, p, end - 2, to);
                    }
                }
                p = end;
            }
        }
    }

    /** Clients that a request was forwarded for; or, of traefik, the router that took it. */
    private static void third(String text, int start, int end, Parsed to) {
        boolean addresses = end > start;
        for (int i = start; i < end && addresses; i++) {
            char c = text.charAt(i);
            addresses =
                    Character.digit(c, 16) >= 0 || c == '.' || c == ':' || c == ',' || c == ' ' || c == '[' || c == ']';
        }
        if (addresses || text.startsWith("unknown", start)) {
            to.put("http.request.header.x-forwarded-for", text, start, end);
        } else if (text.startsWith("\" \"", end)) {
            to.put("router", text, start, end);
        }
    }

    /** Of traefik: the address of the server that a request went to. */
    private static void server(String text, int start, int end, Parsed to) {
        if (to.attributes.get("router") != null && text.startsWith("http", start)) {
            to.put("upstream", text, start, end);
        }
    }

    private static boolean millis(String text, int start, int end, Parsed to) {
        Object number = JsonNumbers.of(text, start, end);
        if (number instanceof Long millis) {
            to.attributes.put("duration", millis / 1000.0);
        }
        return number != null;
    }

    private static String unquoted(String text, int start, int end) {
        boolean quoted = end - start >= 2 && text.charAt(start) == '"' && text.charAt(end - 1) == '"';
        return quoted ? text.substring(start + 1, end - 1) : text.substring(start, end);
    }

    /** Where the next quote is that no backslash stands before, or -1. */
    static int quoteEnd(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            } else if (c == '\n') {
                return -1;
            }
        }
        return -1;
    }

    static int tokenEnd(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) > ' ') {
            i++;
        }
        return i;
    }
}
