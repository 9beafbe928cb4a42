package dev.logcast.source;

import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.file.Fingerprint;

/**
 * The content of a file when it was read.
 *
 * @param generation names it in the ids of its lines
 * @param position how far it was read
 * @param print of it up to there
 */
record FileContent(long generation, long position, Fingerprint print) {
    static FileContent of(Checkpoint checkpoint) {
        return new FileContent(checkpoint.generation(), checkpoint.offset(), checkpoint.print());
    }

    /** Whether anything is known by which it could be told from another one. */
    boolean tells() {
        return position > 0 || print.headLength() > 0;
    }
}
