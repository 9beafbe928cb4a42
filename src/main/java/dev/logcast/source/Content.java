package dev.logcast.source;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * What a file held when it was read.
 *
 * @param generation names it in the ids of its lines
 * @param position how far it was read
 * @param print of it up to there
 */
record Content(long generation, long position, Fingerprint print) {
    static Content of(Checkpoint checkpoint) {
        return new Content(checkpoint.generation(), checkpoint.offset(), checkpoint.print());
    }

    /** Whether a file begins with all of it that is known. */
    boolean isIn(FileChannel file) throws IOException {
        boolean telling = position > 0 || print.headLength() > 0;
        return telling && print.matches(file, position);
    }
}
