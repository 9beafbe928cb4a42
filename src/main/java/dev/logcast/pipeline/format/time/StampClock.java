package dev.logcast.pipeline.format.time;

import dev.logcast.line.Ascii;
import java.time.ZoneId;
import java.util.List;

/** The time of day, with what stands between it and the date, its fraction, and what follows: zone and, sometimes, year. */
final class StampClock {
    private static final int MORNING = 1;
    private static final int AFTERNOON = 2;

    /** What stands between a date and its time of day where dates are written out. */
    private static final List<String> AT = List.of(
            "at ",
            "um ",
            "à ",
            "às ",
            "a las ",
            "a la ",
            "alle ore ",
            "alle ",
            "om ",
            "kl. ",
            "kl ",
            "klo ",
            "o ",
            "о ",
            "в ");

    private final Stamp stamp;
    private final StampZones zones;

    StampClock(Stamp stamp, ZoneId zone) {
        this.stamp = stamp;
        this.zones = new StampZones(stamp, zone);
    }

    /** The time of day behind a date, as it is with nearly every layout. */
    boolean behindDate() {
        char c = stamp.at(stamp.p);
        if (Ascii.isDigit(c)) {
            return false;
        }
        if (c == 'T' || c == 't' || c == '_' || c == '-' || c == ':' || c == '/' || c == '@') {
            stamp.p++;
            if (c == ':' && stamp.at(stamp.p) == ':') {
                stamp.p++;
            }
        } else {
            if (c == ',' || c == ';') {
                stamp.p++;
            }
            while ((stamp.at(stamp.p) == ' ' || stamp.at(stamp.p) == '\t') && stamp.p < stamp.text.length()) {
                stamp.p++;
                if (stamp.at(stamp.p) == ' ' && stamp.at(stamp.p + 1) == ' ') {
                    return false;
                }
            }
            if (stamp.p > 0 && stamp.at(stamp.p - 1) != ' ' && stamp.at(stamp.p - 1) != '\t' && c != ',') {
                return false;
            }
        }
        if (!Ascii.isDigit(stamp.at(stamp.p))) {
            passAt();
        }
        int half = half(stamp.p);
        if (half != 0) {
            stamp.p += 2;
            if (stamp.at(stamp.p) == ' ') {
                stamp.p++;
            }
        }
        if (!timeOfDay(false) || (half != 0 && !inHalf(half))) {
            return false;
        }
        return yearBehindTime() && stamp.atBoundary();
    }

    private void passAt() {
        for (String word : AT) {
            if (stamp.text.startsWith(word, stamp.p)) {
                stamp.p += word.length();
                return;
            }
        }
    }

    /** {@code 10時00分00秒}, {@code 10시 00분 00초}. */
    private boolean inCharacters(int digits) {
        stamp.hour = stamp.number(stamp.p, digits);
        stamp.p += digits + 1;
        int n = part('分', '분');
        if (n == 0) {
            return false;
        }
        stamp.minute = stamp.number(stamp.p, n);
        stamp.p += n + 1;
        n = part('秒', '초');
        if (n > 0) {
            stamp.second = stamp.number(stamp.p, n);
            stamp.p += n + 1;
        }
        return zone();
    }

    /** How many digits stand before one of two characters, behind a blank that is passed; 0: none do. */
    private int part(char one, char other) {
        int start = stamp.at(stamp.p) == ' ' ? stamp.p + 1 : stamp.p;
        int n = stamp.digits(start);
        char unit = stamp.at(start + n);
        if (n < 1 || n > 2 || (unit != one && unit != other)) {
            return 0;
        }
        stamp.p = start;
        return n;
    }

    /** @param alone whether there is no date: then two digits a part, with seconds */
    boolean timeOfDay(boolean alone) {
        int n = stamp.digits(stamp.p);
        if (n == 6 && !alone) {
            stamp.hour = stamp.number(stamp.p, 2);
            stamp.minute = stamp.number(stamp.p + 2, 2);
            stamp.second = stamp.number(stamp.p + 4, 2);
            stamp.p += n;
            return behindSeconds('.');
        }
        char separator = stamp.at(stamp.p + n);
        if (!alone && (separator == '時' || separator == '时' || separator == '시')) {
            return n >= 1 && n <= 2 && inCharacters(n);
        }
        if (n < 1 || n > 2 || (separator != ':' && (separator != '.' || alone))) {
            return false;
        }
        stamp.hour = stamp.number(stamp.p, n);
        stamp.p += n + 1;
        n = stamp.digits(stamp.p);
        if (n < 1 || n > 2 || (alone && n != 2)) {
            return false;
        }
        stamp.minute = stamp.number(stamp.p, n);
        stamp.p += n;
        n = stamp.at(stamp.p) == separator ? stamp.digits(stamp.p + 1) : 0;
        if (n == 0) {
            // Only a full date makes sure that hours and minutes are a time.
            return !alone && stamp.year != Stamp.NONE && separator == ':' && stamp.at(stamp.p) != ':' && zone();
        }
        if (n > 2 || (alone && n != 2)) {
            return false;
        }
        stamp.second = stamp.number(stamp.p + 1, n);
        stamp.p += n + 1;
        return behindSeconds(separator);
    }

    /**
     * {@code 100000}, {@code 100000123} behind a date of eight digits.
     *
     * @param n how many digits there are in all
     */
    boolean behindEightDigits(int n) {
        stamp.hour = stamp.number(stamp.p, 2);
        stamp.minute = stamp.number(stamp.p + 2, 2);
        stamp.second = stamp.number(stamp.p + 4, 2);
        stamp.p += 6;
        if (n == 17) {
            stamp.fraction(3);
        } else if ((stamp.at(stamp.p) == '.' || stamp.at(stamp.p) == ',') && Ascii.isDigit(stamp.at(stamp.p + 1))) {
            stamp.p++;
            stamp.fraction(stamp.digits(stamp.p));
        }
        return zone() && stamp.year >= 1970 && stamp.year < 2100;
    }

    private boolean behindSeconds(char separator) {
        char c = stamp.at(stamp.p);
        if (c == '.' || c == ',' || c == ':') {
            int n = stamp.digits(stamp.p + 1);
            boolean fraction =
                    switch (c) {
                        case ',' -> n == 3 || n == 6 || n == 9 || n == 4 || n == 7;
                        case ':' -> n >= 1 && n <= 3 && separator == ':' && stamp.at(stamp.p + 1 + n) != ':';
                        default -> n > 0;
                    };
            if (fraction) {
                stamp.p++;
                if (c == ':') {
                    stamp.nanos = stamp.number(stamp.p, n) * 1_000_000;
                    stamp.fractionDigits = 3;
                    stamp.p += n;
                } else {
                    stamp.fraction(n);
                }
            }
        }
        return zone();
    }

    /** A zone, or none; half a day before it. */
    private boolean zone() {
        int q = isBlank(stamp.at(stamp.p)) ? stamp.p + 1 : stamp.p;
        return mayBeginHalf(stamp.at(q)) ? halfAndZone(q) : zones.read(q);
    }

    private static boolean mayBeginHalf(char c) {
        char small = (char) (c | 0x20);
        return small == 'a' || small == 'p' || small == 'v' || small == 'n' || c >= 0x80;
    }

    private boolean halfAndZone(int start) {
        int q = start;
        int end = q + 2;
        int half = half(q);
        char c = (char) (stamp.at(q) | 0x20);
        if (c == 'v' && stamp.text.regionMatches(true, q, "vorm.", 0, 5)) {
            half = MORNING;
            end = q + 5;
        } else if (c == 'n' && stamp.text.regionMatches(true, q, "nachm.", 0, 6)) {
            half = AFTERNOON;
            end = q + 6;
        } else if (half == 0 && (c == 'a' || c == 'p')) {
            // AM, am, a.m. and the Spanish a. m.
            int m = stamp.at(q + 1) == '.' ? (isBlank(stamp.at(q + 2)) ? q + 3 : q + 2) : q + 1;
            if ((stamp.at(m) | 0x20) == 'm' && !Ascii.isWord(stamp.at(m + 1))) {
                half = c == 'a' ? MORNING : AFTERNOON;
                end = m > q + 1 && stamp.at(m + 1) == '.' ? m + 2 : m + 1;
            }
        }
        if (half != 0) {
            if (!inHalf(half)) {
                return false;
            }
            stamp.p = end;
            q = stamp.at(stamp.p) == ' ' ? stamp.p + 1 : stamp.p;
        }
        return zones.read(q);
    }

    /** Which half of a day two characters of Chinese, Japanese or Korean name, or 0. */
    private int half(int at) {
        if (stamp.at(at) < 0x80) {
            return 0;
        }
        String text = stamp.text;
        if (text.startsWith("上午", at) || text.startsWith("午前", at) || text.startsWith("오전", at)) {
            return MORNING;
        }
        boolean afternoon = text.startsWith("下午", at) || text.startsWith("午後", at) || text.startsWith("오후", at);
        return afternoon ? AFTERNOON : 0;
    }

    private boolean inHalf(int half) {
        if (stamp.hour < 1 || stamp.hour > 12) {
            return false;
        }
        stamp.hour = stamp.hour % 12 + (half == AFTERNOON ? 12 : 0);
        return true;
    }

    /** A blank, or one that does not break, as CLDR has it before AM and PM. */
    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00a0' || c == '\u202f';
    }

    /** {@code Mon Nov 23 10:00:00 2026}. */
    private boolean yearBehindTime() {
        if (stamp.year == Stamp.NONE
                && stamp.at(stamp.p) == ' '
                && stamp.digits(stamp.p + 1) == 4
                && !Ascii.isWord(stamp.at(stamp.p + 5))
                && stamp.at(stamp.p + 5) != ':') {
            int number = stamp.number(stamp.p + 1, 4);
            if (number >= 1970
                    && number < 2100
                    && stamp.at(stamp.p + 5) != '.'
                    && stamp.at(stamp.p + 5) != '-'
                    && stamp.at(stamp.p + 5) != '/') {
                stamp.year = number;
                stamp.p += 5;
                return stamp.offset != Stamp.NONE || stamp.region != null || zone();
            }
        }
        return true;
    }
}
