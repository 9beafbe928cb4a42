package dev.logcast.pipeline.format.time;

import dev.logcast.line.Ascii;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A scanner for the stamps of logs: ISO 8601 and what resembles it, dates with names of months, dates of two digits a part, dates without
 * separators, times without a date or without a year, seconds to nanoseconds since 1970. After {@link #at} has found one, the other
 * methods tell of it. Takes time linear in the length of a stamp, allocates nothing. Not thread-safe.
 *
 * <p>What a stamp leaves out is taken from the source: its zone, and a date that is not later than a day behind the last write of
 * the file, so that lines of December are of the old year when they are read in January.
 */
public final class TimeScanner {
    /** The precision of nanoseconds in a known zone: no stamp says more. */
    public static final int NANOS_OF_A_ZONE = 9 * 8 + 7;

    private final Stamp stamp = new Stamp();
    private final StampDates dates = new StampDates(stamp);
    private final StampClock clock;
    private final StampEpochs epochs = new StampEpochs(stamp);
    private final StampResolver resolver;

    public TimeScanner(ZoneId zone) {
        clock = new StampClock(stamp, zone);
        resolver = new StampResolver(stamp, zone);
    }

    /** @param time when the file was last written to, as far as is known */
    public void written(Instant time) {
        stamp.written = time.getEpochSecond();
    }

    /** Where the stamp ends. */
    public int end() {
        return stamp.p;
    }

    public long epochSecond() {
        return stamp.epochSecond;
    }

    public int nanos() {
        return stamp.nanos;
    }

    /** Which of several stamps says more: by the digits of its fraction, then a zone, a year, a date. At least 0. */
    public int precision() {
        return stamp.precision;
    }

    /** Whether the stamp has a date. */
    public boolean dated() {
        return stamp.precision % 8 != 0;
    }

    /** Reads the stamp that begins at a place, which must not be within a word or number; false: there is none. */
    public boolean at(String line, int start) {
        char c = start < line.length() ? line.charAt(start) : 0;
        boolean digit = Ascii.isDigit(c);
        if (!digit && !((Ascii.isLetter(c) || c >= 0x80) && StampWords.mayBegin(line, start))) {
            return false;
        }
        stamp.begin(line, start);
        return (digit ? beginsWithDigits() : dates.beginsWithName() && clock.behindDate()) && resolver.resolve();
    }

    private boolean beginsWithDigits() {
        int n = stamp.digits(stamp.p);
        return switch (n) {
            case 1, 2 ->
                stamp.at(stamp.p + n) == ':'
                        ? clock.timeOfDay(true) && stamp.atBoundary()
                        : dates.shortDate(n) && clock.behindDate();
            case 4 -> dates.yearFirst() && clock.behindDate();
            case 6 -> {
                dates.sixDigits();
                yield clock.behindDate();
            }
            case 8 -> {
                dates.eightDigits();
                yield clock.behindDate();
            }
            case 14, 17 -> {
                dates.eightDigits();
                yield clock.behindEightDigits(n);
            }
            case 10, 13, 16, 19 -> epochs.digits(n);
            default -> false;
        };
    }

    /** Reads a stamp like {@link #at}, in which zones have the signs of POSIX. */
    public boolean atPosix(String line, int start) {
        stamp.posix = true;
        try {
            return at(line, start);
        } finally {
            stamp.posix = false;
        }
    }

    /** Reads {@code 1123 10:00:00.123456}: month and day without a separator, as glog writes them. */
    public boolean atMonthAndDay(String line, int start) {
        stamp.begin(line, start);
        if (stamp.digits(start) != 4 || stamp.at(start + 4) != ' ') {
            return false;
        }
        dates.fourDigits();
        return clock.behindDate() && resolver.resolve();
    }

    /** Takes a number as a time since 1970, going by its size: seconds, milliseconds, microseconds or nanoseconds. */
    public boolean since1970(long number) {
        return epochs.number(number) && resolver.resolve();
    }

    /** Takes seconds since 1970 with a fraction. */
    public boolean since1970(double seconds) {
        return epochs.number(seconds);
    }
}
