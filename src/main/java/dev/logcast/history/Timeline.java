package dev.logcast.history;

import dev.logcast.archive.Archive;
import dev.logcast.archive.Budget;
import dev.logcast.archive.Entry;
import dev.logcast.archive.Histogram;
import dev.logcast.archive.Piece;
import dev.logcast.archive.Scan;
import dev.logcast.hub.Rfc3339;
import dev.logcast.hub.Utf8Buffer;
import dev.logcast.line.Level;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many lines of each level there are over time. */
public final class Timeline {
    /** What lines without a level are counted under. */
    public static final String NO_LEVEL = "none";

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private Timeline() {}

    /**
     * Counts the lines of a selection. Without a {@code since} it begins with the oldest lines there are, without an {@code until} it
     * ends now.
     *
     * @param buckets at most
     */
    public static Histogram count(Archive archive, Selection selection, int buckets, Instant now, Budget budget)
            throws IOException {
        Instant end = selection.end();
        Instant to = end == null ? now : end;
        Instant earliest = selection.earliest();
        Instant from = earliest == null ? oldest(archive, selection, to) : earliest;
        if (!from.isBefore(to)) {
            from = to.minus(SHORTEST);
        }
        return archive.histogram(from, to, buckets, selection.filter(), budget);
    }

    /** The earliest time of those lines that were read first. */
    private static Instant oldest(Archive archive, Selection selection, Instant otherwise) throws IOException {
        Budget glance = Budget.of(GLANCE);
        try (Scan scan = archive.forward(archive.oldest() - 1, selection.visible())) {
            for (Piece piece = scan.next(); piece != null && !glance.spent(); piece = scan.next()) {
                Instant earliest = null;
                for (Entry entry : piece.entries()) {
                    if (entry instanceof Entry.Line line
                            && (earliest == null || line.line().time().isBefore(earliest))) {
                        earliest = line.line().time();
                    }
                }
                if (earliest != null) {
                    return earliest;
                }
            }
        }
        return otherwise;
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
        to.ascii("],\"approximate\":")
                .ascii(Boolean.toString(histogram.approximate()))
                .put('}');
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
