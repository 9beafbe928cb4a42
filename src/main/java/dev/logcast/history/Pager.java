package dev.logcast.history;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.TimeBudget;
import dev.logcast.line.Cursor;
import dev.logcast.line.LineId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Term;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the past, page by page: pages that begin where the last one ended hold every line once, and each gap.
 *
 * <p>A page ends early when its time is spent, or at {@value #MOST_BYTES} bytes. Thread-safe.
 */
public final class Pager {
    private static final int MOST_BYTES = 8_000_000;

    /** So long is looked, behind a page that is full, for whether something follows. */
    private static final Duration PEEK = Duration.ofMillis(20);

    private static final Duration GLANCE = Duration.ofMillis(100);

    private static final byte[] NO_LINE = {};

    private final Archive archive;
    private final Selection selection;
    private final FrameEncoder encoder;
    private final String epoch;

    /**
     * @param encoder writes the elements of pages
     * @param epoch of the cursors given out
     */
    public Pager(Archive archive, Selection selection, FrameEncoder encoder, String epoch) {
        this.archive = archive;
        this.selection = selection;
        this.encoder = encoder;
        this.epoch = epoch;
    }

    /** The first lines of a span, at most so many. */
    public Page forward(SequenceRange span, int limit, TimeBudget budget) throws IOException {
        Found found = new Found(limit);
        Looking looking = new Looking(found, budget);
        long through = span.first() - 1;
        boolean ended = through >= span.last();
        try (Scan scan = archive.forward(through, selection.lines())) {
            while (!ended && looking.on()) {
                ScanStep piece = scan.next();
                if (piece == null) {
                    ended = true;
                    break;
                }
                for (ArchiveEntry entry : piece.entries()) {
                    if (entry.sequence() <= span.last()) {
                        looking.at(entry, span);
                    }
                }
                through = Math.min(piece.through(), span.last());
                ended = through == span.last();
            }
        }
        boolean complete = ended && !looking.more;
        boolean gaveUp = !complete && !found.full();
        List<byte[]> elements = found.elements();
        long after = found.full() || (complete && !elements.isEmpty()) ? found.highest : through;
        long before = elements.isEmpty() ? span.first() : found.lowest;
        return new Page(elements, cursor(before), cursor(after), complete, gaveUp ? timeAt(after, false) : null);
    }

    /** The last lines of a span, at most so many. */
    public Page backward(SequenceRange span, int limit, TimeBudget budget) throws IOException {
        Found found = new Found(limit);
        Looking looking = new Looking(found, budget);
        long from = span.last() + 1;
        boolean ended = from <= span.first();
        try (Scan scan = archive.backward(from, selection.lines())) {
            while (!ended && looking.on()) {
                ScanStep piece = scan.next();
                if (piece == null) {
                    from = span.first();
                    break;
                }
                for (int i = piece.entries().size() - 1; i >= 0; i--) {
                    ArchiveEntry entry = piece.entries().get(i);
                    if (entry.sequence() >= span.first()) {
                        looking.at(entry, span);
                    }
                }
                from = Math.max(piece.from(), span.first());
                ended = from == span.first();
            }
        }
        boolean complete = from <= span.first()
                && !looking.more
                && (!found.full() || holes(span.first(), found.lowest - 1).isEmpty());
        boolean gaveUp = !complete && !found.full();
        for (ArchiveEntry.Hole hole : holes(found.full() ? found.lowest : from, span.last())) {
            found.missing.addHole(hole.sequence(), hole.last());
            found.tell();
        }
        List<byte[]> elements = found.elements();
        long before = found.full() || (complete && !elements.isEmpty()) ? found.lowest : from;
        long after = elements.isEmpty() ? span.last() : found.highest;
        return new Page(elements, cursor(before), cursor(after), complete, gaveUp ? timeAt(before, true) : null);
    }

    private Cursor cursor(long sequence) {
        return new Cursor(epoch, sequence);
    }

    /** Scans backward do not tell of holes: one forward does, which looks at no line. */
    private List<ArchiveEntry.Hole> holes(long first, long last) throws IOException {
        LineFilter none = selection.visible().and(new Term.Until(Instant.EPOCH));
        List<ArchiveEntry.Hole> holes = new ArrayList<>();
        long through = first - 1;
        try (Scan scan = archive.forward(through, none)) {
            while (through < last) {
                ScanStep piece = scan.next();
                if (piece == null) {
                    break;
                }
                for (ArchiveEntry entry : piece.entries()) {
                    if (entry instanceof ArchiveEntry.Hole hole && hole.sequence() <= last) {
                        holes.add(new ArchiveEntry.Hole(hole.sequence(), Math.min(hole.last(), last)));
                    }
                }
                through = piece.through();
            }
        }
        return holes;
    }

    /** The time of the line at a place, or of the nearest in the part that was looked at; null when it is not found at once. */
    private @Nullable Instant timeAt(long sequence, boolean forward) throws IOException {
        LineFilter visible = selection.visible();
        TimeBudget glance = TimeBudget.of(GLANCE);
        try (Scan scan = forward ? archive.forward(sequence - 1, visible) : archive.backward(sequence + 1, visible)) {
            for (ScanStep piece = scan.next(); piece != null && !glance.spent(); piece = scan.next()) {
                List<Instant> times = piece.entries().stream()
                        .filter(ArchiveEntry.Line.class::isInstance)
                        .map(entry -> ((ArchiveEntry.Line) entry).line().time())
                        .toList();
                if (!times.isEmpty()) {
                    return times.get(forward ? 0 : times.size() - 1);
                }
            }
        }
        return null;
    }

    /** How long a search goes on. */
    private final class Looking {
        private final Found found;
        private final TimeBudget budget;
        private @Nullable TimeBudget peek;
        private boolean begun;

        /** Whether something follows that is not on the page. */
        private boolean more;

        Looking(Found found, TimeBudget budget) {
            this.found = found;
            this.budget = budget;
        }

        /** However little time there is, it goes on a little. */
        boolean on() {
            if (!found.full()) {
                boolean first = !begun;
                begun = true;
                return first || !budget.spent();
            }
            TimeBudget left = peek;
            if (left == null) {
                left = TimeBudget.of(PEEK);
                peek = left;
            }
            return !more && !left.spent();
        }

        void at(ArchiveEntry entry, SequenceRange span) {
            if (found.full()) {
                more |= !(entry instanceof ArchiveEntry.Loss loss)
                        || new GapCollector(selection.filter(), epoch, 0).add(loss);
            } else if (entry instanceof ArchiveEntry.Line line) {
                found.add(line);
            } else if (entry instanceof ArchiveEntry.Loss loss) {
                found.missing.add(loss);
            } else if (entry instanceof ArchiveEntry.Hole hole) {
                found.missing.addHole(hole.sequence(), Math.min(hole.last(), span.last()));
            }
        }
    }

    /** What is on a page so far, in whatever order it was met. */
    private final class Found {
        private final int limit;
        private final GapCollector missing = new GapCollector(selection.filter(), epoch, archive.oldest());
        private final List<Element> elements = new ArrayList<>();
        private final Map<LineId, Long> records = new HashMap<>();
        private int lines;
        private int bytes;
        private long lowest = Long.MAX_VALUE;
        private long highest;

        /** A line, encoded, or a gap, which is when the lines around it are known. */
        @SuppressWarnings("ArrayRecordComponent") // nothing compares elements
        private record Element(
                long sequence, byte[] line, @Nullable Instant time, @Nullable Gap gap, @Nullable LineId part) {}

        Found(int limit) {
            this.limit = limit;
        }

        boolean full() {
            return lines >= limit || bytes >= MOST_BYTES;
        }

        void add(ArchiveEntry.Line line) {
            tell();
            lines++;
            Utf8Buffer to = new Utf8Buffer(line.line().message().length() + 256);
            encoder.line(to, line.line(), line.sequence());
            bytes += to.length();
            put(
                    line.sequence(),
                    new Element(
                            line.sequence(),
                            to.toBytes(),
                            line.line().time(),
                            null,
                            line.line().continues()));
            records.put(line.line().id(), line.sequence());
        }

        /** Puts what is missing so far on the page. */
        void tell() {
            for (Gap gap : missing.take()) {
                put(GapCollector.first(gap), new Element(gap.to().sequence(), NO_LINE, null, gap, null));
            }
        }

        private void put(long first, Element element) {
            elements.add(element);
            lowest = Math.min(lowest, first);
            highest = Math.max(highest, element.sequence());
        }

        List<byte[]> elements() {
            tell();
            // What is a late part of a record stands behind it, whatever was read in between.
            elements.sort(Comparator.comparingLong(this::place).thenComparingLong(Element::sequence));
            List<byte[]> written = new ArrayList<>(elements.size());
            Instant before = null;
            for (int i = 0; i < elements.size(); i++) {
                Element element = elements.get(i);
                Gap gap = element.gap();
                if (gap == null) {
                    before = element.time();
                    written.add(element.line());
                } else {
                    Utf8Buffer to = new Utf8Buffer(192);
                    encoder.gap(to, gap.between(before, timeBehind(i)));
                    written.add(to.toBytes());
                }
            }
            return written;
        }

        private long place(Element element) {
            LineId record = element.part();
            return record == null ? element.sequence() : records.getOrDefault(record, element.sequence());
        }

        private @Nullable Instant timeBehind(int index) {
            return elements.subList(index + 1, elements.size()).stream()
                    .map(Element::time)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }
}
