package dev.logcast.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the archive, for people.
 *
 * @param state what it does
 * @param error why it fails; null when it does not
 * @param bytes on disk, index included
 * @param segments what is deleted as a whole
 * @param indexed segments of which is known what they hold: fewer while it rebuilds
 * @param oldest sequence number of the oldest line
 * @param newest of the newest one
 * @param since when the oldest segment was begun; null when there is none
 * @param lagLines lines that are not stored yet
 * @param lostLines lines of this run that could not be stored, nor read again
 * @param damagedBlocks blocks found damaged in this run
 */
public record ArchiveReport(
        State state,
        @Nullable String error,
        long bytes,
        int segments,
        int indexed,
        long oldest,
        long newest,
        @Nullable Instant since,
        long lagLines,
        long lostLines,
        long damagedBlocks) {
    public enum State {
        /** There is no archive. */
        NONE,
        /** All is well. */
        STORING,
        /** What is there is being indexed again. */
        REBUILDING,
        /** It cannot be written; lines go on, and it is tried again every second. */
        FAILING
    }
}
