package dev.logcast.hub;

import dev.logcast.line.LineBatch;
import dev.logcast.line.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest batches, bounded by their weight. Batches are counted from 0 by an ordinal; the newest is always held.
 *
 * <p>Thread-safe: one thread at a time adds, any thread reads.
 */
final class Ring {
    /** So many batches are looked through for a line near a place. */
    private static final int NEAR = 64;

    private final long maxWeight;
    private LineBatch[] slots = new LineBatch[64];
    private long oldest;
    private long next;
    private long weight;
    private long base;

    Ring(long maxWeight) {
        this.maxWeight = maxWeight;
    }

    /** The first line comes behind this sequence number. Is called before any is added. */
    synchronized void startBehind(long sequence) {
        base = sequence;
    }

    synchronized void add(LineBatch batch, Consumer<LineBatch> evicted) {
        if (next - oldest == slots.length) {
            grow();
        }
        slots[slot(next++)] = batch;
        weight += batch.weight();
        while (weight > maxWeight && next - oldest > 1) {
            int slot = slot(oldest++);
            LineBatch old = slots[slot];
            slots[slot] = batch;
            weight -= old.weight();
            evicted.accept(old);
        }
    }

    /** Ordinal of the oldest batch held. */
    synchronized long oldest() {
        return oldest;
    }

    /** Ordinal that the next batch will have. */
    synchronized long next() {
        return next;
    }

    /** Sequence number of the newest line; before the first, of the one that it comes behind. */
    synchronized long newestSequence() {
        return next == 0 ? base : slots[slot(next - 1)].lastSequence();
    }

    /** Sequence number of the oldest line held; before the first, the one that it will have. */
    synchronized long oldestSequence() {
        return next == 0 ? base + 1 : slots[slot(oldest)].firstSequence();
    }

    synchronized long weight() {
        return weight;
    }

    /** The batch of this ordinal; null when it is no longer or not yet held. */
    synchronized @Nullable LineBatch get(long ordinal) {
        return ordinal < oldest || ordinal >= next ? null : slots[slot(ordinal)];
    }

    /** All that is held now, the oldest first. */
    synchronized List<LineBatch> batches() {
        List<LineBatch> batches = new ArrayList<>();
        for (long ordinal = oldest; ordinal < next; ordinal++) {
            batches.add(slots[slot(ordinal)]);
        }
        return batches;
    }

    /** Ordinal of the first batch that holds a line behind this sequence number; {@link #next()} when there is none. */
    synchronized long ordinalBehind(long sequence) {
        long low = oldest;
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (slots[slot(middle)].lastSequence() > sequence) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The time of the last line up to a sequence number, of a source; null where it is not among the newest {@value #NEAR} batches before. */
    @Nullable
    Instant timeUpTo(long sequence, Predicate<SourceId> source) {
        long ordinal = ordinalBehind(sequence - 1);
        for (int looked = 0; looked < NEAR; looked++, ordinal--) {
            LineBatch batch = get(ordinal);
            if (batch == null) {
                if (ordinal < oldest()) {
                    return null;
                }
                continue;
            }
            long last = Math.min(batch.lines().size() - 1, sequence - batch.firstSequence());
            if (last >= 0 && source.test(batch.source())) {
                return batch.lines().get((int) last).time();
            }
        }
        return null;
    }

    /** The time of the first line behind a sequence number, of a source; null where it is not among the next {@value #NEAR} batches. */
    @Nullable
    Instant timeBehind(long sequence, Predicate<SourceId> source) {
        long ordinal = ordinalBehind(sequence);
        for (int looked = 0; looked < NEAR; looked++, ordinal++) {
            LineBatch batch = get(ordinal);
            if (batch == null) {
                return null;
            }
            long first = Math.max(0, sequence + 1 - batch.firstSequence());
            if (first < batch.lines().size() && source.test(batch.source())) {
                return batch.lines().get((int) first).time();
            }
        }
        return null;
    }

    private int slot(long ordinal) {
        return (int) (ordinal & (slots.length - 1));
    }

    private void grow() {
        LineBatch[] larger = new LineBatch[slots.length * 2];
        for (long ordinal = oldest; ordinal < next; ordinal++) {
            larger[(int) (ordinal & (larger.length - 1))] = slots[slot(ordinal)];
        }
        slots = larger;
    }
}
