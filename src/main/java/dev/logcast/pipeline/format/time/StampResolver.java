package dev.logcast.pipeline.format.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/**
 * The step from what a stamp says and what it leaves out to the point in time: the zone is that of the source, the date not later than a
 * day behind the last write of the file.
 */
final class StampResolver {
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final int QUARTER = 900;

    /** How far lines of a source may be out of order, in seconds, without being an hour later. */
    private static final int PATIENCE = 300;

    private final Stamp stamp;
    private final ZoneId zone;
    private final int fixedOffset;

    // Of the local time that was last asked for: zones change at quarters of an hour at the most.
    private long knownQuarter = Long.MIN_VALUE;
    private int knownOffset;

    /** By how many seconds the clocks were set back at the end of the hour that this quarter is in; 0: they were not. */
    private int fold;

    /** The last time that was known by the zone of the source alone. */
    private long last = Long.MIN_VALUE;

    StampResolver(Stamp stamp, ZoneId zone) {
        this.stamp = stamp;
        this.zone = zone;
        this.fixedOffset = zone.normalized() instanceof ZoneOffset fixed ? fixed.getTotalSeconds() : Stamp.NONE;
    }

    boolean resolve() {
        boolean hasYear = stamp.year != Stamp.NONE;
        boolean hasDate = stamp.day > 0 || hasYear;
        boolean hasZone = stamp.offset != Stamp.NONE || stamp.region != null;
        stamp.precision = hasDate ? stamp.fractionDigits * 8 + (hasZone ? 4 : 0) + (hasYear ? 2 : 0) + 1 : 0;
        if (stamp.epochSecond != Stamp.NONE) {
            return true;
        }
        if (stamp.hour > 23 || stamp.minute > 59 || stamp.second > 60) {
            return false;
        }
        if (!hasDate) {
            stamp.epochSecond = timeOfToday();
            return true;
        }
        if (stamp.month < 1 || stamp.month > 12 || stamp.day < 1 || stamp.day > lengthOf(hasYear ? stamp.year : 2000)) {
            return false;
        }
        stamp.epochSecond = hasYear ? toEpochSecond(stamp.year) : withoutYear();
        return true;
    }

    private long withoutYear() {
        int next = LocalDateTime.ofEpochSecond(stamp.written, 0, ZoneOffset.UTC).getYear() + 1;
        for (int candidate = next; ; candidate--) {
            if (stamp.day <= lengthOf(candidate)) {
                long time = toEpochSecond(candidate);
                if (time <= stamp.written + DAY || candidate < next - 8) {
                    return time;
                }
            }
        }
    }

    /** Of the day of the last write, or of the day before where it would be more than an hour ahead. */
    private long timeOfToday() {
        long secondOfDay = stamp.hour * (long) HOUR + stamp.minute * 60L + stamp.second;
        long offsetNow = stamp.offset == Stamp.NONE
                ? zone.getRules()
                        .getOffset(Instant.ofEpochSecond(stamp.written))
                        .getTotalSeconds()
                : stamp.offset;
        long today = Math.floorDiv(stamp.written + offsetNow, (long) DAY);
        long time = today * DAY + secondOfDay - offsetNow;
        return time > stamp.written + HOUR ? time - DAY : time;
    }

    private long toEpochSecond(int ofYear) {
        long local = epochDay(ofYear, stamp.month, stamp.day) * DAY
                + stamp.hour * (long) HOUR
                + stamp.minute * 60L
                + stamp.second;
        return local - offset(local);
    }

    private int offset(long local) {
        if (stamp.offset != Stamp.NONE) {
            return stamp.offset;
        }
        if (stamp.region != null) {
            return offset(stamp.region, local);
        }
        if (fixedOffset != Stamp.NONE) {
            return fixedOffset;
        }
        long quarter = Math.floorDiv(local, (long) QUARTER);
        if (quarter != knownQuarter) {
            LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
            knownOffset = zone.getRules().getOffset(time).getTotalSeconds();
            ZoneOffsetTransition transition = zone.getRules().getTransition(time);
            fold = transition != null && transition.isOverlap()
                    ? -(int) transition.getDuration().toSeconds()
                    : 0;
            knownQuarter = quarter;
        }
        int offset = fold > 0 && isSecond(local - knownOffset) ? knownOffset - fold : knownOffset;
        last = local - offset;
        return offset;
    }

    /**
     * Whether a time that there is twice, since clocks were set back, is the second one: the first would be well before what the
     * source said last. Where nothing was said near it, the last write of the file tells: neither is later than that, and a file that
     * was written just then is being written.
     */
    private boolean isSecond(long first) {
        long second = first + fold;
        if (second > stamp.written + PATIENCE) {
            return false;
        }
        if (last >= first - fold && last <= second + fold) {
            return first < last - PATIENCE;
        }
        return stamp.written < second + PATIENCE;
    }

    private static int offset(ZoneId in, long local) {
        return in.getRules()
                .getOffset(LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC))
                .getTotalSeconds();
    }

    private int lengthOf(int ofYear) {
        return switch (stamp.month) {
            case 2 -> ofYear % 4 == 0 && (ofYear % 100 != 0 || ofYear % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }
}
