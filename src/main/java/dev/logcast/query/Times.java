package dev.logcast.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times as people ask for them: {@code 10m} ago, {@code 12:30} of today, or as in ISO 8601. */
public final class Times {
    /** What a mistake is to be answered with. */
    public static final String EXPECTED =
            "a duration ago such as 10m, a time of today such as 12:30, or a date or time of ISO 8601 such as"
                    + " 2026-11-23T10:00:00Z";

    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000);

    private Times() {}

    /**
     * @param now what it is relative to
     * @param zone of times that name none
     * @throws DateTimeException if it is none, or too far away
     * @throws ArithmeticException likewise
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        Quantity ago = Quantity.parse(text);
        if (ago != null && ago.amount().signum() < 0) {
            throw new DateTimeException("a time to come: " + text);
        }
        if (ago != null && ago.kind() == Quantity.Kind.DURATION) {
            return now.minus(duration(ago));
        }
        if (text.indexOf(':') >= 0 && text.indexOf('-') < 0) {
            return LocalTime.parse(text)
                    .atDate(LocalDate.ofInstant(now, zone))
                    .atZone(zone)
                    .toInstant();
        }
        int day = text.indexOf('T');
        if (day < 0) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > day;
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    /**
     * A duration such as {@code 5s} or {@code 250ms}.
     *
     * @throws DateTimeException if it is none
     * @throws ArithmeticException if it is too long
     */
    public static Duration duration(String text) {
        Quantity duration = Quantity.parse(text);
        if (duration == null
                || duration.kind() != Quantity.Kind.DURATION
                || duration.amount().signum() < 0) {
            throw new DateTimeException("no duration: " + text);
        }
        return duration(duration);
    }

    private static Duration duration(Quantity quantity) {
        BigDecimal[] parts = quantity.amount().divideAndRemainder(SECOND);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValue());
    }
}
