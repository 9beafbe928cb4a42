package dev.logcast.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a log: usually one line, sometimes several.
 *
 * @param time what the record says of its time, or when it was read
 * @param level null when unknown
 * @param message the record without terminal escapes
 * @param styled the record with its colours (SGR escapes) kept; the same object as {@code message} when it has none
 * @param attributes what was parsed of it; where that is the message of a structured record, it is called {@code msg}
 * @param msgAt at which character (UTF-16) of {@code message} the part begins that is not time, level and the like; -1 where that is
 *     not simply its end, or nothing stands before it
 * @param continues the record that this one is a late part of
 * @param cut whether the record was longer than allowed and lost its end
 * @param masked whether secrets of it were hidden; {@code message} and {@code styled} are without them
 */
public record LogLine(
        LineId id,
        Instant time,
        @Nullable Level level,
        String message,
        String styled,
        Attributes attributes,
        int msgAt,
        @Nullable LineId continues,
        boolean cut,
        boolean masked) {

    /** A record without secrets, of which nothing but its level was parsed. */
    public LogLine(
            LineId id,
            Instant time,
            @Nullable Level level,
            String message,
            String styled,
            @Nullable LineId continues,
            boolean cut) {
        this(id, time, level, message, styled, Attributes.NONE, -1, continues, cut, false);
    }
}
