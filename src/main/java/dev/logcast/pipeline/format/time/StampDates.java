package dev.logcast.pipeline.format.time;

import dev.logcast.line.Ascii;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates: with names of months, with a year first or last, with two digits a part, without separators. */
final class StampDates {
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

    /** Longer names of days are followed by numbers. */
    private static final int LONGEST_SHORT_NAME = 4;

    private final Stamp stamp;

    /** Whether a day over 12 has shown that days come first. */
    private boolean dayBeforeMonth;

    StampDates(Stamp stamp) {
        this.stamp = stamp;
    }

    /** {@code 1123}. */
    void fourDigits() {
        stamp.month = stamp.number(stamp.p, 2);
        stamp.day = stamp.number(stamp.p + 2, 2);
        stamp.p += 4;
    }

    /** {@code 261123}. */
    void sixDigits() {
        stamp.year = shortYear(stamp.number(stamp.p, 2));
        stamp.month = stamp.number(stamp.p + 2, 2);
        stamp.day = stamp.number(stamp.p + 4, 2);
        stamp.p += 6;
    }

    /** {@code 20261123}. */
    void eightDigits() {
        stamp.year = stamp.number(stamp.p, 4);
        stamp.month = stamp.number(stamp.p + 4, 2);
        stamp.day = stamp.number(stamp.p + 6, 2);
        stamp.p += 8;
    }

    /**
     * {@code 2026-11-23}, {@code 2026/11/23}, {@code 2026.11.23}, {@code 2026. 11. 23.}, {@code 2026 Nov 23}, {@code 2026年11月23日}.
     */
    boolean yearFirst() {
        stamp.year = stamp.number(stamp.p, 4);
        char separator = stamp.at(stamp.p + 4);
        stamp.p += 5;
        if (separator == ' ' || (separator == '-' && Ascii.isLetter(stamp.at(stamp.p)))) {
            return month() && stamp.at(stamp.p) == separator && Ascii.isDigit(stamp.at(++stamp.p)) && day();
        }
        if (separator != '-' && separator != '/' && separator != '.' && separator != '年') {
            return false;
        }
        boolean wide = blankBehindDot(separator);
        int n = stamp.digits(stamp.p);
        if (n < 1 || n > 2) {
            return false;
        }
        stamp.month = stamp.number(stamp.p, n);
        stamp.p += n;
        boolean closed = separator == '年' ? stamp.at(stamp.p) == '月' : stamp.at(stamp.p) == separator;
        stamp.p++;
        if (!closed || wide != blankBehindDot(separator) || !day()) {
            return false;
        }
        char end = stamp.at(stamp.p);
        if ((separator == '年' && end == '日') || (separator == '.' && end == '.')) {
            stamp.p++;
        }
        return true;
    }

    /** Passes the blank that some countries write behind the dots of a date. */
    private boolean blankBehindDot(char separator) {
        boolean blank = separator == '.' && stamp.at(stamp.p) == ' ';
        stamp.p += blank ? 1 : 0;
        return blank;
    }

    /** One or two digits come first: a day or a month, sometimes a year. */
    boolean shortDate(int n) {
        int first = stamp.number(stamp.p, n);
        stamp.p += n;
        char separator = stamp.at(stamp.p++);
        if (separator == '月' || separator == '월') {
            return dayBehindMonth(first);
        }
        if (separator != '/' && separator != '-' && separator != '.' && separator != ' ') {
            return false;
        }
        boolean wide = blankBehindDot(separator);
        of();
        if (isLetter(stamp.at(stamp.p))) {
            stamp.day = first;
            if (!month()) {
                return false;
            }
            if (stamp.at(stamp.p) == '.' && (stamp.at(stamp.p + 1) == ' ' || stamp.at(stamp.p + 1) == separator)) {
                stamp.p++;
            }
            yearBehindMonth(separator);
            return true;
        }
        int m = stamp.digits(stamp.p);
        if (separator == ' ' || m < 1 || m > 2) {
            return false;
        }
        int middle = stamp.number(stamp.p, m);
        stamp.p += m;
        if (stamp.at(stamp.p) != separator) {
            stamp.month = first;
            stamp.day = middle;
            return true;
        }
        stamp.p++;
        if (wide && !blankBehindDot(separator)) {
            return false;
        }
        int last = stamp.digits(stamp.p);
        if (last == 4) {
            stamp.year = stamp.number(stamp.p, 4);
            fourDigitYearLast(first, middle, separator);
        } else if (last == 2) {
            twoDigits(first, middle, stamp.number(stamp.p, 2), separator);
        } else {
            return false;
        }
        stamp.p += last;
        return true;
    }

    /** {@code 11月 19}, {@code 11月19日}, {@code 11월 19}. */
    private boolean dayBehindMonth(int month) {
        stamp.month = month;
        if (stamp.at(stamp.p) == ' ') {
            stamp.p++;
        }
        if (!day()) {
            return false;
        }
        if (stamp.at(stamp.p) == '日' || stamp.at(stamp.p) == '일') {
            stamp.p++;
        }
        return true;
    }

    /** {@code 19 de agosto de 2026}. */
    private void of() {
        if (stamp.text.startsWith("de ", stamp.p)) {
            stamp.p += 3;
        }
    }

    /** A month or the day of a week comes first. */
    boolean beginsWithName() {
        if (dayOfWeek()) {
            if (Ascii.isDigit(stamp.at(stamp.p))) {
                int n = stamp.digits(stamp.p);
                return n == 4 ? yearFirst() : n <= 2 && shortDate(n);
            }
        }
        if (!englishMonth() && !(isDayAhead() && month())) {
            return false;
        }
        if (stamp.at(stamp.p) == '.') {
            stamp.p++;
        }
        char separator = stamp.at(stamp.p++);
        if (separator != ' ' && separator != '-' && separator != '/') {
            return false;
        }
        if (stamp.at(stamp.p) == ' ') {
            stamp.p++;
        }
        if (!day()) {
            return false;
        }
        yearBehindMonth(separator);
        return true;
    }

    /** Passes a day of the week and the blank behind it. */
    private boolean dayOfWeek() {
        int p = stamp.p;
        boolean english = triple(DAYS, p) >= 0;
        if (english) {
            p += 3;
            while (Ascii.isLetter(stamp.at(p))) {
                p++;
            }
        } else {
            if (!StampWords.mayBeginDay(stamp.text, p)) {
                return false;
            }
            p = lettersEnd(p);
            if (!endsName(p) || !isDateAhead(p, p - stamp.p) || !StampWords.isDay(stamp.text, stamp.p, p)) {
                return false;
            }
            if (stamp.at(p) == '.') {
                p++;
            }
        }
        if (stamp.at(p) == ',') {
            p++;
        }
        if (stamp.at(p) != ' ') {
            return false;
        }
        p++;
        stamp.p = p;
        return true;
    }

    /** Whether a date can follow a word, before it is looked up: nearly all words are no names of days. */
    private boolean isDateAhead(int end, int letters) {
        int p = end;
        while (stamp.at(p) == '.' || stamp.at(p) == ',') {
            p++;
        }
        if (stamp.at(p) != ' ') {
            return false;
        }
        p++;
        return isMonthAhead(p) && (letters <= LONGEST_SHORT_NAME || Ascii.isDigit(stamp.at(p)));
    }

    /** Whether what follows has the name of a month: where it has not, {@code mar} is no Tuesday but March. */
    private boolean isMonthAhead(int start) {
        int p = start;
        int n = stamp.digits(p);
        if (n == 4) {
            return stamp.at(p + n) == '-' || stamp.at(p + n) == '/';
        }
        p += n;
        if (n > 0 && stamp.at(p) == '.') {
            p++;
        }
        if (n > 0 && stamp.at(p) == ' ') {
            p++;
        }
        return n <= 2 && isLetter(stamp.at(p));
    }

    /** Whether the day of a month follows the word that stands here, before that is looked up. */
    private boolean isDayAhead() {
        int p = lettersEnd(stamp.p);
        if (stamp.at(p) == '.') {
            p++;
        }
        if (stamp.at(p) != ' ' && stamp.at(p) != '-' && stamp.at(p) != '/') {
            return false;
        }
        p += stamp.at(p + 1) == ' ' ? 2 : 1;
        int n = stamp.digits(p);
        char behind = stamp.at(p + n);
        return (n == 1 || n == 2)
                && (behind == ' ' || behind == ',' || behind == '-' || behind == '/' || behind == '.' || behind == ':');
    }

    private int lettersEnd(int start) {
        int p = start;
        while (p - start <= StampWords.LONGEST && isLetter(stamp.at(p))) {
            p++;
        }
        return p;
    }

    /** Whether a name that ends here can be one of a date. */
    private boolean endsName(int end) {
        char c = stamp.at(end);
        return c == ' ' || c == '.' || c == ',' || c == '-' || c == '/';
    }

    private static boolean isLetter(char c) {
        return Ascii.isLetter(c) || (c >= 0x80 && Character.isLetter(c));
    }

    private boolean day() {
        int n = stamp.digits(stamp.p);
        if (n < 1 || n > 2) {
            return false;
        }
        stamp.day = stamp.number(stamp.p, n);
        stamp.p += n;
        return true;
    }

    /** {@code 11/23/2026} of the United States, unless a day over 12 has shown that days come first; else days come first. */
    private void fourDigitYearLast(int first, int middle, char separator) {
        if (separator == '/' && first > 12) {
            dayBeforeMonth = true;
        }
        boolean dayFirst = first > 12 || (middle <= 12 && (separator != '/' || dayBeforeMonth));
        stamp.day = dayFirst ? first : middle;
        stamp.month = dayFirst ? middle : first;
    }

    /** Of three numbers any may be the year: the first one, where that is not long ago. */
    private void twoDigits(int a, int b, int c, char separator) {
        int now = LocalDateTime.ofEpochSecond(stamp.written, 0, ZoneOffset.UTC).getYear();
        boolean yearFirst = b <= 12 && c <= 31 && 2000 + a <= now && 2000 + a > now - 20 && separator != '.';
        if (yearFirst) {
            stamp.year = 2000 + a;
            stamp.month = b;
            stamp.day = c;
        } else {
            stamp.year = shortYear(c);
            fourDigitYearLast(a, b, separator);
        }
    }

    private static int shortYear(int twoDigits) {
        return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
    }

    private boolean month() {
        if (englishMonth()) {
            return true;
        }
        int end = lettersEnd(stamp.p);
        int found = endsName(end) ? StampWords.month(stamp.text, stamp.p, end) : 0;
        if (found == 0) {
            return false;
        }
        stamp.month = found;
        stamp.p = end;
        return true;
    }

    private boolean englishMonth() {
        int i = stamp.p;
        int letters = 0;
        while (letters < 10 && Ascii.isLetter(stamp.at(i + letters))) {
            letters++;
        }
        if (letters < 3) {
            return false;
        }
        int found = triple(MONTHS, i);
        if (found < 0
                || (letters > 3
                        && !(letters == MONTH_NAMES[found].length()
                                && stamp.text.regionMatches(true, i, MONTH_NAMES[found], 0, letters)))) {
            return false;
        }
        stamp.month = found + 1;
        stamp.p += letters;
        return true;
    }

    /** Which of the names of three letters stands there, or -1. */
    private int triple(String names, int start) {
        char a = (char) (stamp.at(start) | 0x20);
        char b = (char) (stamp.at(start + 1) | 0x20);
        char c = (char) (stamp.at(start + 2) | 0x20);
        for (int i = 0; i < names.length(); i += 3) {
            if (names.charAt(i) == a && names.charAt(i + 1) == b && names.charAt(i + 2) == c) {
                return i / 3;
            }
        }
        return -1;
    }

    /** Behind day and month: a year, or at once the time of day. */
    private void yearBehindMonth(char separator) {
        int i = stamp.p;
        if (stamp.at(i + 1) == 'd' && stamp.text.startsWith(" de ", i)) {
            i += 3;
        }
        if (stamp.at(i) == separator || stamp.at(i) == ',' || stamp.at(i) == ' ') {
            i++;
        }
        if (stamp.at(i) == ' ') {
            i++;
        }
        if (stamp.digits(i) == 4) {
            stamp.year = stamp.number(i, 4);
            stamp.p = i + 4;
            yearMark();
        }
    }

    /** {@code 2026 г.}, {@code 2026 р.}, as Russian and Ukrainian have it. */
    private void yearMark() {
        char mark = stamp.at(stamp.p + 1);
        if ((mark == 'г' || mark == 'р') && stamp.at(stamp.p) == ' ' && stamp.at(stamp.p + 2) == '.') {
            stamp.p += 3;
        }
    }
}
