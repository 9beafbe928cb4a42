package dev.logcast.hub;

import dev.logcast.line.LineBatch;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Utf8Buffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One format. Where several subscriptions have it, each line is encoded once for all of them, when the first one wants it.
 *
 * <p>Thread-safe. The count of subscriptions is guarded by the hub's lock.
 */
final class EncodedLines {
    private static final int KEPT_BATCHES = 64;

    private final FrameEncoder encoder;
    private final AtomicReferenceArray<@Nullable Encoded> recent = new AtomicReferenceArray<>(KEPT_BATCHES);
    private volatile int subscriptions;

    /** The lines of one batch, as far as they have been wanted. */
    private record Encoded(long ordinal, AtomicReferenceArray<byte @Nullable []> lines) {}

    EncodedLines(FrameEncoder encoder) {
        this.encoder = encoder;
    }

    FrameEncoder encoder() {
        return encoder;
    }

    /** @return how many subscriptions have this format now */
    int count(int more) {
        int now = subscriptions + more;
        subscriptions = now;
        return now;
    }

    /** Writes one line of a batch. */
    void line(Utf8Buffer to, long ordinal, LineBatch batch, int index) {
        if (subscriptions <= 1) {
            encoder.line(to, batch.lines().get(index), batch.firstSequence() + index);
            return;
        }
        AtomicReferenceArray<byte @Nullable []> lines = lines(ordinal, batch);
        byte[] known = lines.get(index);
        if (known == null) {
            Utf8Buffer line = new Utf8Buffer(batch.lines().get(index).message().length() + 192);
            encoder.line(line, batch.lines().get(index), batch.firstSequence() + index);
            known = line.toBytes();
            lines.set(index, known);
        }
        to.bytes(known);
    }

    private AtomicReferenceArray<byte @Nullable []> lines(long ordinal, LineBatch batch) {
        int slot = (int) (ordinal % KEPT_BATCHES);
        Encoded kept = recent.get(slot);
        if (kept == null || kept.ordinal() != ordinal) {
            Encoded fresh = new Encoded(
                    ordinal, new AtomicReferenceArray<>(batch.lines().size()));
            if (kept == null || kept.ordinal() < ordinal) {
                // Of two that come at once one is not kept, and a line of it is encoded twice.
                recent.compareAndSet(slot, kept, fresh);
            }
            return fresh.lines();
        }
        return kept.lines();
    }
}
