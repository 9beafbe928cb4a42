package dev.logcast.hub;

import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: encodes each batch once for all of its subscribers, and keeps the newest frames. Laggards have theirs
 * encoded again.
 *
 * <p>Thread-safe. The counts are guarded by the hub's lock.
 */
final class Broadcaster {
    private static final int KEPT_FRAMES = 64;
    private static final int SCRATCH_BYTES = 4096;
    private static final int MOST_SCRATCH_BYTES = 1_000_000;

    private final Subscription subscription;
    private final LineFilter filter;
    private final Encoding encoding;
    private final String epoch;
    private final Ring ring;
    private final AtomicReferenceArray<@Nullable Frame> recent = new AtomicReferenceArray<>(KEPT_FRAMES);
    private final Map<SourceId, Boolean> wanted = new ConcurrentHashMap<>();

    /** Where frames are put together, guarded by this. */
    private Utf8Buffer scratch = new Utf8Buffer(SCRATCH_BYTES);

    /**
     * Matching lines in all batches published, and in those no longer held, counted from an arbitrary beginning; lines whose loss
     * a batch tells of are among them.
     */
    private long published;

    private long evicted;
    private int subscribers;

    Broadcaster(Subscription subscription, Encoding encoding, String epoch, Ring ring) {
        this.subscription = subscription;
        this.filter = subscription.filter();
        this.encoding = encoding;
        this.epoch = epoch;
        this.ring = ring;
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
     * The frame of a batch.
     *
     * @param behind leaves out lines up to this sequence number
     * @return null when the batch is not held
     */
    @Nullable
    Frame frame(long ordinal, long behind) {
        int slot = (int) (ordinal % KEPT_FRAMES);
        Frame kept = recent.get(slot);
        if (kept != null && kept.ordinal() == ordinal && kept.firstSequence() > behind) {
            return kept;
        }
        LineBatch batch = ring.get(ordinal);
        if (batch == null) {
            return null;
        }
        if (batch.firstSequence() <= behind) {
            return encode(ordinal, batch, behind, new Utf8Buffer(SCRATCH_BYTES));
        }
        synchronized (this) {
            kept = recent.get(slot);
            if (kept != null && kept.ordinal() == ordinal) {
                return kept;
            }
            Frame frame = encode(ordinal, batch, 0, scratch.clear());
            if (scratch.capacity() > MOST_SCRATCH_BYTES) {
                scratch = new Utf8Buffer(SCRATCH_BYTES);
            }
            if (kept == null || kept.ordinal() < ordinal) {
                recent.set(slot, frame);
            }
            return frame;
        }
    }

    private Frame encode(long ordinal, LineBatch batch, long behind, Utf8Buffer bytes) {
        if (!wants(batch)) {
            return Frame.of(ordinal, batch, new byte[0], 0);
        }
        String loss = batch.loss();
        if (loss != null) {
            Cursor before = new Cursor(epoch, batch.firstSequence() - 1);
            int missed = count(batch);
            if (missed == 0 && batch.counted()) {
                return Frame.of(ordinal, batch, new byte[0], 0);
            }
            encoder()
                    .gap(
                            bytes,
                            new Gap(
                                    loss,
                                    batch.source(),
                                    batch.counted() ? missed : -1,
                                    before,
                                    new Cursor(epoch, batch.lastSequence())));
            return Frame.of(ordinal, batch, bytes.toBytes(), missed);
        }
        int lines = 0;
        int first = (int) Math.max(0, behind + 1 - batch.firstSequence());
        for (int i = first; i < batch.lines().size(); i++) {
            if (filter.wants(batch.lines().get(i))) {
                encoding.line(bytes, ordinal, batch, i);
                lines++;
            }
        }
        return Frame.of(ordinal, batch, bytes.toBytes(), lines);
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
