package dev.logcast.pipeline.format.time;

import dev.logcast.line.Ascii;

/** Numbers that are times since 1970, going by their size: seconds, milliseconds, microseconds or nanoseconds. */
final class StampEpochs {
    private static final long EARLIEST = 1_000_000_000L;
    private static final long LATEST = 4_102_444_800L;

    private final Stamp stamp;

    StampEpochs(Stamp stamp) {
        this.stamp = stamp;
    }

    boolean number(long number) {
        stamp.begin("", 0);
        return read(number, digitsOf(number));
    }

    /** Seconds with a fraction. */
    boolean number(double seconds) {
        stamp.begin("", 0);
        if (!(seconds >= EARLIEST && seconds < LATEST)) {
            return false;
        }
        // A double holds no more than microseconds of today.
        long micros = Math.round(seconds * 1e6);
        stamp.precision = 6 * 8 + 7;
        stamp.year = 1970;
        stamp.epochSecond = micros / 1_000_000;
        stamp.nanos = (int) (micros % 1_000_000) * 1000;
        return true;
    }

    /** The number that the stamp begins with, of so many digits. */
    boolean digits(int n) {
        long number = 0;
        for (int i = 0; i < n; i++) {
            number = number * 10 + stamp.at(stamp.p + i) - '0';
        }
        stamp.p += n;
        if (!read(number, n)) {
            return false;
        }
        if (n == 10 && stamp.at(stamp.p) == '.' && Ascii.isDigit(stamp.at(stamp.p + 1))) {
            stamp.p++;
            stamp.fraction(stamp.digits(stamp.p));
        }
        return stamp.atBoundary() && stamp.at(stamp.p) != '-' && stamp.at(stamp.p) != '.' && stamp.at(stamp.p) != '/';
    }

    private boolean read(long number, int n) {
        int unit =
                switch (n) {
                    case 10 -> 0;
                    case 13 -> 3;
                    case 16 -> 6;
                    case 19 -> 9;
                    default -> Stamp.NONE;
                };
        if (unit == Stamp.NONE) {
            return false;
        }
        stamp.epochSecond = number / Stamp.power(unit);
        stamp.nanos = (int) (number % Stamp.power(unit)) * Stamp.power(9 - unit);
        stamp.fractionDigits = unit;
        stamp.offset = 0;
        stamp.year = 1970;
        return stamp.epochSecond >= EARLIEST && stamp.epochSecond < LATEST;
    }

    private static int digitsOf(long number) {
        int n = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            n++;
        }
        return n;
    }
}
