package dev.logcast.pipeline.format;

/**
 * Access logs of nginx and Apache: the Common Log Format, {@code combined}, with a virtual host in front or further fields behind.
 * The level is that of the status.
 */
final class AccessFormat implements Format {
    /** Behind so many characters the time must have begun. */
    private static final int HEAD = 300;

    @Override
    public String name() {
        return "access";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
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
        Object code = Numbers.of(text, status, statusEnd);
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
        if (fourth > third) {
            to.put("server.address", text, start, first);
            to.put("client.address", text, first + 1, second);
            to.put("user.name", text, third + 1, end);
        } else {
            to.put("client.address", text, start, first);
            to.put("user.name", text, second + 1, Math.max(second + 1, end));
        }
    }

    private static void request(String text, int start, int end, Parsed to) {
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
                    case 2 -> to.put("http.request.header.x-forwarded-for", text, p + 1, end);
                    default -> {}
                }
                p = end + 1;
            } else {
                int end = tokenEnd(text, p);
                int equals = text.indexOf('=', p);
                if (equals > p && equals < end) {
                    Object number = Numbers.of(text, equals + 1, end);
                    String key = to.names.of(text, p, equals);
                    to.attributes.put(key, number != null ? number : unquoted(text, equals + 1, end));
                } else if (!timed) {
                    Object number = Numbers.of(text, p, end);
                    if (number instanceof Double) {
                        to.attributes.put("duration", number);
                        timed = true;
                    }
                }
                p = end;
            }
        }
    }

    private static String unquoted(String text, int start, int end) {
        boolean quoted = end - start >= 2 && text.charAt(start) == '"' && text.charAt(end - 1) == '"';
        return quoted ? text.substring(start + 1, end - 1) : text.substring(start, end);
    }

    /** Where the next quote is that no backslash stands before, or -1. */
    private static int quoteEnd(String text, int start) {
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

    private static int tokenEnd(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) > ' ') {
            i++;
        }
        return i;
    }
}
