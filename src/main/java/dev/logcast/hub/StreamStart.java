package dev.logcast.hub;

import dev.logcast.line.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The place where a stream begins, and where it ends.
 *
 * @param after behind this cursor, or at the oldest line held when it is of an unknown run; null: see {@code since}
 * @param skip with a cursor: begin at the newest line all the same, and say what lies between
 * @param since without a cursor: with the lines that have this time or a later one; null: see {@code tail}
 * @param tail without both: begin with so many of the newest matching lines
 * @param until only lines of an earlier time, and the stream ends with those there are; null: it does not end
 * @param pace of what was there before
 */
public record StreamStart(
        @Nullable Cursor after,
        boolean skip,
        @Nullable Instant since,
        long tail,
        @Nullable Instant until,
        ReplayPace pace) {
    public static final StreamStart NOW = tail(0);

    public StreamStart(@Nullable Cursor after, boolean skip, long tail) {
        this(after, skip, null, tail, null, ReplayPace.FULL);
    }

    public static StreamStart after(Cursor cursor) {
        return new StreamStart(cursor, false, 0);
    }

    public static StreamStart tail(long lines) {
        return new StreamStart(null, false, lines);
    }

    /** Whether it asks for lines that were there before, and goes on with those that come. */
    boolean catchesUp() {
        return until == null && (after != null || since != null || tail > 0);
    }

    /** Whether more is asked of what was there before than that it comes. */
    boolean replays() {
        return since != null || until != null || pace.speed() > 0;
    }
}
