package dev.logcast.hub;

import dev.logcast.archive.Entry;
import dev.logcast.archive.Piece;
import dev.logcast.archive.Scan;
import dev.logcast.line.LineBatch;
import dev.logcast.query.LineFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the newest lines, where there is no archive. Not thread-safe. */
final class RingScan implements Scan {
    private final Ring ring;
    private final LineFilter filter;
    private long through;

    RingScan(Ring ring, long behind, LineFilter filter) {
        this.ring = ring;
        this.filter = filter;
        this.through = behind;
    }

    @Override
    public @Nullable Piece next() {
        LineBatch batch = ring.get(ring.ordinalBehind(through));
        if (batch == null) {
            return null;
        }
        long from = through + 1;
        if (batch.firstSequence() > from) {
            // What came between was let go of meanwhile.
            through = batch.firstSequence() - 1;
            return new Piece(from, through, List.of(new Entry.Hole(from, through)));
        }
        through = batch.lastSequence();
        List<Entry> entries = new ArrayList<>();
        Entry.addTo(entries, batch, filter, from, through);
        return new Piece(from, through, entries);
    }

    @Override
    public void close() {}
}
