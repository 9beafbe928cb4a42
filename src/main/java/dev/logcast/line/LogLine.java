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
        @Nullable LineId continues,
        boolean cut,
        boolean masked) {
    /** A line without secrets. */
    public LogLine(
            LineId id,
            Instant time,
            @Nullable Level level,
            String message,
            String styled,
            @Nullable LineId continues,
            boolean cut) {
        this(id, time, level, message, styled, continues, cut, false);
    }
}
