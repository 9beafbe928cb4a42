package dev.logcast.hub;

import dev.logcast.archive.TimeBudget;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One filter, for all subscriptions that have it: which lines match and how many do. A line is asked once, by whoever is first to need
 * the answer, mostly a pump; how many match in a batch is remembered for as long as the batch is held. Only filters with a query look at
 * lines to count them: of the others a batch knows the number. What takes more than an instant is asked by a {@link Lane} only.
 *
 * <p>Thread-safe. The sums, and the count of holders, are guarded by the hub's lock. They are on a scale with an arbitrary beginning.
 */
final class FilterMatches {
    private static final int KEPT_BATCHES = 64;

    /** What may be asked at once, which takes an instant: 1 ms at worst, mostly a tenth of that. */
    private static final long INSTANT_EFFORT = 500_000;

    /** So long is asked for the sake of a sum. */
    private static final Duration SUM_PATIENCE = Duration.ofMillis(20);

    private static final BitSet NONE = new BitSet();

    private final LineFilter filter;
    private final Ring ring;
    private final Map<SourceId, Boolean> wanted = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable Matches> recent = new AtomicReferenceArray<>(KEPT_BATCHES);
    private final MatchCounts counts = new MatchCounts();

    private final Spending spending = new Spending();
    private final Map<Long, Question> questions = new ConcurrentHashMap<>();

    private int holders;

    /** Whether matching lines have been left out of the sums, for nobody had asked them in time. */
    private volatile boolean uncounted;

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

    FilterMatches(LineFilter filter, Ring ring) {
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

    /** Which lines of a batch match, however long that takes. Not to be changed. */
    BitSet matching(long ordinal, LineBatch batch) {
        BitSet known = known(ordinal, batch);
        if (known != null) {
            return known;
        }
        BitSet lines = look(batch);
        keep(ordinal, lines);
        return lines;
    }

    /** Which lines of a batch match; null where a {@link Lane} has to be asked. Not to be changed. */
    @Nullable
    BitSet answer(long ordinal, LineBatch batch) {
        BitSet known = known(ordinal, batch);
        return known == null && atOnce(batch) ? matching(ordinal, batch) : known;
    }

    private @Nullable BitSet known(long ordinal, LineBatch batch) {
        if (batch.loss() != null || !wants(batch)) {
            return NONE;
        }
        if (filter.query() == null) {
            return look(batch);
        }
        Matches kept = recent.get((int) (ordinal % KEPT_BATCHES));
        return kept != null && kept.ordinal == ordinal ? kept.lines : null;
    }

    /** Remembers which lines of a batch match. */
    void keep(long ordinal, BitSet lines) {
        counts.put(ordinal, lines.cardinality());
        recent.set((int) (ordinal % KEPT_BATCHES), new Matches(ordinal, lines));
    }

    private boolean atOnce(LineBatch batch) {
        return filter.effort() * batch.weight() <= INSTANT_EFFORT;
    }

    /** What lanes have spent on it. */
    Spending spending() {
        return spending;
    }

    /** Has a subscriber attended to when a batch is answered. */
    void await(Subscriber subscriber, long ordinal, Lane lane) {
        questions.compute(ordinal, (wanted, asked) -> {
            Question question = asked == null ? new Question(this, ring, ordinal) : asked;
            question.await(subscriber);
            if (asked == null) {
                lane.ask(question);
            }
            return question;
        });
    }

    /** A question need not be asked any more. */
    void answered(Question question) {
        questions.remove(question.ordinal(), question);
        question.waiting().forEach(Subscriber::attend);
    }

    private BitSet look(LineBatch batch) {
        List<LogLine> lines = batch.lines();
        BitSet matching = new BitSet(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            if (filter.wants(lines.get(i))) {
                matching.set(i);
            }
        }
        return matching;
    }

    /**
     * How many lines of a batch match, or of those whose loss it tells, as far as that is known.
     *
     * @param patience beyond it nothing is asked
     */
    private int count(long ordinal, LineBatch batch, TimeBudget patience) {
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
        if (known != MatchCounts.UNKNOWN) {
            return known;
        }
        BitSet lines = uncounted || patience.spent() ? null : answer(ordinal, batch);
        uncounted |= lines == null;
        return lines == null ? 0 : lines.cardinality();
    }

    /** How many lines match of those whose loss a batch tells; -1 where that cannot be known. */
    int missing(LineBatch loss) {
        return wants(loss) ? filter.missing(loss) : 0;
    }

    /** Whether no sum leaves out what nobody had asked in time. From then on it says nothing certain. */
    boolean counted() {
        return !uncounted;
    }

    /** Whether what is counted of a batch is the whole truth. */
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
        TimeBudget patience = TimeBudget.of(SUM_PATIENCE);
        for (long ordinal = ring.ordinalBehind(sequence); ordinal < ring.next(); ordinal++) {
            LineBatch batch = ring.get(ordinal);
            if (batch == null) {
                continue;
            }
            count += count(ordinal, batch, patience);
            if (batch.firstSequence() <= sequence && batch.loss() == null) {
                // Within a loss nobody has a place: it is told as a whole.
                int skipped = (int) (sequence - batch.firstSequence() + 1);
                BitSet lines = answer(ordinal, batch);
                uncounted |= lines == null;
                count -= lines == null ? 0 : lines.get(0, skipped).cardinality();
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

    /**
     * The sequence number behind which the newest so many matching lines are, or all that are held. Needs no lock. Takes as long as
     * it takes to ask.
     */
    long sequenceBefore(long lines) {
        long rest = lines;
        long before = ring.newestSequence();
        for (long ordinal = ring.next() - 1; ordinal >= ring.oldest() && rest > 0; ordinal--) {
            LineBatch batch = ring.get(ordinal);
            if (batch == null) {
                break;
            }
            int matching = batch.loss() == null ? asked(ordinal, batch) : 0;
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

    private int asked(long ordinal, LineBatch batch) {
        int known = filter.query() == null ? batch.count(filter.minimum()) : counts.get(ordinal);
        return !wants(batch)
                ? 0
                : known == MatchCounts.UNKNOWN ? matching(ordinal, batch).cardinality() : known;
    }

    /** Matching lines up to a sequence number, of which the ring holds what is behind. */
    long upTo(long sequence) {
        TimeBudget patience = TimeBudget.of(SUM_PATIENCE);
        for (; summed < ring.next(); summed++) {
            total += held(summed, patience);
        }
        for (long ordinal = ring.ordinalBehind(sequence); origin > ordinal; ) {
            evicted -= held(--origin, patience);
        }
        return total - countBehind(sequence);
    }

    private int held(long ordinal, TimeBudget patience) {
        LineBatch batch = ring.get(ordinal);
        return batch == null ? 0 : count(ordinal, batch, patience);
    }

    /** A batch is no longer held. */
    void evicted(long ordinal, LineBatch batch) {
        if (ordinal >= origin) {
            int count = count(ordinal, batch, TimeBudget.of(SUM_PATIENCE));
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
