package dev.logcast.source.record;

import dev.logcast.line.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * One line as it stands in a file, without its end.
 *
 * @param offset where it begins, in bytes
 * @param end where the next one begins
 * @param continues offset of the line whose beginning was shown before it was finished, or -1
 * @param cut whether it was longer than allowed and lost its end
 * @param envelope what a container runtime wrote around it; it is no part of the text
 * @param garbled its bytes, where not all of them are text
 */
public record Line(
        long offset,
        long end,
        String text,
        long continues,
        boolean cut,
        @Nullable Envelope envelope,
        @Nullable Garbled garbled) {
    Line(long offset, long end, String text, long continues, boolean cut) {
        this(offset, end, text, continues, cut, null, null);
    }
}
