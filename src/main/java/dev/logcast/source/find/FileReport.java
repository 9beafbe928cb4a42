package dev.logcast.source.find;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The state of one file of a source, for people.
 *
 * @param position how far it has been read, in bytes
 * @param size in bytes
 * @param generation which content of which file, as in the ids of its lines; -1 for a file that could not be opened
 * @param error why it cannot be read, or null
 */
public record FileReport(Path path, State state, long position, long size, long generation, @Nullable String error) {
    /** What is being done with a file. */
    public enum State {
        /** There is more to read. */
        READING,
        /** All has been read. */
        FOLLOWING,
        /** No pattern finds it any more; it is read on until it rests. */
        GONE,
        /** It cannot be read, and is tried again. */
        UNREADABLE
    }

    /** Bytes not yet read. */
    public long lag() {
        return Math.max(0, size - position);
    }
}
