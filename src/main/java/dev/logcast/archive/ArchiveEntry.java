package dev.logcast.archive;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;

/** An entry of the archive: what stands at a place. */
public sealed interface ArchiveEntry {
    long sequence();

    /** Of the last line that it stands for. */
    long last();

    /** A line. */
    record Line(long sequence, LogLine line) implements ArchiveEntry {
        @Override
        public long last() {
            return sequence;
        }
    }

    /**
     * Lines that are missing.
     *
     * @param sequence of the first of them
     * @param batch without lines: whose they are, why they are missing, how many
     */
    record Loss(long sequence, LineBatch batch) implements ArchiveEntry {
        @Override
        public long last() {
            return batch.lastSequence();
        }
    }

    /**
     * Nothing is known of these lines: they were deleted, could not be stored, or are damaged. Told by scans forward only.
     *
     * @param sequence of the first of them
     * @param last of the last one
     */
    record Hole(long sequence, long last) implements ArchiveEntry {}
}
