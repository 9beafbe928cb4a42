package dev.logcast.history;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Extent;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.TimeBudget;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A walk through the lines of a selection in the order of their times, those of one time in the order of reading; or from the last of them
 * back. Looks at one window of time after another, of which only the blocks are opened that have times in it; of each the first so many
 * lines are held. Tells of no losses, for these have a place in the order of reading only. Not thread-safe.
 */
final class TimeScan implements Scan {
    private static final Instant EARLIEST = Instant.MIN.plusSeconds(1);
    private static final Instant LATEST = Instant.MAX.minusSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final int WINDOWS = 128;

    /** How long one turn takes. */
    private static final Duration TURN = Duration.ofMillis(50);

    private final Archive archive;
    private final Selection selection;
    private final SequenceRange span;
    private final boolean forward;
    private final int most;
    private final Comparator<ArchiveEntry.Line> order;
    private final Place end;
    private final @Nullable Extent extent;
    private final PriorityQueue<ArchiveEntry.Line> held;

    /** Lines up to this place are done with. */
    private Place at;

    private Duration width;
    private boolean ended;
    private boolean overflowed;
    private Instant windowEnd = EARLIEST;
    private @Nullable Scan window;

    /** Where a line stands in the order of times. */
    record Place(Instant time, long sequence) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::time).thenComparingLong(Place::sequence);

        static final Place FIRST = new Place(EARLIEST, -1);
        static final Place LAST = new Place(LATEST, Long.MAX_VALUE);

        static Place of(ArchiveEntry.Line line) {
            return new Place(line.line().time(), line.sequence());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * @param span lines are of these numbers only
     * @param after lines are behind this place
     * @param before and before this one
     * @param forward whether the first of them come first
     * @param most lines are held at a time, and are in a piece
     */
    TimeScan(
            Archive archive,
            Selection selection,
            SequenceRange span,
            Place after,
            Place before,
            boolean forward,
            int most)
            throws IOException {
        this.archive = archive;
        this.selection = selection;
        this.span = span;
        this.forward = forward;
        this.most = most;
        this.order = forward
                ? Comparator.comparing(Place::of)
                : Comparator.<ArchiveEntry.Line, Place>comparing(Place::of).reversed();
        this.held = new PriorityQueue<>(order.reversed());
        Instant since = selection.earliest();
        Instant until = selection.end();
        Place low = since == null ? Place.FIRST : new Place(since, -1);
        Place high = until == null ? Place.LAST : new Place(until, -1);
        Place first = low.compareTo(after) > 0 ? low : after;
        Place last = high.compareTo(before) < 0 ? high : before;
        this.at = forward ? first : last;
        this.end = forward ? last : first;
        this.extent = archive.recentExtent(selection.visible(), Instant.now(), TimeBudget.of(GLANCE));
        Duration whole = extent == null ? Duration.ZERO : Duration.between(extent.first(), extent.last());
        long pages = (span.last() - span.first()) / (2L * most);
        this.width = longer(whole.dividedBy(Math.max(WINDOWS, pages)), Duration.ofSeconds(1));
        this.ended = extent == null || first.compareTo(last) >= 0;
    }

    @Override
    public @Nullable ScanStep next() throws IOException {
        if (ended) {
            return null;
        }
        Scan scan = window;
        if (scan == null) {
            scan = open();
            window = scan;
        }
        for (TimeBudget turn = TimeBudget.of(TURN); !turn.spent(); ) {
            ScanStep piece = scan.next();
            if (piece == null || piece.from() > span.last()) {
                return finish();
            }
            for (ArchiveEntry entry : piece.entries()) {
                if (entry instanceof ArchiveEntry.Line line && line.sequence() <= span.last()) {
                    hold(line);
                }
            }
        }
        return piece(List.of());
    }

    private Scan open() {
        Instant bound = bound();
        windowEnd = forward ? earlier(bound, end.time()) : later(bound, end.time());
        overflowed = false;
        LineFilter times = forward
                ? selection.lines().between(at.time(), windowEnd.plusNanos(1))
                : selection.lines().between(windowEnd, at.time().plusNanos(1));
        return archive.forward(span.first() - 1, times);
    }

    /** Beyond where nearly all lines are, one window is enough. */
    private Instant bound() {
        Extent all = extent;
        if (all == null) {
            return end.time();
        }
        if (forward) {
            return at.time().isBefore(all.first())
                    ? all.first()
                    : at.time().isBefore(all.last()) ? at.time().plus(width) : end.time();
        }
        return at.time().isAfter(all.last())
                ? all.last()
                : at.time().isAfter(all.first()) ? at.time().minus(width) : end.time();
    }

    private void hold(ArchiveEntry.Line line) {
        Place place = Place.of(line);
        Place stop = windowStop();
        boolean within = forward
                ? place.compareTo(at) > 0 && place.compareTo(stop) < 0
                : place.compareTo(at) < 0 && place.compareTo(stop) > 0;
        if (within) {
            held.add(line);
            if (held.size() > most) {
                held.remove();
                overflowed = true;
            }
        }
    }

    /** Lines before it, in the direction of the scan, are the window's. */
    private Place windowStop() {
        return windowEnd.equals(end.time()) ? end : new Place(windowEnd, -1);
    }

    private ScanStep finish() {
        close();
        List<ArchiveEntry.Line> lines = new ArrayList<>(held);
        held.clear();
        lines.sort(order);
        if (overflowed) {
            at = Place.of(lines.get(lines.size() - 1));
            width = longer(width.dividedBy(2), Duration.ofMillis(1));
        } else {
            at = windowStop();
            ended = at.equals(end);
            if (lines.size() < most / 2) {
                width = width.multipliedBy(2);
            }
        }
        return piece(List.copyOf(lines));
    }

    /** It says of no line that all before it were looked at. */
    private ScanStep piece(List<ArchiveEntry> lines) {
        return new ScanStep(span.first(), span.first() - 1, lines);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void close() {
        Scan open = window;
        window = null;
        if (open != null) {
            open.close();
        }
    }
}
