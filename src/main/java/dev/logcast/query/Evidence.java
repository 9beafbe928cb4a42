package dev.logcast.query;

import dev.logcast.line.Level;
import java.time.Instant;

/**
 * The knowledge of up to 64 blocks of lines without looking at the lines. An answer has one bit for each block, set where the block may
 * hold such a line; where nothing is known it is set.
 */
public interface Evidence {
    /** Every block may. */
    long ANY = -1L;

    /** Lines whose message holds this text, in any case. */
    default long text(String text) {
        return ANY;
    }

    /** Lines one of whose values holds this text, in any case. */
    default long value(String text) {
        return ANY;
    }

    /** Lines with a level that compares like this. */
    default long level(Operator operator, Level level) {
        return ANY;
    }

    default long source(SourceGlob glob) {
        return ANY;
    }

    /** Lines of this time or a later one. */
    default long since(Instant time) {
        return ANY;
    }

    /** Lines of an earlier time than this. */
    default long until(Instant time) {
        return ANY;
    }
}
