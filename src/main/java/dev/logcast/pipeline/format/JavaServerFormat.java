package dev.logcast.pipeline.format;

import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.Parsed;

/**
 * The formats of Java's own logging: the two lines of {@code SimpleFormatter}, and the records of GlassFish and Payara in brackets ({@code
 * [2026-…] [Payara 6] [INFO] [] [logger] […] [[ message ]]}) or with bars ({@code [#|2026-…|INFO|…|message|#]}).
 */
final class JavaServerFormat implements Format {
    private static final int LONGEST_HEAD = 600;

    @Override
    public String name() {
        return "java";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        if (text.startsWith("[#|", start)) {
            return bars(text, start + 3, to);
        }
        return text.startsWith("[", start) ? brackets(text, start, to) : twoLines(text, start, to);
    }

    private static boolean twoLines(String text, int start, Parsed to) {
        int newline = text.indexOf('\n', start);
        if (newline < 0 || newline - start > LONGEST_HEAD) {
            return false;
        }
        int colon = text.indexOf(": ", newline);
        Level level = colon < 0 || colon - newline > 20 ? null : LevelTable.of(text, newline + 1, colon);
        if (level == null || !to.stamp(text, start)) {
            return false;
        }
        int p = to.time.end();
        if (!text.startsWith(" ", p)) {
            return false;
        }
        int classEnd = text.indexOf(' ', p + 1);
        to.put("code.namespace", text, p + 1, classEnd < 0 || classEnd > newline ? newline : classEnd);
        if (classEnd > 0 && classEnd < newline) {
            to.put("code.function.name", text, classEnd + 1, newline);
        }
        to.level = level;
        to.msgAt = colon + 2;
        return true;
    }

    private static boolean brackets(String text, int start, Parsed to) {
        int body = text.indexOf(" [[", start);
        if (body < 0 || body - start > LONGEST_HEAD || !to.stamp(text, start + 1)) {
            return false;
        }
        int p = start;
        int field = 0;
        while (p < body && text.charAt(p) == '[') {
            int close = text.indexOf(']', p);
            if (close < 0 || close > body) {
                break;
            }
            if (!field(text, field++, p + 1, close, to)) {
                return false;
            }
            p = close + 2;
        }
        if (to.level == null) {
            return false;
        }
        int a = body + 3;
        int b = text.endsWith("]]") ? text.length() - 2 : text.length();
        while (a < b && text.charAt(a) <= ' ') {
            a++;
        }
        to.put("msg", text, a, Math.max(a, b));
        return true;
    }

    private static boolean field(String text, int number, int start, int end, Parsed to) {
        switch (number) {
            case 0, 1, 3 -> {}
            case 2 -> {
                to.level = LevelTable.of(text, start, end);
                return to.level != null;
            }
            case 4 -> to.put("code.namespace", text, start, end);
            default -> {
                int name = text.indexOf("_ThreadName=", start);
                if (name > 0 && name < end) {
                    to.put("thread.name", text, name + 12, end);
                }
            }
        }
        return true;
    }

    private static boolean bars(String text, int start, Parsed to) {
        if (!to.stamp(text, start)) {
            return false;
        }
        int time = text.indexOf('|', start);
        int level = text.indexOf('|', time + 1);
        int product = text.indexOf('|', level + 1);
        int logger = text.indexOf('|', product + 1);
        int pairs = text.indexOf('|', logger + 1);
        if (time < 0 || level < 0 || product < 0 || logger < 0 || pairs < 0) {
            return false;
        }
        to.level = LevelTable.of(text, time + 1, level);
        to.put("code.namespace", text, product + 1, logger);
        int name = text.indexOf("_ThreadName=", logger);
        int nameEnd = text.indexOf(';', name + 1);
        if (name > 0 && nameEnd > name && nameEnd < pairs) {
            to.put("thread.name", text, name + 12, nameEnd);
        }
        int end = text.endsWith("|#]") ? text.length() - 3 : text.length();
        to.put("msg", text, pairs + 1, Math.max(pairs + 1, end));
        return to.level != null;
    }
}
