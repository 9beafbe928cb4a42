package dev.logcast.pipeline.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stamps of logs: ISO 8601 and what resembles it, dates with names of months, dates of two digits a part, dates without
 * separators, times without a date or without a year, seconds to nanoseconds since 1970. After {@link #at} has found one, the
 * other methods tell of it. Takes time linear in the length of a stamp, allocates nothing. Not thread-safe.
 *
 * <p>What a stamp leaves out is taken from the source: its zone, and a date that is not later than a day behind the last write of
 * the file, so that lines of December are of the old year when they are read in January.
 */
final class TimeScanner {
    /** The precision of nanoseconds in a known zone: no stamp says more. */
    static final int NANOS_OF_A_ZONE = 9 * 8 + 7;

    private static final int NONE = Integer.MIN_VALUE;
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String DAYS = "montuewedthufrisatsun";
    private static final String[] MONTH_NAMES = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };
    private static final String[] CONTINENTS = {
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Etc/",
        "Europe/",
        "Indian/",
        "Pacific/"
    };

    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final int QUARTER = 900;
    private static final long EARLIEST_EPOCH_SECOND = 1_000_000_000L;
    private static final long LATEST_EPOCH_SECOND = 4_102_444_800L;
    private static final int[] POWERS = {
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    /** What is usual to be meant by them, in seconds east of UTC. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("UT", 0),
            Map.entry("WET", 0),
            Map.entry("WEST", HOUR),
            Map.entry("BST", HOUR),
            Map.entry("CET", HOUR),
            Map.entry("CEST", 2 * HOUR),
            Map.entry("MEZ", HOUR),
            Map.entry("MESZ", 2 * HOUR),
            Map.entry("EET", 2 * HOUR),
            Map.entry("EEST", 3 * HOUR),
            Map.entry("MSK", 3 * HOUR),
            Map.entry("SAST", 2 * HOUR),
            Map.entry("IST", 5 * HOUR + HOUR / 2),
            Map.entry("HKT", 8 * HOUR),
            Map.entry("SGT", 8 * HOUR),
            Map.entry("JST", 9 * HOUR),
            Map.entry("KST", 9 * HOUR),
            Map.entry("AWST", 8 * HOUR),
            Map.entry("AEST", 10 * HOUR),
            Map.entry("AEDT", 11 * HOUR),
            Map.entry("NZST", 12 * HOUR),
            Map.entry("NZDT", 13 * HOUR),
            Map.entry("BRT", -3 * HOUR),
            Map.entry("ART", -3 * HOUR),
            Map.entry("EST", -5 * HOUR),
            Map.entry("EDT", -4 * HOUR),
            Map.entry("CST", -6 * HOUR),
            Map.entry("CDT", -5 * HOUR),
            Map.entry("MST", -7 * HOUR),
            Map.entry("MDT", -6 * HOUR),
            Map.entry("PST", -8 * HOUR),
            Map.entry("PDT", -7 * HOUR));

    private final ZoneId zone;
    private final int fixedOffset;
    private long written;

    // Of the local time that was last asked for: zones change at quarters of an hour at the most.
    private long knownQuarter = Long.MIN_VALUE;
    private int knownOffset;

    private boolean dayBeforeMonth;
    private String zoneName = "";
    private @Nullable ZoneId namedZone;

    // The stamp being read.
    private String text = "";
    private int p;
    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private int fractionDigits;
    private int offset;
    private @Nullable ZoneId region;
    private long epochSecond;
    private int precision;

    TimeScanner(ZoneId zone) {
        this.zone = zone;
        this.fixedOffset = zone.normalized() instanceof ZoneOffset fixed ? fixed.getTotalSeconds() : NONE;
    }

    /** @param time when the file was last written to, as far as is known */
    void written(Instant time) {
        written = time.getEpochSecond();
    }

    /** Where the stamp ends. */
    int end() {
        return p;
    }

    long epochSecond() {
        return epochSecond;
    }

    int nanos() {
        return nanos;
    }

    /** Which of several stamps says more: by the digits of its fraction, then a zone, a year, a date. At least 0. */
    int precision() {
        return precision;
    }

    /** Whether the stamp has a date. */
    boolean dated() {
        return precision % 8 != 0;
    }

    /** Reads the stamp that begins at a place, which must not be within a word or number; false: there is none. */
    boolean at(String line, int start) {
        char c = start < line.length() ? line.charAt(start) : 0;
        boolean digit = isDigit(c);
        if (!digit && !isLetter(c)) {
            return false;
        }
        begin(line, start);
        return (digit ? beginsWithDigits() : beginsWithName()) && resolve();
    }

    /** Reads {@code 1123 10:00:00.123456}: month and day without a separator, as glog writes them. */
    boolean atMonthAndDay(String line, int start) {
        begin(line, start);
        if (digits(start) != 4 || at(start + 4) != ' ') {
            return false;
        }
        month = number(start, 2);
        day = number(start + 2, 2);
        p += 4;
        return behindDate() && resolve();
    }

    /** Takes a number as a time since 1970, going by its size: seconds, milliseconds, microseconds or nanoseconds. */
    boolean since1970(long number) {
        begin("", 0);
        return epoch(number, digitsOf(number)) && resolve();
    }

    /** Takes seconds since 1970 with a fraction. */
    boolean since1970(double seconds) {
        begin("", 0);
        if (!(seconds >= EARLIEST_EPOCH_SECOND && seconds < LATEST_EPOCH_SECOND)) {
            return false;
        }
        // A double holds no more than microseconds of today.
        long micros = Math.round(seconds * 1e6);
        precision = 6 * 8 + 7;
        year = 1970;
        epochSecond = micros / 1_000_000;
        nanos = (int) (micros % 1_000_000) * 1000;
        return true;
    }

    private void begin(String line, int start) {
        text = line;
        p = start;
        year = NONE;
        month = 0;
        day = 0;
        nanos = 0;
        fractionDigits = 0;
        offset = NONE;
        region = null;
        second = 0;
        epochSecond = NONE;
    }

    private boolean beginsWithDigits() {
        int n = digits(p);
        return switch (n) {
            case 1, 2 -> at(p + n) == ':' ? timeOfDay(true) && atBoundary() : shortDate(n);
            case 4 -> yearFirst();
            case 6 -> {
                year = shortYear(number(p, 2));
                month = number(p + 2, 2);
                day = number(p + 4, 2);
                p += n;
                yield behindDate();
            }
            case 8 -> {
                compactDate();
                yield behindDate();
            }
            case 14, 17 -> compactTime(n);
            case 10, 13, 16, 19 -> digitsSince1970(n);
            default -> false;
        };
    }

    private void compactDate() {
        year = number(p, 4);
        month = number(p + 4, 2);
        day = number(p + 6, 2);
        p += 8;
    }

    private boolean compactTime(int n) {
        compactDate();
        hour = number(p, 2);
        minute = number(p + 2, 2);
        second = number(p + 4, 2);
        p += 6;
        if (n == 17) {
            fraction(3);
        } else if ((at(p) == '.' || at(p) == ',') && isDigit(at(p + 1))) {
            p++;
            fraction(digits(p));
        }
        return zone() && year >= 1970 && year < 2100;
    }

    private boolean digitsSince1970(int n) {
        long number = 0;
        for (int i = 0; i < n; i++) {
            number = number * 10 + at(p + i) - '0';
        }
        p += n;
        if (!epoch(number, n)) {
            return false;
        }
        if (n == 10 && at(p) == '.' && isDigit(at(p + 1))) {
            p++;
            fraction(digits(p));
        }
        return atBoundary() && at(p) != '-' && at(p) != '.' && at(p) != '/';
    }

    private boolean epoch(long number, int n) {
        int unit =
                switch (n) {
                    case 10 -> 0;
                    case 13 -> 3;
                    case 16 -> 6;
                    case 19 -> 9;
                    default -> NONE;
                };
        if (unit == NONE) {
            return false;
        }
        epochSecond = number / POWERS[unit];
        nanos = (int) (number % POWERS[unit]) * POWERS[9 - unit];
        fractionDigits = unit;
        offset = 0;
        year = 1970;
        return epochSecond >= EARLIEST_EPOCH_SECOND && epochSecond < LATEST_EPOCH_SECOND;
    }

    private static int digitsOf(long number) {
        int n = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            n++;
        }
        return n;
    }

    /** {@code 2026-11-23}, {@code 2026/11/23}, {@code 2026.11.23}, {@code 2026 Nov 23}, {@code 2026年11月23日}. */
    private boolean yearFirst() {
        year = number(p, 4);
        char separator = at(p + 4);
        p += 5;
        if (separator == ' ' || (separator == '-' && isLetter(at(p)))) {
            return month() && at(p) == separator && isDigit(at(++p)) && day() && behindDate();
        }
        if (separator != '-' && separator != '/' && separator != '.' && separator != '年') {
            return false;
        }
        int n = digits(p);
        if (n < 1 || n > 2) {
            return false;
        }
        month = number(p, n);
        p += n;
        boolean closed = separator == '年' ? at(p) == '月' : at(p) == separator;
        p++;
        if (!closed || !day()) {
            return false;
        }
        if (separator == '年' && at(p) == '日') {
            p++;
        }
        return behindDate();
    }

    private boolean day() {
        int n = digits(p);
        if (n < 1 || n > 2) {
            return false;
        }
        day = number(p, n);
        p += n;
        return true;
    }

    /** One or two digits come first: a day or a month, sometimes a year. */
    private boolean shortDate(int n) {
        int first = number(p, n);
        p += n;
        char separator = at(p++);
        if (separator != '/' && separator != '-' && separator != '.' && separator != ' ') {
            return false;
        }
        if (isLetter(at(p))) {
            day = first;
            return month() && yearBehindMonth(separator) && behindDate();
        }
        int m = digits(p);
        if (separator == ' ' || m < 1 || m > 2) {
            return false;
        }
        int middle = number(p, m);
        p += m;
        if (at(p) != separator) {
            month = first;
            day = middle;
            return behindDate();
        }
        int last = digits(++p);
        if (last == 4) {
            year = number(p, 4);
            fourDigitYearLast(first, middle, separator);
        } else if (last == 2) {
            twoDigits(first, middle, number(p, 2), separator);
        } else {
            return false;
        }
        p += last;
        return behindDate();
    }

    /** {@code 11/23/2026} of the United States, unless a day over 12 has shown that days come first; else days come first. */
    private void fourDigitYearLast(int first, int middle, char separator) {
        if (separator == '/' && first > 12) {
            dayBeforeMonth = true;
        }
        boolean dayFirst = first > 12 || (middle <= 12 && (separator != '/' || dayBeforeMonth));
        day = dayFirst ? first : middle;
        month = dayFirst ? middle : first;
    }

    /** Of three numbers any may be the year: the first one, where that is not long ago. */
    private void twoDigits(int a, int b, int c, char separator) {
        int now = LocalDateTime.ofEpochSecond(written, 0, ZoneOffset.UTC).getYear();
        boolean yearFirst = b <= 12 && c <= 31 && 2000 + a <= now && 2000 + a > now - 20 && separator != '.';
        if (yearFirst) {
            year = 2000 + a;
            month = b;
            day = c;
        } else {
            year = shortYear(c);
            fourDigitYearLast(a, b, separator);
        }
    }

    private static int shortYear(int twoDigits) {
        return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
    }

    private boolean month() {
        int i = p;
        int letters = 0;
        while (letters < 10 && isLetter(at(i + letters))) {
            letters++;
        }
        if (letters < 3) {
            return false;
        }
        int found = triple(MONTHS, i);
        if (found < 0
                || (letters > 3
                        && !(letters == MONTH_NAMES[found].length()
                                && text.regionMatches(true, i, MONTH_NAMES[found], 0, letters)))) {
            return false;
        }
        month = found + 1;
        p += letters;
        return true;
    }

    /** Which of the names of three letters stands there, or -1. */
    private int triple(String names, int start) {
        if (start + 3 > text.length()) {
            return -1;
        }
        char a = (char) (text.charAt(start) | 0x20);
        char b = (char) (text.charAt(start + 1) | 0x20);
        char c = (char) (text.charAt(start + 2) | 0x20);
        for (int i = 0; i < names.length(); i += 3) {
            if (names.charAt(i) == a && names.charAt(i + 1) == b && names.charAt(i + 2) == c) {
                return i / 3;
            }
        }
        return -1;
    }

    /** Behind day and month: a year, or at once the time of day. */
    private boolean yearBehindMonth(char separator) {
        int i = p;
        if (at(i) == separator || at(i) == ',' || at(i) == ' ') {
            i++;
        }
        if (at(i) == ' ') {
            i++;
        }
        if (digits(i) == 4) {
            year = number(i, 4);
            p = i + 4;
        }
        return true;
    }

    /** A month or the day of a week comes first. */
    private boolean beginsWithName() {
        if (triple(DAYS, p) >= 0) {
            p += 3;
            while (isLetter(at(p))) {
                p++;
            }
            if (at(p) == ',') {
                p++;
            }
            if (at(p) != ' ') {
                return false;
            }
            p++;
            if (isDigit(at(p))) {
                int n = digits(p);
                return n == 4 ? yearFirst() : n <= 2 && shortDate(n);
            }
        }
        if (!month()) {
            return false;
        }
        if (at(p) == '.') {
            p++;
        }
        char separator = at(p++);
        if (separator != ' ' && separator != '-' && separator != '/') {
            return false;
        }
        if (at(p) == ' ') {
            p++;
        }
        return day() && yearBehindMonth(separator) && behindDate();
    }

    /** The time of day behind a date, as it is with nearly every layout. */
    private boolean behindDate() {
        char c = at(p);
        if (isDigit(c)) {
            return false;
        }
        if (c == 'T' || c == 't' || c == '_' || c == '-' || c == ':' || c == '/' || c == '@') {
            p++;
            if (c == ':' && at(p) == ':') {
                p++;
            }
        } else {
            if (c == ',' || c == ';') {
                p++;
            }
            while ((at(p) == ' ' || at(p) == '\t') && p < text.length()) {
                p++;
                if (at(p) == ' ' && at(p + 1) == ' ') {
                    return false;
                }
            }
            if (p > 0 && at(p - 1) != ' ' && at(p - 1) != '\t' && c != ',') {
                return false;
            }
        }
        return timeOfDay(false) && yearBehindTime() && atBoundary();
    }

    private boolean timeOfDay(boolean alone) {
        int n = digits(p);
        if (n == 6 && !alone) {
            hour = number(p, 2);
            minute = number(p + 2, 2);
            second = number(p + 4, 2);
            p += n;
            return behindSeconds('.');
        }
        char separator = at(p + n);
        if (n < 1 || n > 2 || (separator != ':' && (separator != '.' || alone))) {
            return false;
        }
        hour = number(p, n);
        p += n + 1;
        n = digits(p);
        if (n < 1 || n > 2 || (alone && n != 2)) {
            return false;
        }
        minute = number(p, n);
        p += n;
        n = at(p) == separator ? digits(p + 1) : 0;
        if (n == 0) {
            // Only a full date makes sure that hours and minutes are a time.
            return !alone && year != NONE && separator == ':' && at(p) != ':' && zone();
        }
        if (n > 2 || (alone && n != 2)) {
            return false;
        }
        second = number(p + 1, n);
        p += n + 1;
        return behindSeconds(separator);
    }

    private boolean behindSeconds(char separator) {
        char c = at(p);
        if (c == '.' || c == ',' || c == ':') {
            int n = digits(p + 1);
            boolean fraction =
                    switch (c) {
                        case ',' -> n == 3 || n == 6 || n == 9 || n == 4 || n == 7;
                        case ':' -> n >= 1 && n <= 3 && separator == ':' && at(p + 1 + n) != ':';
                        default -> n > 0;
                    };
            if (fraction) {
                p++;
                if (c == ':') {
                    nanos = number(p, n) * 1_000_000;
                    fractionDigits = 3;
                    p += n;
                } else {
                    fraction(n);
                }
            }
        }
        return zone();
    }

    private void fraction(int n) {
        int read = Math.min(n, 9);
        nanos = number(p, read) * POWERS[9 - read];
        fractionDigits = read;
        p += n;
    }

    /** A zone, or none; half a day before it. */
    private boolean zone() {
        int q = at(p) == ' ' ? p + 1 : p;
        char c = at(q);
        if ((c == 'A' || c == 'P' || c == 'a' || c == 'p') && (at(q + 1) | 0x20) == 'm' && !isWord(at(q + 2))) {
            if (hour < 1 || hour > 12) {
                return false;
            }
            hour = hour % 12 + ((c | 0x20) == 'p' ? 12 : 0);
            p = q + 2;
            q = at(p) == ' ' ? p + 1 : p;
            c = at(q);
        }
        boolean spaced = q > p;
        if (c == '+' || c == '-' || c == '\u2212') {
            if (numericZone(q, spaced) && at(p) == '[') {
                bracketedZone(p);
            }
        } else if ((c == 'Z' || c == 'z') && !isWord(at(q + 1))) {
            if (!spaced || c == 'Z') {
                offset = 0;
                p = q + 1;
            }
        } else if (c >= 'A' && c <= 'Z') {
            namedZone(q);
        } else if (c == '[' && !spaced) {
            bracketedZone(q);
        }
        return true;
    }

    private boolean numericZone(int sign, boolean spaced) {
        int n = digits(sign + 1);
        int end = sign + 1 + n;
        int hours = number(sign + 1, Math.min(2, n));
        int minutes = 0;
        if (n == 4) {
            minutes = number(sign + 3, 2);
        } else if (n == 2 && at(end) == ':' && digits(end + 1) == 2) {
            minutes = number(end + 1, 2);
            end += 3;
        } else if (n != 2 || spaced) {
            return false;
        }
        if (hours > 15 || minutes > 59 || isWord(at(end))) {
            return false;
        }
        int seconds = hours * HOUR + minutes * 60;
        offset = at(sign) == '+' ? seconds : -seconds;
        p = end;
        return true;
    }

    private void namedZone(int start) {
        int e = start;
        while (at(e) >= 'A' && at(e) <= 'Z' && e - start < 5) {
            e++;
        }
        if (e - start >= 2 && e - start <= 4 && !isWord(at(e)) && at(e) != '/') {
            Integer known = ZONES.get(text.substring(start, e));
            if (known != null) {
                p = e;
                offset = known;
                if ((at(e) == '+' || at(e) == '-') && known == 0) {
                    numericZone(e, false);
                }
            }
            return;
        }
        for (String continent : CONTINENTS) {
            if (text.startsWith(continent, start)) {
                e = start;
                while (isWord(at(e)) || at(e) == '/' || at(e) == '-') {
                    e++;
                }
                ZoneId named = zoneOf(start, e);
                if (named != null) {
                    region = named;
                    p = e;
                }
                return;
            }
        }
    }

    private @Nullable ZoneId zoneOf(int start, int end) {
        if (end - start > 40) {
            return null;
        }
        if (zoneName.length() != end - start || !text.startsWith(zoneName, start)) {
            zoneName = text.substring(start, end);
            try {
                namedZone = ZoneId.of(zoneName);
            } catch (DateTimeException e) {
                namedZone = null;
            }
        }
        return namedZone;
    }

    /** {@code [Europe/Berlin]}, as java.time writes it behind an offset. */
    private void bracketedZone(int start) {
        for (String continent : CONTINENTS) {
            if (text.startsWith(continent, start + 1)) {
                int close = text.indexOf(']', start);
                ZoneId named = close < 0 ? null : zoneOf(start + 1, close);
                if (named != null) {
                    region = named;
                    p = close + 1;
                }
                return;
            }
        }
    }

    /** {@code Mon Nov 23 10:00:00 2026}. */
    private boolean yearBehindTime() {
        if (year == NONE && at(p) == ' ' && digits(p + 1) == 4 && !isWord(at(p + 5)) && at(p + 5) != ':') {
            int number = number(p + 1, 4);
            if (number >= 1970 && number < 2100 && at(p + 5) != '.' && at(p + 5) != '-' && at(p + 5) != '/') {
                year = number;
                p += 5;
                if (offset == NONE && region == null) {
                    zone();
                }
            }
        }
        return true;
    }

    private boolean resolve() {
        boolean hasYear = year != NONE;
        boolean hasDate = day > 0 || hasYear;
        boolean hasZone = offset != NONE || region != null;
        precision = hasDate ? fractionDigits * 8 + (hasZone ? 4 : 0) + (hasYear ? 2 : 0) + 1 : 0;
        if (epochSecond != NONE) {
            return true;
        }
        if (hour > 23 || minute > 59 || second > 60) {
            return false;
        }
        if (!hasDate) {
            epochSecond = timeOfToday();
            return true;
        }
        if (month < 1 || month > 12 || day < 1 || day > lengthOf(hasYear ? year : 2000)) {
            return false;
        }
        epochSecond = hasYear ? toEpochSecond(year) : withoutYear();
        return true;
    }

    private long withoutYear() {
        int next = LocalDateTime.ofEpochSecond(written, 0, ZoneOffset.UTC).getYear() + 1;
        for (int candidate = next; ; candidate--) {
            if (day <= lengthOf(candidate)) {
                long time = toEpochSecond(candidate);
                if (time <= written + DAY || candidate < next - 8) {
                    return time;
                }
            }
        }
    }

    /** Of the day of the last write, or of the day before where it would be more than an hour ahead. */
    private long timeOfToday() {
        long secondOfDay = hour * (long) HOUR + minute * 60L + second;
        long offsetNow = offset == NONE
                ? zone.getRules().getOffset(Instant.ofEpochSecond(written)).getTotalSeconds()
                : offset;
        long today = Math.floorDiv(written + offsetNow, (long) DAY);
        long time = today * DAY + secondOfDay - offsetNow;
        return time > written + HOUR ? time - DAY : time;
    }

    private int lengthOf(int ofYear) {
        return switch (month) {
            case 2 -> ofYear % 4 == 0 && (ofYear % 100 != 0 || ofYear % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private long toEpochSecond(int ofYear) {
        long local = epochDay(ofYear, month, day) * DAY + hour * (long) HOUR + minute * 60L + second;
        return local - offset(local);
    }

    private int offset(long local) {
        if (offset != NONE) {
            return offset;
        }
        if (region != null) {
            return offset(region, local);
        }
        if (fixedOffset != NONE) {
            return fixedOffset;
        }
        long quarter = Math.floorDiv(local, (long) QUARTER);
        if (quarter != knownQuarter) {
            knownOffset = offset(zone, local);
            knownQuarter = quarter;
        }
        return knownOffset;
    }

    private static int offset(ZoneId in, long local) {
        return in.getRules()
                .getOffset(LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC))
                .getTotalSeconds();
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private boolean atBoundary() {
        return !isWord(at(p));
    }

    /** How many digits follow; more than 20 are not counted. */
    private int digits(int start) {
        int i = start;
        while (i - start < 21 && isDigit(at(i))) {
            i++;
        }
        return i - start;
    }

    private int number(int start, int n) {
        int number = 0;
        for (int i = start; i < start + n; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /** NUL behind the end. */
    private char at(int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isWord(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }
}
