package dev.logcast.source.multiline;

import dev.logcast.line.Ascii;
import java.util.Arrays;

/** The part that layouts put at the beginning of a line: a timestamp, a level, a syslog priority, the first key of logfmt. */
final class LogPrefix {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String[] KEYS = {"time=", "ts=", "level=", "lvl=", "msg=", "timestamp=", "severity="};

    /** By their first letter. */
    private static final String[][] LEVELS = byFirstLetter(
            "TRACE",
            "DEBUG",
            "INFO",
            "NOTICE",
            "WARN",
            "WARNING",
            "ERROR",
            "SEVERE",
            "CRITICAL",
            "FATAL",
            "FINE",
            "FINER",
            "FINEST",
            "CONFIG",
            "ALERT",
            "EMERG",
            "EMERGENCY",
            "ERR",
            "CRIT",
            "TRCE",
            "DBUG",
            "FAIL",
            "DBG",
            "INF",
            "WRN",
            "FTL",
            "VRB");

    /** Behind this many characters a bracket is no prefix. */
    private static final int BRACKET_WITHIN = 64;

    private LogPrefix() {}

    /** Whether a line, which is not empty, begins like one of a log. */
    static boolean at(String line) {
        char c = line.charAt(0);
        if (Ascii.isDigit(c)) {
            return isTime(line, 0);
        }
        return switch (c) {
            case '[' -> isBracketed(line);
            case '<' -> isPriority(line);
            default ->
                Ascii.isLetter(c)
                        && (isLevel(line, 0) || isNamedDate(line, 0) || isKlog(line) || isRuby(line) || isKey(line, c));
        };
    }

    /** The first of the two lines that java.util.logging writes: {@code Nov 26, 2026 5:19:57 AM dev.app.Main run}. */
    static boolean isHalf(String line) {
        int comma = line.indexOf(',');
        return comma > 4
                && comma < 7
                && isOneOf(MONTHS, line, 0)
                && Ascii.isDigit(at(line, comma - 1))
                && at(line, comma + 1) == ' '
                && digits(line, comma + 2) == 4;
    }

    /** A level and a colon: the second of the two lines. */
    static boolean isOtherHalf(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && colon < 10 && levelEnd(line, 0) == colon;
    }

    /** A date, a time of day or seconds since 1970. */
    private static boolean isTime(String line, int start) {
        int digits = digits(line, start);
        int behind = start + digits;
        char c = at(line, behind);
        return switch (digits) {
            case 1, 2 -> c == ':' ? digits(line, behind + 1) == 2 : isShortDate(line, behind, c);
            case 4 -> (c == '-' || c == '/' || c == '.') && Ascii.isDigit(at(line, behind + 1));
            case 8 -> c == 'T' || c == ' ' || c == '-';
            case 10, 13, 16, 19 -> c == '.' || c == ' ' || c == ':' || c == ',' || c == ']' || c == '\t';
            default -> false;
        };
    }

    private static boolean isShortDate(String line, int behind, char separator) {
        if (separator != '-' && separator != '/' && separator != '.' && separator != ' ') {
            return false;
        }
        int digits = digits(line, behind + 1);
        if (digits == 0) {
            return isOneOf(MONTHS, line, behind + 1);
        }
        return separator != ' ' && digits <= 3 && at(line, behind + 1 + digits) == separator;
    }

    /** {@code Nov 26}, {@code Thu Nov 26}, {@code Thu, 26 Nov}. */
    private static boolean isNamedDate(String line, int start) {
        int next = start + 3;
        if (isOneOf(DAYS, line, start)) {
            next += at(line, next) == ',' ? 1 : 0;
            return at(line, next) == ' ' && (Ascii.isDigit(at(line, next + 1)) || isOneOf(MONTHS, line, next + 1));
        }
        return at(line, next) == ' '
                && (Ascii.isDigit(at(line, next + 1)) || Ascii.isDigit(at(line, next + 2)))
                && isOneOf(MONTHS, line, start);
    }

    private static boolean isBracketed(String line) {
        int start = skipSpaces(line, 1);
        char c = at(line, start);
        if (Ascii.isDigit(c)) {
            return isTime(line, start) || isKernelTime(line, start);
        }
        if (levelEnd(line, start) > 0 || isNamedDate(line, start)) {
            return true;
        }
        int end = line.indexOf(']');
        return end > 0 && end < BRACKET_WITHIN && levelEnd(line, skipSpaces(line, end + 1)) > 0;
    }

    /** Seconds since the start, as in {@code [   12.345678] usb}. */
    private static boolean isKernelTime(String line, int start) {
        int point = start + digits(line, start);
        return at(line, point) == '.' && at(line, point + 1 + digits(line, point + 1)) == ']';
    }

    private static boolean isPriority(String line) {
        int digits = digits(line, 1);
        return digits > 0 && digits <= 3 && at(line, 1 + digits) == '>';
    }

    /** {@code E1126 05:19:57.123456}. */
    private static boolean isKlog(String line) {
        char c = line.charAt(0);
        return (c == 'I' || c == 'W' || c == 'E' || c == 'F') && digits(line, 1) == 4 && at(line, 5) == ' ';
    }

    /** {@code E, [2026-11-26T05:19:57.123456 #1] ERROR -- : No stock}. */
    private static boolean isRuby(String line) {
        return "DIWEFA".indexOf(line.charAt(0)) >= 0 && line.startsWith(", [", 1) && Ascii.isDigit(at(line, 4));
    }

    private static boolean isKey(String line, char first) {
        for (String key : KEYS) {
            if (key.charAt(0) == first && line.startsWith(key)) {
                return true;
            }
        }
        return false;
    }

    /** A word in capitals, or any with a colon. */
    private static boolean isLevel(String line, int start) {
        int end = levelEnd(line, start);
        return end > 0 && (line.charAt(end - 1) < 'a' || (at(line, end) == ':' && line.charAt(start) >= 'a'));
    }

    /** Where the level at {@code start} ends, or -1. */
    private static int levelEnd(String line, int start) {
        char c = at(line, start);
        if (!Ascii.isLetter(c)) {
            return -1;
        }
        for (String level : LEVELS[(c | 0x20) - 'a']) {
            int end = start + level.length();
            if (line.regionMatches(true, start, level, 0, level.length()) && !Ascii.isWord(at(line, end))) {
                return end;
            }
        }
        return -1;
    }

    private static boolean isOneOf(String triples, String line, int start) {
        if (start + 3 > line.length()) {
            return false;
        }
        for (int i = 0; i < triples.length(); i += 3) {
            if (triples.regionMatches(i, line, start, 3)) {
                return true;
            }
        }
        return false;
    }

    private static int skipSpaces(String line, int start) {
        int i = start;
        while (at(line, i) == ' ') {
            i++;
        }
        return i;
    }

    private static int digits(String line, int start) {
        int i = start;
        while (Ascii.isDigit(at(line, i))) {
            i++;
        }
        return i - start;
    }

    /** NUL behind the end. */
    private static char at(String line, int i) {
        return i < line.length() ? line.charAt(i) : 0;
    }

    private static String[][] byFirstLetter(String... words) {
        String[][] sorted = new String[26][];
        for (int i = 0; i < sorted.length; i++) {
            char first = (char) ('A' + i);
            sorted[i] =
                    Arrays.stream(words).filter(word -> word.charAt(0) == first).toArray(String[]::new);
        }
        return sorted;
    }
}
