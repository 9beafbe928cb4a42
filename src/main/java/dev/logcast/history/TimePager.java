package dev.logcast.history;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.TimeBudget;
import dev.logcast.history.TimeScan.Place;
import dev.logcast.line.Cursor;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Utf8Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the past, page by page in the order of times, lines of one time in the order of reading: pages that begin where the last one
 * ended hold every line once. Cursors are those of lines, whose times are looked up. Thread-safe.
 */
public final class TimePager {
    private static final int EXPORTED_AT_ONCE = 8192;

    private final Archive archive;
    private final Selection selection;
    private final FrameEncoder encoder;
    private final String epoch;

    public TimePager(Archive archive, Selection selection, FrameEncoder encoder, String epoch) {
        this.archive = archive;
        this.selection = selection;
        this.encoder = encoder;
        this.epoch = epoch;
    }

    /**
     * The first lines behind a line, or the last ones before one.
     *
     * @param after the number of a line that comes before all; empty: from the first
     * @param before of one that comes behind all; empty: to the last
     * @param budget when it is spent, the page ends with what it has; it is not empty for that reason
     * @return empty where one of the two lines is not kept any more
     */
    public Optional<Page> page(OptionalLong after, OptionalLong before, boolean forward, int limit, TimeBudget budget)
            throws IOException {
        Place low = place(after, Place.FIRST);
        Place high = place(before, Place.LAST);
        if (low == null || high == null) {
            return Optional.empty();
        }
        SequenceRange all = new SequenceRange(archive.oldest(), archive.newest());
        List<ArchiveEntry.Line> found = new ArrayList<>();
        boolean more = false;
        boolean ended = false;
        try (Scan scan = new TimeScan(archive, selection, all, low, high, forward, limit + 1)) {
            while (!more && !ended && !(budget.spent() && !found.isEmpty())) {
                ScanStep piece = scan.next();
                ended = piece == null;
                for (ArchiveEntry entry : piece == null ? List.<ArchiveEntry>of() : piece.entries()) {
                    if (found.size() < limit) {
                        found.add((ArchiveEntry.Line) entry);
                    } else {
                        more = true;
                    }
                }
            }
        }
        if (!forward) {
            Collections.reverse(found);
        }
        List<byte[]> elements = found.stream().map(this::encoded).toList();
        boolean complete = ended && !more;
        Instant searchedTo = complete || more || found.isEmpty()
                ? null
                : found.get(forward ? found.size() - 1 : 0).line().time();
        long first = found.isEmpty() ? before.orElse(all.first()) : found.get(0).sequence();
        long last = found.isEmpty()
                ? after.orElse(all.last())
                : found.get(found.size() - 1).sequence();
        return Optional.of(new Page(elements, new Cursor(epoch, first), new Cursor(epoch, last), complete, searchedTo));
    }

    /** All lines, piece by piece, for an export. */
    static Scan all(Archive archive, Selection selection, SequenceRange span) throws IOException {
        return new TimeScan(archive, selection, span, Place.FIRST, Place.LAST, true, EXPORTED_AT_ONCE);
    }

    /** @return null where the line is not kept any more */
    private @Nullable Place place(OptionalLong sequence, Place otherwise) throws IOException {
        return sequence.isEmpty()
                ? otherwise
                : find(sequence.getAsLong()).map(Place::of).orElse(null);
    }

    /** A line, encoded; empty where it is not kept any more. */
    Optional<byte[]> line(long sequence) throws IOException {
        return find(sequence).map(this::encoded);
    }

    private Optional<ArchiveEntry.Line> find(long sequence) throws IOException {
        try (Scan scan = archive.forward(sequence - 1, selection.visible())) {
            ScanStep piece = scan.next();
            for (ArchiveEntry entry : piece == null ? List.<ArchiveEntry>of() : piece.entries()) {
                if (entry instanceof ArchiveEntry.Line line && line.sequence() == sequence) {
                    return Optional.of(line);
                }
            }
        }
        return Optional.empty();
    }

    private byte[] encoded(ArchiveEntry.Line line) {
        Utf8Buffer to = new Utf8Buffer(line.line().message().length() + 256);
        encoder.line(to, line.line(), line.sequence());
        return to.toBytes();
    }
}
