package dev.logcast.pipeline.format;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.Parsed;

/**
 * Error logs of nginx ({@code 2026/11/23 10:00:00 [error] 12#12: *3 message, client: 192.0.2.1}) and of Apache
 * ({@code [stamp] [core:error] [pid 12:tid 34] [client 192.0.2.1:5678] message}).
 */
final class ErrorLogFormat implements Format {
    private static final int LONGEST_BRACKET = 120;

    @Override
    public String name() {
        return "error";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        char first = start < text.length() ? text.charAt(start) : ' ';
        if (first == '[') {
            return apache(text, start, to);
        }
        return first >= '0' && first <= '9' && nginx(text, start, to);
    }

    private static boolean nginx(String text, int start, Parsed to) {
        if (start + 20 > text.length() || text.charAt(start + 4) != '/' || !to.stamp(text, start)) {
            return false;
        }
        int p = to.time.end();
        if (!text.startsWith(" [", p)) {
            return false;
        }
        int close = text.indexOf(']', p);
        Level level = close < 0 || close - p > 10 ? null : LevelTable.of(text, p + 2, close);
        if (level == null) {
            return false;
        }
        p = close + 2;
        int pid = p;
        p = Ascii.digitsEnd(text, p);
        if (p == pid || !text.startsWith("#", p)) {
            return false;
        }
        to.putNumber("process.pid", text, pid, p);
        p = Ascii.digitsEnd(text, p + 1);
        if (!text.startsWith(": ", p)) {
            return false;
        }
        p += 2;
        if (text.startsWith("*", p)) {
            int end = Ascii.digitsEnd(text, p + 1);
            to.putNumber("connection.id", text, p + 1, end);
            p = Math.min(end + 1, text.length());
        }
        to.level = level;
        to.msgAt = p;
        tail(text, p, "client", "client.address", to);
        tail(text, p, "server", "server.address", to);
        tail(text, p, "upstream", "upstream", to);
        tail(text, p, "host", "http.request.header.host", to);
        int request = text.indexOf(", request: \"", p);
        if (request > 0) {
            request(text, request + 12, to);
        }
        return true;
    }

    private static void tail(String text, int from, String label, String name, Parsed to) {
        int found = text.indexOf(", " + label + ": ", from);
        if (found < 0) {
            return;
        }
        int a = found + label.length() + 4;
        boolean quoted = text.startsWith("\"", a);
        int b = quoted ? text.indexOf('"', a + 1) : text.indexOf(", ", a);
        to.put(name, text, quoted ? a + 1 : a, b < 0 ? text.length() : b);
    }

    private static void request(String text, int start, Parsed to) {
        int end = text.indexOf('"', start);
        int method = text.indexOf(' ', start);
        if (end < 0 || method < 0 || method > end) {
            return;
        }
        int target = text.indexOf(' ', method + 1);
        int targetEnd = target < 0 || target > end ? end : target;
        int query = text.indexOf('?', method);
        to.put("http.request.method", text, start, method);
        to.put("url.path", text, method + 1, query > 0 && query < targetEnd ? query : targetEnd);
    }

    private static boolean apache(String text, int start, Parsed to) {
        if (!to.stamp(text, start + 1) || !text.startsWith("] [", to.time.end())) {
            return false;
        }
        int p = to.time.end() + 3;
        int close = text.indexOf(']', p);
        if (close < 0 || close - p > 40) {
            return false;
        }
        int colon = text.lastIndexOf(':', close);
        int word = colon >= p ? colon + 1 : p;
        int digits = close;
        while (digits > word && text.charAt(digits - 1) >= '0' && text.charAt(digits - 1) <= '9') {
            digits--;
        }
        Level level = LevelTable.of(text, word, digits);
        if (level == null || (word == p && text.charAt(p) < 'a')) {
            return false;
        }
        to.level = level;
        to.put("code.namespace", text, p, Math.max(p, word - 1));
        p = close + 1;
        while (text.startsWith(" [", p) && brackets(text, p + 2, to)) {
            p = text.indexOf(']', p) + 1;
            // Of an address of IPv6 there may be brackets within.
        }
        to.msgAt = text.startsWith(" ", p) ? p + 1 : p;
        return true;
    }

    private static boolean brackets(String text, int start, Parsed to) {
        int close = text.indexOf(']', start);
        if (close < 0 || close - start > LONGEST_BRACKET) {
            return false;
        }
        if (text.startsWith("pid ", start)) {
            int end = Ascii.digitsEnd(text, start + 4);
            to.putNumber("process.pid", text, start + 4, end);
            if (text.startsWith(":tid ", end)) {
                to.putNumber("thread.id", text, end + 5, close);
            }
            return true;
        }
        if (text.startsWith("client ", start) || text.startsWith("remote ", start)) {
            int colon = text.lastIndexOf(':', close);
            boolean port =
                    colon > start && Ascii.digitsEnd(text, colon + 1) == close && colon == text.indexOf(':', start);
            to.put("client.address", text, start + 7, port ? colon : close);
            return true;
        }
        return false;
    }
}
