package dev.logcast.hub;

import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: encodes each batch once for all of its subscribers, and keeps what is newest. Who is further behind has it
 * encoded again.
 *
 * <p>Thread-safe. The counts are guarded by the hub's lock.
 */
final class Broadcaster {
    /** Where this much is pending, it is worth a write of its own. */
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Subscription subscription;
    private final LineFilter filter;
    private final Encoding encoding;
    private final String epoch;
    private final Ring ring;
    private final LongSupplier keptBytes;
    private final Map<SourceId, Boolean> wanted = new ConcurrentHashMap<>();

    /** The newest chunks, of which only the last one grows; the bytes of the others. Both guarded by this. */
    private final Deque<Chunk> recent = new ArrayDeque<>();

    private long sealedBytes;

    /**
     * Matching lines in all batches published, and in those no longer held, counted from an arbitrary beginning; lines whose loss
     * a batch tells of are among them.
     */
    private long published;

    private long evicted;
    private int subscribers;

    /** @param keptBytes how many encoded bytes it may keep */
    Broadcaster(Subscription subscription, Encoding encoding, String epoch, Ring ring, LongSupplier keptBytes) {
        this.subscription = subscription;
        this.filter = subscription.filter();
        this.encoding = encoding;
        this.epoch = epoch;
        this.ring = ring;
        this.keptBytes = keptBytes;
        for (long ordinal = ring.oldest(); ordinal < ring.next(); ordinal++) {
            published += countIn(ordinal);
        }
    }

    Subscription subscription() {
        return subscription;
    }

    FrameEncoder encoder() {
        return encoding.encoder();
    }

    /** Where a stream is, for its heartbeats: only where lines that do not match could have moved it. */
    @Nullable
    Cursor heartbeatAt(long sequence) {
        return filter.selective() ? new Cursor(epoch, sequence) : null;
    }

    void joined() {
        subscribers++;
    }

    /** @return whether it has no subscriber any more */
    boolean left() {
        return --subscribers == 0;
    }

    void published(LineBatch batch) {
        published += count(batch);
    }

    void evicted(LineBatch batch) {
        evicted += count(batch);
    }

    /** Matching lines up to the newest. */
    long published() {
        return published;
    }

    /** Matching lines up to the newest one that is no longer held. */
    long evicted() {
        return evicted;
    }

    /** Matching lines behind a sequence number, of those held. */
    long countBehind(long sequence) {
        long count = 0;
        for (long ordinal = ring.ordinalBehind(sequence); ordinal < ring.next(); ordinal++) {
            LineBatch batch = ring.get(ordinal);
            if (batch != null) {
                count += batch.firstSequence() > sequence ? count(batch) : countBehind(batch, sequence);
            }
        }
        return count;
    }

    /** The sequence number behind which the newest so many matching lines are, or all that are held. */
    long sequenceBefore(long lines) {
        long rest = lines;
        long before = ring.newestSequence();
        for (long ordinal = ring.next() - 1; ordinal >= ring.oldest() && rest > 0; ordinal--) {
            LineBatch batch = ring.get(ordinal);
            if (batch == null) {
                break;
            }
            int matching = batch.lines().isEmpty() ? 0 : count(batch);
            if (matching <= rest) {
                rest -= matching;
                before = batch.firstSequence() - 1;
                continue;
            }
            for (int i = batch.lines().size() - 1; i >= 0 && rest > 0; i--) {
                before = batch.firstSequence() + i - 1;
                if (filter.wants(batch.lines().get(i))) {
                    rest--;
                }
            }
        }
        return before;
    }

    /**
     * What is pending at a place, as far as it makes one write.
     *
     * @param ordinal of the next batch that a client is owed
     * @param behind leaves out lines of that batch up to this sequence number
     * @return null when the batch is not held
     */
    synchronized @Nullable Frame frame(long ordinal, long behind) {
        Chunk chunk = chunk(ordinal);
        if (!chunk.holds(ordinal)) {
            return null;
        }
        Frame frame = chunk.from(ordinal);
        if (frame.firstSequence() > behind) {
            return frame;
        }
        LineBatch batch = ring.get(ordinal);
        if (batch == null) {
            return null;
        }
        Chunk rest = new Chunk(ordinal);
        rest.add(batch, encode(rest.bytes(), ordinal, batch, behind));
        return rest.from(ordinal);
    }

    private Chunk chunk(long ordinal) {
        Chunk newest = recent.peekLast();
        if (newest != null) {
            extend(newest);
        }
        for (Iterator<Chunk> newestFirst = recent.descendingIterator(); newestFirst.hasNext(); ) {
            Chunk chunk = newestFirst.next();
            if (chunk.holds(ordinal)) {
                return chunk;
            }
        }
        Chunk fresh = new Chunk(ordinal);
        extend(fresh);
        if (fresh.holds(ordinal) && (newest == null || ordinal >= newest.next())) {
            keep(fresh);
        }
        return fresh;
    }

    private void extend(Chunk chunk) {
        while (chunk.bytes().length() < CHUNK_BYTES) {
            LineBatch batch = ring.get(chunk.next());
            if (batch == null) {
                return;
            }
            chunk.add(batch, encode(chunk.bytes(), chunk.next(), batch, 0));
        }
    }

    private void keep(Chunk fresh) {
        Chunk sealed = recent.peekLast();
        if (sealed != null) {
            sealed.bytes().trim();
            sealedBytes += sealed.bytes().length();
        }
        recent.addLast(fresh);
        while (recent.size() > 1 && sealedBytes > keptBytes.getAsLong()) {
            sealedBytes -= recent.removeFirst().bytes().length();
        }
    }

    /** @return how many lines were written, or their loss */
    private int encode(Utf8Buffer bytes, long ordinal, LineBatch batch, long behind) {
        if (!wants(batch)) {
            return 0;
        }
        String loss = batch.loss();
        if (loss != null) {
            int missed = count(batch);
            if (missed > 0 || !batch.counted()) {
                Cursor before = new Cursor(epoch, batch.firstSequence() - 1);
                Cursor last = new Cursor(epoch, batch.lastSequence());
                encoder().gap(bytes, new Gap(loss, batch.source(), batch.counted() ? missed : -1, before, last));
            }
            return missed;
        }
        int lines = 0;
        int first = (int) Math.max(0, behind + 1 - batch.firstSequence());
        for (int i = first; i < batch.lines().size(); i++) {
            if (filter.wants(batch.lines().get(i))) {
                encoding.line(bytes, ordinal, batch, i);
                lines++;
            }
        }
        return lines;
    }

    private int count(LineBatch batch) {
        return wants(batch) ? batch.count(filter.minimum()) : 0;
    }

    private int countIn(long ordinal) {
        LineBatch batch = ring.get(ordinal);
        return batch == null ? 0 : count(batch);
    }

    private long countBehind(LineBatch batch, long sequence) {
        if (!wants(batch)) {
            return 0;
        }
        if (batch.lines().isEmpty()) {
            // Within a loss nobody has a place: it is told as a whole.
            return count(batch);
        }
        int skipped = (int) (sequence - batch.firstSequence() + 1);
        return batch.lines().subList(skipped, batch.lines().size()).stream()
                .filter(filter::wants)
                .count();
    }

    private boolean wants(LineBatch batch) {
        return wanted.computeIfAbsent(batch.source(), filter::wants);
    }
}
