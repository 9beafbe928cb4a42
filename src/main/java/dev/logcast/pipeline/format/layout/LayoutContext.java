package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.JsonNumbers;
import dev.logcast.pipeline.format.structured.LevelTable;

/** Context that a bracket names and that is neither level nor stamp: process, thread, logger, trace, pairs of a diagnostic context. */
final class LayoutContext {
    private final LayoutCursor line;

    LayoutContext(LayoutCursor line) {
        this.line = line;
    }

    /** A bracket that only names something: process, thread, logger, trace. */
    void name(char open, int a, int b, int spaces) {
        if (!line.to.timed() && line.to.level == null && line.token > 2) {
            return;
        }
        int digits = 0;
        int hex = 0;
        for (int i = a; i < b; i++) {
            char c = line.text.charAt(i);
            digits += Ascii.isDigit(c) ? 1 : 0;
            hex += Ascii.isDigit(c) || (c >= 'a' && c <= 'f') ? 1 : 0;
        }
        if (digits == b - a) {
            if (digits < 12 && line.to.attributes.get("process.pid") == null) {
                line.to.putNumber("process.pid", line.text, a, b);
            }
            return;
        }
        if (hex >= 32 && traces(a, b)) {
            return;
        }
        if (open == '[' && isApplication(b)) {
            line.to.put("service.name", line.text, a, b);
            return;
        }
        boolean dotted = open == '[' && spaces == 0 && LayoutLoggers.isLogger(line.text, a, b);
        if (dotted && line.to.attributes.get("code.namespace") == null) {
            line.to.put("code.namespace", line.text, a, b);
        } else if (!dotted && digits + 1 < b - a && line.to.attributes.get("thread.name") == null && b - a <= 80) {
            line.to.put("thread.name", line.text, a, b);
        }
    }

    /** {@code 1 --- [shop] [main] c.e.Shop :}, as Spring Boot 3 writes the application's name before the thread's. */
    private boolean isApplication(int end) {
        String s = line.text;
        if (!s.startsWith("--- [", line.p - 4) || line.to.attributes.get("process.pid") == null) {
            return false;
        }
        int thread = s.indexOf(']', end) + 1;
        int i = behindBracket(thread);
        if (i < 0 || isBlankOrTrace(thread + 2, i - 1)) {
            return false;
        }
        i = Math.max(i, behindBracket(i));
        int logger = i + 1;
        while (line.at(logger) == ' ') {
            logger++;
        }
        int e = logger;
        while (e < line.limit && s.charAt(e) > ' ') {
            e++;
        }
        int colon = e;
        while (line.at(colon) == ' ') {
            colon++;
        }
        return line.at(i) == ' ' && colon > e && line.at(colon) == ':' && LayoutLoggers.isLoggerName(s, logger, e);
    }

    /** Behind a bracket that a space is in front of; -1: there is none. */
    private int behindBracket(int space) {
        if (!line.text.startsWith(" [", space)) {
            return -1;
        }
        int close = line.text.indexOf(']', space);
        return close < 0 || close >= line.limit ? -1 : close + 1;
    }

    /** Whether a bracket is that of the trace, which stands behind the thread where the application has no name. */
    private boolean isBlankOrTrace(int a, int b) {
        int hex = a;
        while (hex < b && Character.digit(line.text.charAt(hex), 16) >= 0) {
            hex++;
        }
        return hex - a == 32 || line.isSpace(a, b);
    }

    /** {@code [app,64f3a1b2c3d4e5f664f3a1b2c3d4e5f6,a1b2c3d4e5f60708]}, as Spring Boot writes them. */
    private boolean traces(int a, int b) {
        boolean any = false;
        int i = a;
        while (i < b) {
            int e = i;
            boolean hex = true;
            while (e < b && line.text.charAt(e) != ',' && line.text.charAt(e) != ' ' && line.text.charAt(e) != '-') {
                hex &= Character.digit(line.text.charAt(e), 16) >= 0;
                e++;
            }
            if (hex && e - i == 32) {
                line.to.put("trace_id", line.text, i, e);
                any = true;
            } else if (hex && e - i == 16 && any) {
                line.to.put("span_id", line.text, i, e);
            }
            i = e + 1;
        }
        return any;
    }

    /** Pairs in a bracket, as those of a diagnostic context. */
    void pairs(int a, int b) {
        int i = a;
        while (i < b) {
            int equals = line.text.indexOf('=', i);
            if (equals < 0 || equals >= b) {
                return;
            }
            int e = equals + 1;
            while (e < b && line.text.charAt(e) > ' ' && line.text.charAt(e) != ',' && line.text.charAt(e) != ';') {
                e++;
            }
            int k = equals;
            while (k > i
                    && (Ascii.isWord(line.text.charAt(k - 1))
                            || line.text.charAt(k - 1) == '.'
                            || line.text.charAt(k - 1) == '-')) {
                k--;
            }
            pair(k, equals, e);
            i = e + 1;
        }
    }

    private void pair(int key, int equals, int end) {
        if (equals == key || end == equals + 1) {
            return;
        }
        if (LayoutFields.isLevelKey(line.text, key, equals)) {
            Level level = LevelTable.of(line.text, equals + 1, end);
            if (level != null && line.to.level == null) {
                line.to.level = level;
            }
            return;
        }
        String name = line.to.names.of(line.text, key, equals);
        name = switch (name) {
            case "traceId", "trace.id", "traceid" -> "trace_id";
            case "spanId", "span.id", "spanid" -> "span_id";
            default -> name;
        };
        Object number =
                name.equals("trace_id") || name.equals("span_id") ? null : JsonNumbers.of(line.text, equals + 1, end);
        line.to.attributes.put(name, number != null ? number : line.text.substring(equals + 1, end));
    }
}
