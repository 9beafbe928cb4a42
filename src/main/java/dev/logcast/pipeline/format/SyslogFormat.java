package dev.logcast.pipeline.format;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.layout.LayoutFormat;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.JsonNumbers;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * Syslog: RFC 5424, and RFC 3164 as daemons write it to files, with or without its priority, also with a stamp of ISO 8601. What a
 * program says itself in its message (its own level, a more precise stamp, JSON) goes before what syslog says of it.
 */
final class SyslogFormat implements Format {
    private static final int HIGHEST_PRIORITY = 191;
    private static final int LONGEST_TAG = 80;

    private final LayoutFormat layout;

    private int p;

    SyslogFormat(LayoutFormat layout) {
        this.layout = layout;
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        p = start;
        char first = at(text, start);
        int priority = first == '<' ? priority(text) : -1;
        if (priority < 0 && !Ascii.isDigit(first) && !Character.isLetter(first)) {
            return false;
        }
        boolean newer = priority >= 0 && text.startsWith("1 ", p);
        boolean fits = newer ? structured(text, to) : simple(text, start, priority, to);
        if (!fits) {
            return false;
        }
        Level said = message(text, to);
        to.level = said == null && priority >= 0 ? LevelTable.ofSeverity(priority & 7) : said;
        if (priority >= 0) {
            to.attributes.put("syslog.facility.code", (long) (priority >> 3));
        }
        return true;
    }

    private int priority(String text) {
        int i = p + 1;
        int number = 0;
        while (Ascii.isDigit(at(text, i)) && i - p < 5) {
            number = number * 10 + text.charAt(i) - '0';
            i++;
        }
        if (i == p + 1 || at(text, i) != '>' || number > HIGHEST_PRIORITY) {
            return -1;
        }
        p = i + 1;
        return number;
    }

    /** Reads what the program wrote. @return the level that it says */
    private @Nullable Level message(String text, Parsed to) {
        while (at(text, p) == ' ') {
            p++;
        }
        if (at(text, p) == '\uFEFF') {
            p++;
        }
        if (text.startsWith("@cee:", p)) {
            p += 5;
        }
        int message = p;
        to.level = null;
        if (message < text.length()) {
            layout.read(text, message, to);
            if (to.msgAt == 0 && to.attributes.get("msg") == null) {
                to.msgAt = message;
            }
        } else {
            to.msgAt = 0;
        }
        return to.level;
    }

    /** RFC 5424, section 6. */
    private boolean structured(String text, Parsed to) {
        p += 2;
        int end = tokenEnd(text, p);
        if (!to.stamp(text, p) && !(end == p + 1 && text.charAt(p) == '-')) {
            return false;
        }
        p = Math.min(end + 1, text.length());
        token(text, "host.name", to);
        token(text, "service.name", to);
        end = tokenEnd(text, p);
        Object pid = JsonNumbers.of(text, p, end);
        if (pid != null) {
            to.attributes.put("process.pid", pid);
        }
        p = Math.min(end + 1, text.length());
        token(text, "syslog.msgid", to);
        return data(text, to);
    }

    private void token(String text, String name, Parsed to) {
        int end = tokenEnd(text, p);
        to.put(name, text, p, end);
        p = Math.min(end + 1, text.length());
    }

    private boolean data(String text, Parsed to) {
        if (at(text, p) == '-') {
            p++;
            return true;
        }
        while (at(text, p) == '[') {
            int i = p + 1;
            int idEnd = i;
            while (idEnd < text.length() && text.charAt(idEnd) != ' ' && text.charAt(idEnd) != ']') {
                idEnd++;
            }
            String id = text.substring(i, idEnd);
            i = idEnd;
            while (at(text, i) == ' ') {
                int equals = text.indexOf('=', i);
                if (equals < 0 || at(text, equals + 1) != '"') {
                    return false;
                }
                int end = equals + 2;
                while (end < text.length() && text.charAt(end) != '"') {
                    end += text.charAt(end) == '\\' ? 2 : 1;
                }
                if (end >= text.length()) {
                    return false;
                }
                String value = text.substring(equals + 2, end);
                to.attributes.put(id + '.' + text.substring(i + 1, equals), unescaped(value));
                i = end + 1;
            }
            if (at(text, i) != ']') {
                return false;
            }
            p = i + 1;
        }
        return true;
    }

    private static String unescaped(String value) {
        return value.indexOf('\\') < 0
                ? value
                : value.replace("\\\"", "\"").replace("\\]", "]").replace("\\\\", "\\");
    }

    /** RFC 3164, section 4.1, and RSYSLOG_FileFormat. */
    private boolean simple(String text, int start, int priority, Parsed to) {
        char first = at(text, p);
        if (!to.stamp(text, p)) {
            return priority >= 0 && start < p && tag(text, to);
        }
        boolean iso = text.startsWith("-", p + 4);
        boolean named = !Ascii.isDigit(first) || isMonthOfDigits(text);
        boolean offset = iso && text.startsWith("T", p + 10) && isOffset(text, to.time.end());
        p = to.time.end();
        if (at(text, p) == ':') {
            p++;
        }
        if (at(text, p) != ' ' || (!named && priority < 0 && !iso) || text.startsWith(" - ", p)) {
            return false;
        }
        while (at(text, p) == ' ') {
            p++;
        }
        int end = tokenEnd(text, p);
        if (end == p || !isHost(text, p, end)) {
            return (priority >= 0 || named) && tag(text, to);
        }
        int host = p;
        p = Math.min(end + 1, text.length());
        int message = p;
        boolean tagged = tag(text, to);
        if (!tagged && !named) {
            return false;
        }
        if (!tagged && priority < 0 && !isHostLike(text, host, end)) {
            return false;
        }
        boolean certain = named
                || priority >= 0
                || (offset && tagged && isProgram(to.attributes.get("service.name")))
                || to.attributes.get("process.pid") != null
                || "kernel".equals(to.attributes.get("service.name"));
        if (!certain) {
            return false;
        }
        if (!tagged) {
            p = message;
        }
        to.put("host.name", text, host, end);
        return true;
    }

    /** {@code 11月 19}, as in Chinese, Japanese and Korean locales. */
    private boolean isMonthOfDigits(String text) {
        int end = Ascii.digitsEnd(text, p);
        return at(text, end) == '月' || at(text, end) == '월';
    }

    /** Whether a stamp ends in an offset, as rsyslog and journalctl write it: {@code +00:00}, {@code +0000}. */
    private static boolean isOffset(String text, int end) {
        int sign = end - (text.charAt(end - 3) == ':' ? 6 : 5);
        return sign > 0 && (text.charAt(sign) == '+' || text.charAt(sign) == '-');
    }

    /** Whether the tag is one word, which is as much as a program without a process has. */
    private static boolean isProgram(@Nullable Object tag) {
        return tag instanceof String name && name.indexOf(' ') < 0 && name.length() <= 48;
    }

    private static boolean isHost(String text, int start, int end) {
        char last = text.charAt(end - 1);
        if (last == ':' || last == ']' || last == ',' || LevelTable.of(text, start, end) != null || end - start > 255) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Ascii.isWord(c) && c != '.' && c != '-' && c != ':' && c != '/' && c != '@') {
                return false;
            }
        }
        return true;
    }

    /** Before a message without a tag, such as {@code last message repeated 2 times}. */
    private static boolean isHostLike(String text, int start, int end) {
        int dot = text.indexOf('.', start);
        return (dot > 0 && dot < end)
                || text.startsWith(" last message repeated", end)
                || text.startsWith(" message repeated", end)
                || text.startsWith(" --", end);
    }

    /** {@code sshd[123]:}, {@code sshd(pam_unix)[123]:}, {@code kernel:}. */
    private boolean tag(String text, Parsed to) {
        int start = p;
        int i = start;
        int spaces = 0;
        while (i < text.length() && i - start < LONGEST_TAG) {
            char c = text.charAt(i);
            if (c == ':' || (c == '[' && Ascii.isDigit(at(text, i + 1)))) {
                break;
            }
            if (c == ' ' && ++spaces > 2) {
                return false;
            }
            if (c < ' ' || c == '=' || c == '"' || c == '|') {
                return false;
            }
            i++;
        }
        int end = i;
        if (end == start || at(text, start) == '[' || at(text, start) == ' ') {
            return false;
        }
        Object pid = null;
        if (at(text, i) == '[') {
            int close = i + 1;
            while (Ascii.isDigit(at(text, close))) {
                close++;
            }
            if (at(text, close) != ']') {
                return false;
            }
            pid = JsonNumbers.of(text, i + 1, close);
            i = close + 1;
            if (at(text, i) == ' ' && at(text, i + 1) == '(' && text.indexOf("):", i) > 0) {
                return put(text, start, end, pid, i, to);
            }
        } else if (spaces > 0 || LevelTable.of(text, start, end) != null || at(text, i + 1) > ' ') {
            return false;
        }
        return at(text, i) == ':' && put(text, start, end, pid, i + 1, to);
    }

    private boolean put(String text, int start, int end, @Nullable Object pid, int behind, Parsed to) {
        to.put("service.name", text, start, end);
        if (pid != null) {
            to.attributes.put("process.pid", pid);
        }
        p = behind;
        return true;
    }

    private static int tokenEnd(String text, int start) {
        int end = text.indexOf(' ', start);
        return end < 0 ? text.length() : end;
    }

    private static char at(String text, int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }
}
