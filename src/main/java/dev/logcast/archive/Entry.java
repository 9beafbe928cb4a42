package dev.logcast.archive;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.query.LineFilter;
import java.util.List;

/** What stands in the archive at a place. */
public sealed interface Entry {
    long sequence();

    /** Of the last line that it stands for. */
    long last();

    /**
     * Adds what a filter wants of a batch: its lines from one sequence number to another, or their loss; of a loss that began before only
     * that lines are missing.
     */
    static void addTo(List<Entry> entries, LineBatch batch, LineFilter filter, long from, long to) {
        if (batch.lastSequence() < from || batch.firstSequence() > to || !filter.wants(batch.source())) {
            return;
        }
        if (batch.loss() != null) {
            entries.add(
                    batch.firstSequence() >= from
                            ? new Loss(batch.firstSequence(), batch)
                            : new Hole(from, batch.lastSequence()));
        }
        List<LogLine> lines = batch.lines();
        int first = (int) Math.max(0, from - batch.firstSequence());
        int last = (int) Math.min(lines.size() - 1, to - batch.firstSequence());
        for (int i = first; i <= last; i++) {
            if (filter.wants(lines.get(i))) {
                entries.add(new Line(batch.firstSequence() + i, lines.get(i)));
            }
        }
    }

    /** A line. */
    record Line(long sequence, LogLine line) implements Entry {
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
    record Loss(long sequence, LineBatch batch) implements Entry {
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
    record Hole(long sequence, long last) implements Entry {}
}
