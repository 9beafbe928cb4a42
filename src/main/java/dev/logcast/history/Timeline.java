package dev.logcast.history;

import dev.logcast.archive.Archive;
import dev.logcast.archive.Extent;
import dev.logcast.archive.Histogram;
import dev.logcast.archive.TimeBudget;
import dev.logcast.line.Level;
import dev.logcast.wire.Rfc3339;
import dev.logcast.wire.Utf8Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The numbers of lines of each level over time. */
public final class Timeline {
    /** What lines without a level are counted under. */
    public static final String NO_LEVEL = "none";

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Instant LAST = Instant.MAX.minus(SHORTEST);

    /** A line may be so far ahead of this machine's clock and still not be misdated: by another zone's. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private Timeline() {}

    /**
     * Counts the lines of a selection. Without a {@code since} it begins with the first of nearly all lines, without an {@code until} it
     * ends now, with lines that are ahead of that, or shortly after a {@code since} that is; lines beyond are counted outside of it.
     *
     * @param buckets at most
     */
    public static Histogram count(Archive archive, Selection selection, int buckets, Instant now, TimeBudget budget)
            throws IOException {
        Instant earliest = selection.earliest();
        Instant end = selection.end();
        Extent extent = earliest == null || end == null
                ? archive.extent(selection.visible(), now, TimeBudget.of(GLANCE))
                : null;
        Instant to = end != null ? end : extent == null ? now : end(extent.last(), now);
        Instant from = earliest != null ? earliest : extent == null ? to.minus(SHORTEST) : extent.first();
        if (!from.isBefore(to)) {
            if (earliest == null) {
                from = to.minus(SHORTEST);
            } else {
                to = from.isBefore(LAST) ? from.plus(SHORTEST) : Instant.MAX;
            }
        }
        Histogram histogram = new Histogram(from, to, buckets, earliest == null, end == null);
        archive.count(selection.filter(), histogram, budget);
        return histogram;
    }

    private static Instant end(Instant last, Instant now) {
        boolean ahead = last.isAfter(now) && last.isBefore(now.plus(AHEAD));
        return ahead ? last.plusMillis(1) : now;
    }

    /** Writes a histogram as a JSON object; levels of which there are no lines are left out. */
    public static void json(Utf8Buffer to, Histogram histogram) {
        to.ascii("{\"from\":");
        time(to, histogram.from());
        to.ascii(",\"to\":");
        time(to, histogram.to());
        to.ascii(",\"stepMillis\":").number(histogram.stepMillis()).ascii(",\"buckets\":[");
        for (int i = 0; i < histogram.size(); i++) {
            to.ascii(i == 0 ? "{\"time\":" : ",{\"time\":");
            time(to, histogram.from().plusMillis(i * histogram.stepMillis()));
            to.ascii(",\"counts\":{");
            boolean any = count(to, histogram, i, null, false);
            for (Level level : Level.values()) {
                any |= count(to, histogram, i, level, any);
            }
            to.ascii("}}");
        }
        to.ascii("],\"approximate\":").ascii(Boolean.toString(histogram.approximate()));
        if (histogram.earlier() + histogram.later() > 0) {
            to.ascii(",\"outside\":{\"earlier\":").number(histogram.earlier());
            to.ascii(",\"later\":").number(histogram.later()).put('}');
        }
        to.put('}');
    }

    private static boolean count(
            Utf8Buffer to, Histogram histogram, int bucket, @Nullable Level level, boolean follows) {
        long count = histogram.count(bucket, level);
        if (count == 0) {
            return false;
        }
        if (follows) {
            to.put(',');
        }
        to.put('"').ascii(level == null ? NO_LEVEL : level.name()).ascii("\":").number(count);
        return true;
    }

    private static void time(Utf8Buffer to, Instant time) {
        to.put('"');
        Rfc3339.write(to, time);
        to.put('"');
    }
}
