package dev.logcast.pipeline.format.structured;

import dev.logcast.line.JsonEscapes;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of {@code key=value}, separated by spaces, values quoted where they hold one: logrus, log15, go-kit, slog, the Docker
 * daemon, audit records of Linux. Nothing but pairs.
 */
public final class LogfmtFormat implements Format {
    private static final int LONGEST_KEY = 80;

    private final Structure structure;

    public LogfmtFormat(Parsed to) {
        structure = new Structure(to);
    }

    @Override
    public String name() {
        return "logfmt";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        int newline = text.indexOf('\n', start);
        int end = newline < 0 ? text.length() : newline;
        if (!fits(text, start, end)) {
            return false;
        }
        structure.begin(to);
        for (int p = skipSpace(text, start, end); p < end; p = skipSpace(text, p, end)) {
            int equals = keyEnd(text, p, end);
            String key = to.names.of(text, p, equals);
            p = valueEnd(text, equals + 1, end);
            structure.field(key, value(key, text, equals + 1, p, to));
        }
        structure.finish();
        return true;
    }

    /** Looked at before anything is taken, so that what does not fit leaves nothing behind. */
    private static boolean fits(String text, int start, int end) {
        int pairs = 0;
        for (int p = start; p < end; p = skipSpace(text, p, end)) {
            int equals = keyEnd(text, p, end);
            p = equals < 0 ? -1 : valueEnd(text, equals + 1, end);
            if (p < 0) {
                return false;
            }
            pairs++;
        }
        return pairs >= 2 || (pairs == 1 && (text.startsWith("msg=", start) || text.startsWith("level=", start)));
    }

    private static int skipSpace(String text, int start, int end) {
        int p = start;
        while (p < end && text.charAt(p) <= ' ') {
            p++;
        }
        return p;
    }

    /** Where the {@code =} behind the key stands, or -1. */
    private static int keyEnd(String text, int start, int end) {
        if (start >= end || !isKeyStart(text.charAt(start))) {
            return -1;
        }
        int last = Math.min(end, start + LONGEST_KEY);
        for (int i = start + 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == '=') {
                return i;
            }
            if (!isKeyStart(c) && (c < '0' || c > '9') && c != '.' && c != '-' && c != '/' && c != ':' && c < 0x80) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isKeyStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@' || c == '#';
    }

    private static int valueEnd(String text, int start, int end) {
        char quote = start < end ? text.charAt(start) : ' ';
        if (quote == '"' || quote == '\'') {
            for (int i = start + 1; i < end; i++) {
                char c = text.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    return i + 1 == end || text.charAt(i + 1) <= ' ' ? i + 1 : -1;
                }
            }
            return -1;
        }
        int i = start;
        while (i < end && text.charAt(i) > ' ') {
            if (text.charAt(i) == '"') {
                return -1;
            }
            i++;
        }
        return i;
    }

    private static @Nullable Object value(String key, String text, int start, int end, Parsed to) {
        if (end - start >= 2 && (text.charAt(start) == '"' || text.charAt(start) == '\'')) {
            return unquoted(text, start + 1, end - 1);
        }
        if (key.equals("msg") && text.startsWith("audit(", start)) {
            to.stamp(text, start + 6);
        }
        if (end > start) {
            char first = text.charAt(start);
            if ((first >= '0' && first <= '9') || first == '-') {
                Object number = JsonNumbers.of(text, start, end);
                if (number != null) {
                    return number;
                }
            }
            if (end - start == 4 && text.startsWith("true", start)) {
                return true;
            }
            if (end - start == 5 && text.startsWith("false", start)) {
                return false;
            }
        }
        return text.substring(start, end);
    }

    private static String unquoted(String text, int start, int end) {
        int escape = text.indexOf('\\', start);
        if (escape < 0 || escape >= end) {
            return text.substring(start, end);
        }
        StringBuilder decoded = new StringBuilder(end - start);
        int p = start;
        while (p < end) {
            char c = text.charAt(p++);
            if (c == '\\' && p < end) {
                int behind = JsonEscapes.decode(text, p, decoded);
                if (behind < 0 || behind > end) {
                    decoded.append(c);
                } else {
                    p = behind;
                }
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }
}
