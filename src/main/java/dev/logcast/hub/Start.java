package dev.logcast.hub;

import dev.logcast.line.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream begins.
 *
 * @param after behind this cursor, or at the oldest line held when it is of another run; null: at the newest line but so
 *     many
 * @param skip with a cursor: begin at the newest line all the same, and say what lies between
 * @param tail without a cursor: begin with so many of the newest matching lines
 */
public record Start(@Nullable Cursor after, boolean skip, long tail) {
    public static final Start NOW = new Start(null, false, 0);

    public static Start after(Cursor cursor) {
        return new Start(cursor, false, 0);
    }

    public static Start tail(long lines) {
        return new Start(null, false, lines);
    }
}
