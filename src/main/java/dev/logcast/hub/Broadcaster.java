package dev.logcast.hub;

import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.SourceId;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: encodes each batch once for all of its subscribers, and keeps what is newest. Who is further behind has it
 * encoded again.
 *
 * <p>Thread-safe. The count of subscribers is guarded by the hub's lock.
 */
final class Broadcaster {
    /** Where this much is pending, it is worth a write of its own. */
    private static final int CHUNK_BYTES = 64 * 1024;

    /** Where so much has been looked at and little of it matches, other clients have their turn; in bytes. */
    private static final int MOST_LOOKED_AT = 4_000_000;

    private final Subscription subscription;
    private final FilterMatches tally;
    private final EncodedLines encoding;
    private final String epoch;
    private final Ring ring;
    private final LongSupplier keptBytes;

    /** The newest chunks, of which only the last one grows; the bytes of the others. Both guarded by this. */
    private final Deque<Chunk> recent = new ArrayDeque<>();

    private long sealedBytes;

    private int subscribers;

    /** @param keptBytes how many encoded bytes it may keep */
    Broadcaster(
            Subscription subscription,
            FilterMatches tally,
            EncodedLines encoding,
            String epoch,
            Ring ring,
            LongSupplier keptBytes) {
        this.subscription = subscription;
        this.tally = tally;
        this.encoding = encoding;
        this.epoch = epoch;
        this.ring = ring;
        this.keptBytes = keptBytes;
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
        return subscription.filter().selective() ? new Cursor(epoch, sequence) : null;
    }

    void joined() {
        subscribers++;
    }

    /** @return whether it has no subscriber any more */
    boolean left() {
        return --subscribers == 0;
    }

    FilterMatches tally() {
        return tally;
    }

    /**
     * What is pending at a place, as far as it makes one write.
     *
     * @param ordinal of the next batch that a client is owed
     * @param behind leaves out lines of that batch up to this sequence number
     * @return null when the batch is not held, or it takes more than an instant to find out which of its lines match
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
        BitSet matching = tally.answer(ordinal, batch);
        if (matching == null) {
            return null;
        }
        Chunk rest = new Chunk(ordinal);
        rest.add(batch, encode(rest.bytes(), ordinal, batch, matching, behind));
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
        int look = MOST_LOOKED_AT;
        while (chunk.weight() < CHUNK_BYTES && look > 0) {
            LineBatch batch = ring.get(chunk.next());
            if (batch == null) {
                return;
            }
            BitSet matching = tally.answer(chunk.next(), batch);
            if (matching == null) {
                return;
            }
            look -= batch.weight();
            chunk.add(batch, encode(chunk.bytes(), chunk.next(), batch, matching, 0));
        }
    }

    private void keep(Chunk fresh) {
        Chunk sealed = recent.peekLast();
        if (sealed != null) {
            sealed.bytes().trim();
            sealedBytes += sealed.weight();
        }
        recent.addLast(fresh);
        while (recent.size() > 1 && sealedBytes > keptBytes.getAsLong()) {
            sealedBytes -= recent.removeFirst().weight();
        }
    }

    /** @return how many lines were written, or their loss */
    private int encode(Utf8Buffer bytes, long ordinal, LineBatch batch, BitSet matching, long behind) {
        if (!tally.wants(batch)) {
            return 0;
        }
        if (batch.loss() != null) {
            Predicate<SourceId> same = batch.source()::equals;
            return loss(
                    bytes,
                    batch,
                    ring.timeUpTo(batch.firstSequence() - 1, same),
                    ring.timeBehind(batch.lastSequence(), same));
        }
        int lines = 0;
        int first = (int) Math.max(0, behind + 1 - batch.firstSequence());
        for (int i = matching.nextSetBit(first); i >= 0; i = matching.nextSetBit(i + 1)) {
            encoding.line(bytes, ordinal, batch, i);
            lines++;
        }
        return lines;
    }

    /**
     * @param since the time of the line before; null when that is not known
     * @param until of the line behind, likewise
     * @return how many lines are missing there, of those that match, as far as that is known
     */
    int loss(Utf8Buffer bytes, LineBatch batch, @Nullable Instant since, @Nullable Instant until) {
        int missed = tally.missing(batch);
        if (missed != 0) {
            Cursor before = new Cursor(epoch, batch.firstSequence() - 1);
            Cursor last = new Cursor(epoch, batch.lastSequence());
            String reason = String.valueOf(batch.loss());
            encoder().gap(bytes, new Gap(reason, batch.source(), missed, before, last, since, until));
        }
        return Math.max(0, missed);
    }
}
