package dev.logcast.pipeline.format;

import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.Parsed;
import org.jspecify.annotations.Nullable;

/** Error logs of MySQL ({@code 2026-… 0 [Warning] [MY-010068] [Server] message}) and MariaDB, from 5.x on. */
final class MysqlFormat implements Format {
    private static final int LABEL_WITHIN = 40;

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        char first = start < text.length() ? text.charAt(start) : ' ';
        if (first < '0' || first > '9' || !to.stamp(text, start)) {
            return false;
        }
        int p = skipSpace(text, to.time.end());
        int thread = p;
        while (p < text.length() && text.charAt(p) >= '0' && text.charAt(p) <= '9') {
            p++;
        }
        int threadEnd = p;
        p = skipSpace(text, p);
        if (p - to.time.end() > LABEL_WITHIN || p >= text.length() || text.charAt(p) != '[') {
            return false;
        }
        int close = text.indexOf(']', p);
        Level level = close < 0 ? null : level(text, p + 1, close);
        boolean numbered = text.startsWith(" [MY-", close + 1);
        if (level == null || (threadEnd == thread && !numbered)) {
            return false;
        }
        to.level = level;
        to.putNumber("thread.id", text, thread, threadEnd);
        p = close + 1;
        if (numbered) {
            int end = text.indexOf(']', p);
            if (end > 0) {
                to.put("error.code", text, p + 2, end);
                p = end + 1;
                if (text.startsWith(" [", p) && text.indexOf(']', p) > 0) {
                    to.put("code.namespace", text, p + 2, text.indexOf(']', p));
                    p = text.indexOf(']', p) + 1;
                }
            }
        }
        to.msgAt = skipSpace(text, p);
        return true;
    }

    private static @Nullable Level level(String text, int start, int end) {
        return switch (end - start) {
            case 4 -> text.startsWith("Note", start) ? Level.INFO : null;
            case 5 -> text.regionMatches(true, start, "error", 0, 5) ? Level.ERROR : null;
            case 6 -> text.startsWith("System", start) ? Level.INFO : null;
            case 7 -> text.startsWith("Warning", start) ? Level.WARN : null;
            default -> null;
        };
    }

    private static int skipSpace(String text, int start) {
        int p = start;
        while (p < text.length() && text.charAt(p) == ' ') {
            p++;
        }
        return p;
    }
}
