package dev.logcast.hub;

import dev.logcast.line.LineBatch;
import java.time.Duration;
import java.util.BitSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The question which lines match a filter, from one batch on, for those of its subscribers who wait for that: asked for a moment at a
 * time, until the first batch is answered, and as many behind it as the moment allows.
 *
 * <p>Any thread adds who waits; one at a time goes on.
 */
final class Question implements Comparable<Question> {
    private static final long MOMENT_NANOS = Duration.ofMillis(10).toNanos();

    /** More answers at once might be forgotten before they are taken. */
    private static final int MOST_BATCHES = 32;

    private final FilterMatches tally;
    private final Ring ring;
    private final long ordinal;
    private final Queue<Subscriber> waiting = new ConcurrentLinkedQueue<>();

    private long at;
    private int line;
    private BitSet matching = new BitSet();

    /** What had been spent on the filter when this was queued: who has cost least goes first. */
    private long spent;

    Question(FilterMatches tally, Ring ring, long ordinal) {
        this.tally = tally;
        this.ring = ring;
        this.ordinal = ordinal;
        this.at = ordinal;
    }

    FilterMatches tally() {
        return tally;
    }

    long ordinal() {
        return ordinal;
    }

    void await(Subscriber subscriber) {
        waiting.add(subscriber);
    }

    Queue<Subscriber> waiting() {
        return waiting;
    }

    /** Is called before it is queued. */
    void queued() {
        spent = tally.spending().nanos();
    }

    /** @return whether the first batch is answered, or nobody waits for that any more */
    boolean go() {
        long began = System.nanoTime();
        waiting.removeIf(Subscriber::closed);
        while (!waiting.isEmpty() && at < ordinal + MOST_BATCHES) {
            LineBatch batch = ring.get(at);
            if (batch == null) {
                return true;
            }
            if (line > 0 || tally.answer(at, batch) == null) {
                ask(batch, began);
            } else {
                at++;
            }
            long took = System.nanoTime() - began;
            if (at > ordinal ? took > MOMENT_NANOS / 2 : took > MOMENT_NANOS) {
                return at > ordinal;
            }
        }
        return true;
    }

    private void ask(LineBatch batch, long began) {
        int size = batch.lines().size();
        do {
            if (tally.filter().wants(batch.lines().get(line))) {
                matching.set(line);
            }
            line++;
        } while (line < size && System.nanoTime() - began <= MOMENT_NANOS);
        if (line == size) {
            tally.keep(at++, matching);
            matching = new BitSet();
            line = 0;
        }
    }

    @Override
    public int compareTo(Question other) {
        return Long.compare(spent, other.spent);
    }
}
