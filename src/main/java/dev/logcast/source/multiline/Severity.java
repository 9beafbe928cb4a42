package dev.logcast.source.multiline;

import dev.logcast.line.Ascii;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The severity that a line claims, by the first word or letter in it that layouts use for that: a guess, for lines whose level nobody has
 * read yet, at whether a trace follows.
 */
enum Severity {
    ORDINARY,
    WARNING,
    TROUBLE;

    /** Behind so many characters no layout has its level. */
    private static final int WITHIN = 200;

    private static final int LONGEST = 9;

    private static final Map<String, Severity> WORDS = new HashMap<>();

    static {
        put(TROUBLE, "error", "err", "erro", "eror", "fatal", "ftl", "severe", "critical", "crit", "alert", "emerg");
        put(TROUBLE, "emergency", "panic", "dpanic", "fail");
        put(WARNING, "warn", "warning", "wrn");
        put(
                ORDINARY, "info", "inf", "notice", "debug", "dbug", "dbg", "trace", "trce", "trc", "verbose", "vrb",
                "fine");
        put(ORDINARY, "finer", "finest", "config", "log");
    }

    private static void put(Severity severity, String... words) {
        for (String word : words) {
            WORDS.put(word, severity);
        }
    }

    static Severity of(String line) {
        int end = Math.min(line.length(), WITHIN);
        int i = 0;
        while (i < end) {
            int start = i;
            while (i < end && Ascii.isLetter(line.charAt(i))) {
                i++;
            }
            Severity said = i > start ? said(line, start, i) : null;
            if (said != null) {
                return said;
            }
            i = Math.max(i, start + 1);
        }
        return line.length() > 2 && line.charAt(0) == '<' ? ofPriority(line) : ORDINARY;
    }

    private static @Nullable Severity said(String line, int start, int end) {
        if (end - start == 1) {
            return isLetter(line, start) ? ofLetter(line.charAt(start)) : null;
        }
        // A compiler's "error: no such file" is no line of a log, and no trace follows it.
        boolean compiler = start == 0
                && "EeWw".indexOf(line.charAt(0)) >= 0
                && Ascii.isLetter(line.charAt(1))
                && line.charAt(1) >= 'a'
                && line.startsWith(": ", end);
        if (end - start > LONGEST || compiler) {
            return null;
        }
        return WORDS.get(line.substring(start, end).toLowerCase(Locale.ROOT));
    }

    /** {@code E1126 05:19:57}, {@code E, [2026-11-26}, {@code [E 261126 05:19:57}, {@code 1234 E Tag}. */
    private static boolean isLetter(String line, int at) {
        char before = at == 0 ? 0 : line.charAt(at - 1);
        char behind = at + 1 < line.length() ? line.charAt(at + 1) : 0;
        if (at == 0) {
            return Ascii.isDigit(behind) || line.startsWith(", [", 1);
        }
        boolean alone = before == ' ' && at > 1 && Ascii.isDigit(line.charAt(at - 2));
        return behind == ' ' && (alone || (before == '[' && at == 1));
    }

    private static @Nullable Severity ofLetter(char c) {
        return switch (c) {
            case 'E', 'F', 'C' -> TROUBLE;
            case 'W' -> WARNING;
            case 'I', 'D', 'V' -> ORDINARY;
            default -> null;
        };
    }

    /** {@code <34>}: a syslog priority, whose three low bits are the severity. */
    private static Severity ofPriority(String line) {
        int end = Ascii.digitsEnd(line, 1);
        if (end == 1 || end > 4 || end == line.length() || line.charAt(end) != '>') {
            return ORDINARY;
        }
        int severity = Integer.parseInt(line, 1, end, 10) & 7;
        return severity <= 3 ? TROUBLE : severity == 4 ? WARNING : ORDINARY;
    }
}
