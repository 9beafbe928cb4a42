package dev.logcast.wire;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Times as RFC 3339 wants them, in UTC: milliseconds, or as many digits as it takes, in threes. Lines follow one another within a day,
 * whose text is kept. Thread-safe.
 */
public final class Rfc3339 {
    private static final int SECONDS_PER_DAY = 86_400;

    private record Day(long number, String text) {}

    private static volatile @Nullable Day last;

    private Rfc3339() {}

    public static void write(Utf8Buffer to, Instant time) {
        long second = time.getEpochSecond();
        long number = Math.floorDiv(second, (long) SECONDS_PER_DAY);
        Day day = last;
        if (day == null || day.number != number) {
            day = new Day(number, LocalDate.ofEpochDay(number) + "T");
            last = day;
        }
        int ofDay = (int) (second - number * SECONDS_PER_DAY);
        to.ascii(day.text)
                .digits(ofDay / 3600, 2)
                .put(':')
                .digits(ofDay / 60 % 60, 2)
                .put(':')
                .digits(ofDay % 60, 2);
        int nanos = time.getNano();
        to.put('.');
        if (nanos % 1_000_000 == 0) {
            to.digits(nanos / 1_000_000, 3);
        } else if (nanos % 1000 == 0) {
            to.digits(nanos / 1000, 6);
        } else {
            to.digits(nanos, 9);
        }
        to.put('Z');
    }
}
