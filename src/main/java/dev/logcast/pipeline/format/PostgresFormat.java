package dev.logcast.pipeline.format;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.Parsed;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's logs: on standard error, any {@code log_line_prefix}, then {@code SEVERITY:} and two spaces; or as CSV. */
final class PostgresFormat implements Format {
    private static final int PREFIX = 250;

    private final PostgresCsv csv = new PostgresCsv();

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        char first = start < text.length() ? text.charAt(start) : ' ';
        if (!Character.isLetterOrDigit(first) && first != '[' && first != '<') {
            return false;
        }
        if (Ascii.isDigit(first) && csv.read(text, start, to)) {
            return true;
        }
        int colon = severityColon(text, start);
        if (colon < 0) {
            return false;
        }
        int word = colon;
        while (word > start && isLetterOrDigit(text.charAt(word - 1))) {
            word--;
        }
        String severity = to.names.of(text, word, colon);
        to.level = level(severity);
        if (to.level == null) {
            switch (severity) {
                case "DETAIL", "HINT", "STATEMENT", "CONTEXT", "QUERY", "LOCATION" ->
                    to.attributes.put("part", severity);
                default -> {
                    return false;
                }
            }
        }
        prefix(text, start, word, to);
        to.msgAt = colon + 3;
        return true;
    }

    /** What the server calls its severities (its documentation, "Message Severity Levels"). */
    static @Nullable Level level(String severity) {
        return switch (severity) {
            case "LOG", "INFO", "NOTICE" -> Level.INFO;
            case "DEBUG1", "DEBUG2", "DEBUG3", "DEBUG4", "DEBUG5", "DEBUG" -> Level.DEBUG;
            case "WARNING" -> Level.WARN;
            case "ERROR" -> Level.ERROR;
            case "FATAL", "PANIC" -> Level.FATAL;
            default -> null;
        };
    }

    private static int severityColon(String text, int start) {
        int end = Math.min(text.length() - 2, start + PREFIX);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return -1;
            }
            if (c == ':'
                    && text.charAt(i + 1) == ' '
                    && text.charAt(i + 2) == ' '
                    && i > start
                    && isLetterOrDigit(text.charAt(i - 1))) {
                return i;
            }
        }
        return -1;
    }

    private static void prefix(String text, int start, int end, Parsed to) {
        int p = start;
        boolean boundary = true;
        while (p < end) {
            char c = text.charAt(p);
            if (boundary && isLetterOrDigit(c) && stamp(text, p, end, to)) {
                p = to.time.end();
            } else if (c == '[') {
                int close = text.indexOf(']', p);
                int e = p + 1;
                while (e < end && text.charAt(e) >= '0' && text.charAt(e) <= '9') {
                    e++;
                }
                if (close > p && close < end) {
                    if (!to.time.atPosix(text, p + 1)) {
                        to.putNumber("process.pid", text, p + 1, e);
                        p = close;
                    }
                }
                p++;
            } else if (c == '@') {
                session(text, start, p, end, to);
                p++;
            } else {
                p++;
            }
            boundary = p < end && !isLetterOrDigit(text.charAt(p - 1));
        }
    }

    /** Takes a stamp. The server writes none without a date: what stands there is the end of one that was not understood. */
    private static boolean stamp(String text, int start, int end, Parsed to) {
        boolean found = to.time.atPosix(text, start) && to.time.end() <= end && to.time.dated();
        if (found) {
            to.take();
        }
        return found;
    }

    /** {@code user@database}. */
    private static void session(String text, int start, int at, int end, Parsed to) {
        int a = at;
        while (a > start && isName(text.charAt(a - 1))) {
            a--;
        }
        int b = at + 1;
        while (b < end && isName(text.charAt(b))) {
            b++;
        }
        to.put("user.name", text, a, at);
        to.put("db.namespace", text, at + 1, b);
    }

    private static boolean isName(char c) {
        return isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
