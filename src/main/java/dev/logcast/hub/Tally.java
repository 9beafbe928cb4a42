package dev.logcast.hub;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One filter, for all subscriptions that have it: which lines match and how many do. A line is asked once, by whoever is first to need
 * the answer, mostly a pump; how many match in a batch is remembered for as long as the batch is held. Only filters with a query look at
 * lines to count them: of the others a batch knows the number.
 *
 * <p>Thread-safe. The sums, and the count of holders, are guarded by the hub's lock. They are on a scale with an arbitrary beginning.
 */
final class Tally {
    private static final int KEPT_BATCHES = 64;

    private final LineFilter filter;
    private final Ring ring;
    private final Map<SourceId, Boolean> wanted = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable Matches> recent = new AtomicReferenceArray<>(KEPT_BATCHES);
    private final Counts counts = new Counts();

    private int holders;

    /** Batches from the first up to before the second are summed up. */
    private long origin;

    private long summed;

    /** Matching lines of the batches summed up; lines whose loss a batch tells of are among them. */
    private long total;

    /** The same, of those batches only that are no longer held. */
    private long evicted;

    /** The last line of the newest batch no longer held that tells a loss of nobody knows how many matching lines. */
    private long uncertainUpTo;

    private record Matches(long ordinal, BitSet lines) {}

    Tally(LineFilter filter, Ring ring) {
        this.filter = filter;
        this.ring = ring;
        this.origin = ring.next();
        this.summed = origin;
    }

    LineFilter filter() {
        return filter;
    }

    /** @return how many hold it now */
    int hold(int more) {
        holders += more;
        return holders;
    }

    /** Which lines of a batch match. Not to be changed. */
    BitSet matching(long ordinal, LineBatch batch) {
        if (filter.query() == null) {
            return look(batch);
        }
        int slot = (int) (ordinal % KEPT_BATCHES);
        Matches kept = recent.get(slot);
        if (kept != null && kept.ordinal == ordinal) {
            return kept.lines;
        }
        BitSet lines = look(batch);
        counts.put(ordinal, lines.cardinality());
        if (kept == null || kept.ordinal < ordinal) {
            // Of two that come at once one is not kept, and its lines are asked once more.
            recent.compareAndSet(slot, kept, new Matches(ordinal, lines));
        }
        return lines;
    }

    private BitSet look(LineBatch batch) {
        List<LogLine> lines = batch.lines();
        BitSet matching = new BitSet(lines.size());
        if (wants(batch)) {
            for (int i = 0; i < lines.size(); i++) {
                if (filter.wants(lines.get(i))) {
                    matching.set(i);
                }
            }
        }
        return matching;
    }

    /** How many lines of a batch match, or of those whose loss it tells, as far as that is known. */
    int count(long ordinal, LineBatch batch) {
        if (!wants(batch)) {
            return 0;
        }
        if (batch.loss() != null) {
            return Math.max(0, filter.missing(batch));
        }
        if (filter.query() == null) {
            return batch.count(filter.minimum());
        }
        int known = counts.get(ordinal);
        return known == Counts.UNKNOWN ? matching(ordinal, batch).cardinality() : known;
    }

    /** How many lines match of those whose loss a batch tells; -1 where that cannot be known. */
    int missing(LineBatch loss) {
        return wants(loss) ? filter.missing(loss) : 0;
    }

    /** Whether {@link #count} is the whole truth. */
    boolean certain(LineBatch batch) {
        return batch.loss() == null || missing(batch) >= 0;
    }

    /** Looks at what is held behind a sequence number, so that counting it later takes no time. Needs no lock. */
    void lookBehind(long sequence) {
        if (filter.query() != null) {
            countBehind(sequence);
        }
    }

    /** Matching lines behind a sequence number, of those held. */
    long countBehind(long sequence) {
        long count = 0;
        for (long ordinal = ring.ordinalBehind(sequence); ordinal < ring.next(); ordinal++) {
            LineBatch batch = ring.get(ordinal);
            if (batch == null) {
                continue;
            }
            count += count(ordinal, batch);
            if (batch.firstSequence() <= sequence && batch.loss() == null) {
                // Within a loss nobody has a place: it is told as a whole.
                int skipped = (int) (sequence - batch.firstSequence() + 1);
                count -= matching(ordinal, batch).get(0, skipped).cardinality();
            }
        }
        return count;
    }

    /** Whether all lines missing behind a sequence number are counted, as far as batches are held. */
    boolean certainBehind(long sequence) {
        for (long ordinal = ring.ordinalBehind(sequence); ordinal < ring.next(); ordinal++) {
            LineBatch batch = ring.get(ordinal);
            if (batch != null && !certain(batch)) {
                return false;
            }
        }
        return true;
    }

    /** The sequence number behind which the newest so many matching lines are, or all that are held. Needs no lock. */
    long sequenceBefore(long lines) {
        long rest = lines;
        long before = ring.newestSequence();
        for (long ordinal = ring.next() - 1; ordinal >= ring.oldest() && rest > 0; ordinal--) {
            LineBatch batch = ring.get(ordinal);
            if (batch == null) {
                break;
            }
            int matching = batch.loss() == null ? count(ordinal, batch) : 0;
            if (matching <= rest) {
                rest -= matching;
                before = batch.firstSequence() - 1;
                continue;
            }
            BitSet places = matching(ordinal, batch);
            for (int i = batch.lines().size() - 1; i >= 0 && rest > 0; i--) {
                before = batch.firstSequence() + i - 1;
                if (places.get(i)) {
                    rest--;
                }
            }
        }
        return before;
    }

    /** Matching lines up to a sequence number, of which the ring holds what is behind. */
    long upTo(long sequence) {
        for (; summed < ring.next(); summed++) {
            total += held(summed);
        }
        for (long ordinal = ring.ordinalBehind(sequence); origin > ordinal; ) {
            evicted -= held(--origin);
        }
        return total - countBehind(sequence);
    }

    private int held(long ordinal) {
        LineBatch batch = ring.get(ordinal);
        return batch == null ? 0 : count(ordinal, batch);
    }

    /** A batch is no longer held. */
    void evicted(long ordinal, LineBatch batch) {
        if (ordinal >= origin) {
            int count = count(ordinal, batch);
            if (ordinal == summed) {
                total += count;
                summed++;
            }
            evicted += count;
        }
        counts.drop(ordinal + 1);
        if (!certain(batch)) {
            uncertainUpTo = batch.lastSequence();
        }
    }

    /** Matching lines up to the newest one that is no longer held. */
    long evicted() {
        return evicted;
    }

    /** Whether all lines missing between this one and those held are counted. */
    boolean certainUntilHeld(long sequence) {
        return uncertainUpTo <= sequence;
    }

    boolean wants(LineBatch batch) {
        return wanted.computeIfAbsent(batch.source(), filter::wants);
    }
}
