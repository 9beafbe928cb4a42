package dev.logcast.history;

import dev.logcast.archive.Archive;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A part of the archive, by sequence numbers.
 *
 * @param first number of its first line
 * @param last of its last one; the one before {@code first} where there is none
 */
public record SequenceRange(long first, long last) {
    public SequenceRange {
        last = Math.max(last, first - 1);
    }

    /**
     * Where lines can be that are selected.
     *
     * @param behind the number of the line before the first one; empty: begins with the oldest line there is
     * @param before the number of the line behind the last one; empty: ends with the newest line there is
     */
    public static SequenceRange of(Archive archive, Selection selection, OptionalLong behind, OptionalLong before)
            throws IOException {
        long last = archive.newest();
        long first = behind.isPresent() ? behind.getAsLong() + 1 : archive.oldest();
        Instant since = selection.earliest();
        if (since != null) {
            first = Math.max(first, archive.before(since) + 1);
        }
        Instant until = selection.end();
        if (until != null) {
            last = Math.min(last, archive.lastBefore(until));
        }
        return new SequenceRange(first, before.isPresent() ? Math.min(last, before.getAsLong() - 1) : last);
    }
}
