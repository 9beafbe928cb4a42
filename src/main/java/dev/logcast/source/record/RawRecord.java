package dev.logcast.source.record;

import dev.logcast.line.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * One record as it stands in a file, without its line end.
 *
 * @param offset where it begins, in bytes
 * @param continues offset of the record that this one is a late part of, or -1
 * @param cut whether it was longer than allowed and lost its end
 * @param envelope what a container runtime wrote around its first line; it is no part of the text
 */
public record RawRecord(long offset, String text, long continues, boolean cut, @Nullable Envelope envelope) {
    public RawRecord(long offset, String text, long continues, boolean cut) {
        this(offset, text, continues, cut, null);
    }
}
