package dev.logcast.pipeline.format;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.format.structured.JsonNumbers;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * Access logs in columns of an order of their own, quoted or not, separated by blanks, tabs, bars, semicolons or commas: what a column
 * is, is told by what stands in it. There must be a time, a request, and a status behind that, or else before. Not thread-safe.
 */
final class AccessColumns {
    private static final int MOST = 40;

    /** Within so many columns the time and the request begin. */
    private static final int HEAD = 16;

    private static final int LONGEST_HEAD = 600;

    private final int[] starts = new int[MOST];
    private final int[] ends = new int[MOST];
    private int columns;

    boolean read(String text, int start, Parsed to) {
        if (!isCandidate(text, start)) {
            return false;
        }
        split(text, start);
        int time = time(text, to);
        int request = time < 0 ? -1 : request(text);
        int status = request < 0 ? -1 : status(text, request + 1, Math.min(columns, request + 4));
        status = status < 0 && request > 0 ? status(text, time + 1, request) : status;
        if (status < 0) {
            return false;
        }
        to.take();
        long code = Integer.parseInt(text, starts[status], ends[status], 10);
        AccessFormat.request(text, starts[request], ends[request], to);
        to.attributes.put("http.response.status_code", code);
        to.level = LevelTable.ofStatus(code);
        client(text, time, request, to);
        rest(text, status + 1, to);
        return true;
    }

    /** Whether there is a request in quotes or columns, before anything is split. */
    private static boolean isCandidate(String text, int start) {
        int http = text.indexOf(" HTTP/", start);
        return http > 0 && http - start < 8192 && text.indexOf(':', start) > 0;
    }

    /** Bars, tabs and semicolons separate wherever they are used outside of quotes; else commas behind quotes; else blanks. */
    private void split(String text, int start) {
        int newline = text.indexOf('\n', start);
        int end = newline < 0 ? text.length() : newline;
        char separator = ' ';
        int head = Math.min(end, start + LONGEST_HEAD);
        for (int i = start; i < head && separator == ' '; i++) {
            char c = text.charAt(i);
            boolean behindQuote = i > start && (text.charAt(i - 1) == '"' || text.charAt(i - 1) == '\'');
            if (c == '\t' || (c == '|' && i > start) || (c == ';' && i > start) || (c == ',' && behindQuote)) {
                separator = c;
            } else if (c == '"') {
                int quote = AccessFormat.quoteEnd(text, i + 1);
                i = quote < 0 ? head : quote;
            }
        }
        columns = 0;
        int p = start;
        while (p < end && columns < MOST) {
            while (p < end && text.charAt(p) == ' ') {
                p++;
            }
            p = column(text, p, end, separator) + 1;
        }
    }

    /** @return where it ends, and the next one begins behind */
    private int column(String text, int start, int end, char separator) {
        char open = start < end ? text.charAt(start) : separator;
        int close = -1;
        if (open == '"') {
            close = AccessFormat.quoteEnd(text, start + 1);
        } else if (open == '[' || open == '\'') {
            close = text.indexOf(open == '[' ? ']' : open, start + 1);
        }
        boolean closed = close > start && close < end;
        int behind = closed ? close + 1 : start;
        while (behind < end && text.charAt(behind) != separator) {
            behind++;
        }
        int a = start;
        int b = behind;
        while (b > a && text.charAt(b - 1) == ' ') {
            b--;
        }
        if (closed && b == close + 1) {
            a++;
            b--;
            if (b - a > 2 && text.charAt(a) == '[' && text.charAt(b - 1) == ']') {
                a++;
                b--;
            }
        }
        starts[columns] = a;
        ends[columns] = b;
        columns++;
        return behind;
    }

    private int time(String text, Parsed to) {
        for (int i = 0; i < Math.min(columns, HEAD); i++) {
            if (ends[i] - starts[i] >= 18
                    && to.time.at(text, starts[i])
                    && to.time.end() == ends[i]
                    && to.time.dated()) {
                return i;
            }
        }
        return -1;
    }

    private int request(String text) {
        for (int i = 0; i < Math.min(columns, HEAD); i++) {
            int blank = text.lastIndexOf(' ', ends[i] - 1);
            if (blank > starts[i] && text.startsWith("HTTP/", blank + 1) && Ascii.isUpper(text.charAt(starts[i]))) {
                return i;
            }
        }
        return -1;
    }

    private int status(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char first = ends[i] - starts[i] == 3 ? text.charAt(starts[i]) : 0;
            if (first >= '1' && first <= '5' && Ascii.digitsEnd(text, starts[i]) >= ends[i]) {
                return i;
            }
        }
        return -1;
    }

    /** Before the request: an address, else what comes first; a name with a dot; and directly before the time, a user. */
    private void client(String text, int time, int request, Parsed to) {
        int client = -1;
        for (int i = 0; i < request && client < 0; i++) {
            if (isAddress(text, starts[i], ends[i])) {
                client = i;
            }
        }
        client = client < 0 && time > 0 ? 0 : client;
        for (int i = 0; i < request; i++) {
            int dot = text.indexOf('.', starts[i]);
            if (i == client) {
                to.put("client.address", text, starts[i], ends[i]);
            } else if (i != time && dot > starts[i] && dot < ends[i] - 1) {
                to.put("server.address", text, starts[i], ends[i]);
            } else if (i == time - 1 && i > client + 1) {
                to.put("user.name", text, starts[i], ends[i]);
            }
        }
    }

    /** Digits, dots and colons; of IPv6 also letters. */
    static boolean isAddress(String text, int start, int end) {
        int dots = 0;
        int colons = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            dots += c == '.' ? 1 : 0;
            colons += c == ':' ? 1 : 0;
            if (Character.digit(c, 16) < 0 && c != '.' && c != ':') {
                return false;
            }
        }
        return dots == 3 || colons >= 2;
    }

    /** Behind the status: a number of bytes, a referrer, an agent, an upstream, a fraction that is the time which the request took. */
    private void rest(String text, int from, Parsed to) {
        for (int i = from; i < columns; i++) {
            int start = starts[i];
            int end = ends[i];
            if (i == from) {
                to.putNumber("http.response.body.size", text, start, end);
            }
            @Nullable Object number = JsonNumbers.of(text, start, end);
            if (number instanceof Double) {
                putFirst("duration", number, to);
            } else if (number == null && end > start + 1) {
                String name = nameOf(text, start, end);
                if (name != null) {
                    putFirst(name, text.substring(start, end), to);
                }
            }
        }
    }

    private static @Nullable String nameOf(String text, int start, int end) {
        if (text.startsWith("http://", start) || text.startsWith("https://", start)) {
            return "http.request.header.referer";
        }
        int slash = text.indexOf('/', start);
        if (slash > start
                && slash < end - 1
                && Ascii.isLetter(text.charAt(start))
                && Ascii.isDigit(text.charAt(slash + 1))) {
            return "user_agent.original";
        }
        int colon = text.lastIndexOf(':', end - 1);
        boolean port = colon > start && colon < end - 1 && Ascii.digitsEnd(text, colon + 1) >= end;
        return port && isAddress(text, start, colon) ? "upstream" : null;
    }

    private static void putFirst(String name, Object value, Parsed to) {
        if (to.attributes.get(name) == null) {
            to.attributes.put(name, value);
        }
    }
}
