package dev.logcast.pipeline.format;

import dev.logcast.line.Ascii;

/** The time of day, with what stands between it and the date, its fraction, and what follows: zone and, sometimes, year. */
final class StampClock {
    private final Stamp stamp;
    private final StampZones zones;

    StampClock(Stamp stamp) {
        this.stamp = stamp;
        this.zones = new StampZones(stamp);
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
        if (!timeOfDay(false)) {
            return false;
        }
        yearBehindTime();
        return stamp.atBoundary();
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
        int q = stamp.at(stamp.p) == ' ' ? stamp.p + 1 : stamp.p;
        char c = stamp.at(q);
        if ((c == 'A' || c == 'P' || c == 'a' || c == 'p')
                && (stamp.at(q + 1) | 0x20) == 'm'
                && !Ascii.isWord(stamp.at(q + 2))) {
            if (stamp.hour < 1 || stamp.hour > 12) {
                return false;
            }
            stamp.hour = stamp.hour % 12 + ((c | 0x20) == 'p' ? 12 : 0);
            stamp.p = q + 2;
            q = stamp.at(stamp.p) == ' ' ? stamp.p + 1 : stamp.p;
        }
        zones.read(q);
        return true;
    }

    /** {@code Mon Nov 23 10:00:00 2026}. */
    private void yearBehindTime() {
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
                if (stamp.offset == Stamp.NONE && stamp.region == null) {
                    zone();
                }
            }
        }
    }
}
