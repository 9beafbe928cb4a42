package dev.logcast.pipeline.format.time;

import dev.logcast.line.Ascii;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The parts of a stamp, while it is read; used again for the next one. */
final class Stamp {
    /** In place of a part that the stamp leaves out. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int[] POWERS = {
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    /** When the file was last written to, in seconds since 1970. */
    long written;

    String text = "";

    /** The characters that the stamp begins with, which nearly all stamps are within: quicker to look at than those of the text. */
    private final char[] near = new char[48];

    private int nearStart;
    private int nearLength;

    /** What is before has been read. */
    int p;

    int year;
    int month;
    int day;
    int hour;
    int minute;
    int second;
    int nanos;
    int fractionDigits;

    /** East of UTC, in seconds. */
    int offset;

    @Nullable
    ZoneId region;

    /** Whether {@code GMT+3} is west of Greenwich, as POSIX has it. */
    boolean posix;

    long epochSecond;

    /** Its fraction's digits * 8 + 4 for a zone + 2 for a year + 1; 0 without a date. */
    int precision;

    void begin(String line, int start) {
        text = line;
        p = start;
        nearStart = start;
        nearLength = Math.min(near.length, line.length() - start);
        line.getChars(start, start + nearLength, near, 0);
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

    void fraction(int n) {
        int read = Math.min(n, 9);
        nanos = number(p, read) * POWERS[9 - read];
        fractionDigits = read;
        p += n;
    }

    /** The power of ten, up to the ninth. */
    static int power(int exponent) {
        return POWERS[exponent];
    }

    boolean atBoundary() {
        return !Ascii.isWord(at(p));
    }

    /** How many digits follow; more than 20 are not counted. */
    int digits(int start) {
        int i = start;
        while (i - start < 21 && Ascii.isDigit(at(i))) {
            i++;
        }
        return i - start;
    }

    int number(int start, int n) {
        int number = 0;
        for (int i = start; i < start + n; i++) {
            number = number * 10 + at(i) - '0';
        }
        return number;
    }

    /** NUL behind the end. */
    char at(int i) {
        int place = i - nearStart;
        return place >= 0 && place < nearLength ? near[place] : far(i);
    }

    private char far(int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }
}
