package dev.logcast.archive;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.query.LineFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A look through batches for what a filter wants, for a moment at a time, whatever it costs to ask. Goes on where it stopped; of the line
 * that it looks at it sees the end. Not thread-safe.
 */
public final class Look {
    private static final long MOMENT_NANOS = Duration.ofMillis(20).toNanos();

    /** So much effort, which takes a fraction of a millisecond at worst, passes between two looks at the clock. */
    private static final long UNTIMED = 100_000;

    private static final int LINE_EFFORT = 16;

    private final List<LineBatch> batches;
    private final LineFilter filter;
    private final long from;
    private final long to;
    private final boolean forward;
    private final long effort;

    /** The batch it is at. */
    private int at;

    /** Whether it is in the midst of that. */
    private boolean entered;

    /** The next line, forward the first and backward the last one that has not been looked at. */
    private long next;

    /**
     * @param batches in ascending order
     * @param from sequence number of the first line that is asked for
     * @param to of the last one
     */
    public Look(List<LineBatch> batches, LineFilter filter, long from, long to, boolean forward) {
        this.batches = batches;
        this.filter = filter;
        this.from = from;
        this.to = to;
        this.forward = forward;
        this.effort = 1 + filter.effort();
        this.at = forward ? 0 : batches.size() - 1;
        this.next = forward ? from : to;
    }

    public boolean ended() {
        return at < 0 || at >= batches.size();
    }

    /** The first line that has not been looked at, backward the last one, while it has not {@link #ended()}. */
    public long next() {
        return next;
    }

    /**
     * What is found in the next moment: at least one line is looked at.
     *
     * @return in ascending order; losses that began before the first line asked for as {@link ArchiveEntry.Hole}
     */
    public List<ArchiveEntry> go() {
        List<ArchiveEntry> found = new ArrayList<>();
        long began = System.nanoTime();
        long untimed = 0;
        while (!ended()) {
            LineBatch batch = batches.get(at);
            if (!entered && !enter(batch, found)) {
                leave(batch);
                continue;
            }
            LogLine line = batch.lines().get((int) (next - batch.firstSequence()));
            if (filter.wants(line)) {
                found.add(new ArchiveEntry.Line(next, line));
            }
            next += forward ? 1 : -1;
            if (next < Math.max(from, batch.firstSequence()) || next > Math.min(to, batch.lastSequence())) {
                leave(batch);
            }
            untimed += effort * (LINE_EFFORT + line.message().length());
            if (untimed > UNTIMED) {
                untimed = 0;
                if (System.nanoTime() - began > MOMENT_NANOS) {
                    break;
                }
            }
        }
        if (!forward) {
            Collections.reverse(found);
        }
        return found;
    }

    /** @return whether its lines have to be looked at */
    private boolean enter(LineBatch batch, List<ArchiveEntry> found) {
        if (batch.lastSequence() < from || batch.firstSequence() > to || !filter.wants(batch.source())) {
            return false;
        }
        if (batch.loss() != null) {
            found.add(
                    batch.firstSequence() >= from
                            ? new ArchiveEntry.Loss(batch.firstSequence(), batch)
                            : new ArchiveEntry.Hole(from, batch.lastSequence()));
            return false;
        }
        next = forward ? Math.max(from, batch.firstSequence()) : Math.min(to, batch.lastSequence());
        entered = true;
        return true;
    }

    private void leave(LineBatch batch) {
        entered = false;
        at += forward ? 1 : -1;
        next = forward ? Math.max(next, batch.lastSequence() + 1) : Math.min(next, batch.firstSequence() - 1);
    }
}
