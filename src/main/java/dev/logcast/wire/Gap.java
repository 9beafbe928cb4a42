package dev.logcast.wire;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.line.Cursor;
import dev.logcast.line.LossReason;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lines that a client does not get.
 *
 * @param reason a word of {@link LossReason}
 * @param source the one whose lines are missing; null for all that the client sees
 * @param missed how many of them match the client's subscription; -1 when that cannot be known
 * @param from the last line received; null when that is not known
 * @param to the last line missed
 * @param since the time of the line before them; null when that is not known
 * @param until the time of the line behind them, or of the last one missed where none has come yet; null when that is not known
 */
public record Gap(
        String reason,
        @Nullable SourceId source,
        long missed,
        @Nullable Cursor from,
        Cursor to,
        @Nullable Instant since,
        @Nullable Instant until) {

    public Gap(String reason, @Nullable SourceId source, long missed, @Nullable Cursor from, Cursor to) {
        this(reason, source, missed, from, to, null, null);
    }

    /** This gap between two lines of these times. */
    public Gap between(@Nullable Instant before, @Nullable Instant behind) {
        return new Gap(reason, source, missed, from, to, before, behind);
    }

    /**
     * What a hole in the archive is to a client.
     *
     * @param oldest number of the oldest line that is not deleted
     */
    public static Gap of(ArchiveEntry.Hole hole, LineFilter filter, long oldest, String epoch) {
        return of(hole.last() < oldest ? LossReason.RETENTION : LossReason.ARCHIVE_FAILED, hole, filter, epoch);
    }

    /** What lines of which nothing is known are to a client. */
    public static Gap of(String reason, ArchiveEntry.Hole hole, LineFilter filter, String epoch) {
        long missed = filter.selective() ? -1 : hole.last() - hole.sequence() + 1;
        return new Gap(reason, null, missed, new Cursor(epoch, hole.sequence() - 1), new Cursor(epoch, hole.last()));
    }

    /** For people: {@code 12 lines missing (slow-client)}. */
    public String text() {
        String lines = missed < 0 ? "lines" : missed + (missed == 1 ? " line" : " lines");
        return lines + " missing (" + reason + ')';
    }

    void json(Utf8Buffer json, CursorWriter cursors) {
        json.ascii("{\"reason\":\"").ascii(reason).ascii("\"");
        if (source != null) {
            json.ascii(",\"source\":").json(source.value());
        }
        if (missed >= 0) {
            json.ascii(",\"missed\":").number(missed);
        }
        if (from != null) {
            cursors.write(json.ascii(",\"from\":\""), from).ascii("\"");
        }
        cursors.write(json.ascii(",\"to\":\""), to).ascii("\"");
        time(json, ",\"since\":\"", since);
        time(json, ",\"until\":\"", until);
        json.put('}');
    }

    private static void time(Utf8Buffer json, String name, @Nullable Instant time) {
        if (time != null) {
            json.ascii(name);
            Rfc3339.write(json, time);
            json.put('"');
        }
    }
}
