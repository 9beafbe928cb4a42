package dev.logcast.archive.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.line.LogLine;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What an archive gives back of the lines that it was given.
 *
 * @param found sequence numbers of lines
 * @param missing sequence numbers of lines told to be missing
 * @param losses what was told of missing lines
 */
record Stored(BitSet found, BitSet missing, List<ArchiveEntry.Loss> losses, List<ArchiveEntry.Hole> holes) {
    /**
     * Reads all of it. Asserts that it is looked through without a gap, that each line is the one that was stored, and that none comes
     * twice, nor one that is told to be missing.
     *
     * @param all the line with the sequence number 1 and those behind it
     */
    static Stored read(LocalArchive archive, LineFilter filter, List<LogLine> all) throws IOException {
        Stored stored = new Stored(new BitSet(), new BitSet(), new ArrayList<>(), new ArrayList<>());
        long through = 0;
        try (Scan scan = archive.forward(0, filter)) {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                assertThat(piece.from()).isEqualTo(through + 1);
                through = piece.through();
                piece.entries().forEach(entry -> stored.add(entry, all));
            }
        }
        assertThat(through).isEqualTo(archive.newest());
        return stored;
    }

    private void add(ArchiveEntry entry, List<LogLine> all) {
        int first = (int) entry.sequence();
        int last = first;
        if (entry instanceof ArchiveEntry.Line line) {
            assertThat(line.line()).isEqualTo(all.get(first - 1));
        } else if (entry instanceof ArchiveEntry.Loss loss) {
            last = (int) loss.batch().lastSequence();
            losses.add(loss);
        } else if (entry instanceof ArchiveEntry.Hole hole) {
            last = (int) hole.last();
            holes.add(hole);
        }
        int before = Math.max(found.length(), missing.length());
        assertThat(first).as("%s", entry).isGreaterThanOrEqualTo(before);
        (entry instanceof ArchiveEntry.Line ? found : missing).set(first, last + 1);
    }

    /** Asserts that every line is there, or told to be missing. */
    Stored assertAccountedFor(long newest) {
        assertThat(found.cardinality() + missing.cardinality()).isEqualTo((int) newest);
        return this;
    }
}
