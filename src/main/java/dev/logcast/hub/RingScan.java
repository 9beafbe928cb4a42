package dev.logcast.hub;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Look;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.line.LineBatch;
import dev.logcast.query.LineFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scan of the newest lines, where there is no archive. Not thread-safe. */
final class RingScan implements Scan {
    private final Ring ring;
    private final LineFilter filter;
    private long through;

    /** At the batch that it is in the midst of. */
    private @Nullable Look look;

    RingScan(Ring ring, long behind, LineFilter filter) {
        this.ring = ring;
        this.filter = filter;
        this.through = behind;
    }

    /** Goes through the lines held at the moment, from one back. */
    static Scan backward(Ring ring, long last, LineFilter filter) {
        Look look = new Look(ring.batches(), filter, 1, last, false);
        return new Scan() {
            @Override
            public @Nullable ScanStep next() {
                if (look.ended()) {
                    return null;
                }
                long through = look.next();
                List<ArchiveEntry> entries = look.go();
                return new ScanStep(look.next() + 1, through, entries);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public @Nullable ScanStep next() {
        long from = through + 1;
        Look going = look;
        if (going == null) {
            LineBatch batch = ring.get(ring.ordinalBehind(through));
            if (batch == null) {
                return null;
            }
            if (batch.firstSequence() > from) {
                // What came between was let go of meanwhile.
                through = batch.firstSequence() - 1;
                return new ScanStep(from, through, List.of(new ArchiveEntry.Hole(from, through)));
            }
            going = new Look(List.of(batch), filter, from, batch.lastSequence(), true);
        }
        List<ArchiveEntry> entries = going.go();
        look = going.ended() ? null : going;
        through = going.next() - 1;
        return new ScanStep(from, through, entries);
    }

    @Override
    public void close() {}
}
