package dev.logcast.hub;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.TimeBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The place where a stream begins that asks for the last lines, looked for from the newest on: a moment at a time, and not for long.
 *
 * <p>One thread at a time goes on.
 */
final class Beginning implements Comparable<Beginning> {
    private static final Duration TURN = Duration.ofMillis(50);

    /** So long is looked for the last lines of a stream; then it begins with those that have been found. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Subscriber subscriber;
    private final StreamStart start;
    private final Supplier<Scan> backward;
    private final TimeBudget patience = TimeBudget.of(PATIENCE);
    private Scan scan = NONE;
    private long rest;
    private long before;
    private long spentNanos;
    private long lookedNanos = System.nanoTime();

    private static final Scan NONE = new Scan() {
        @Override
        public ScanStep next() {
            throw new IllegalStateException("not begun");
        }

        @Override
        public void close() {
            // holds nothing
        }
    };

    /**
     * @param backward looks for lines from the newest on
     * @param newest the sequence number of that
     */
    Beginning(Subscriber subscriber, StreamStart start, Supplier<Scan> backward, long newest) {
        this.subscriber = subscriber;
        this.start = start;
        this.backward = backward;
        this.rest = start.tail();
        this.before = newest + 1;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    StreamStart start() {
        return start;
    }

    /** @return the sequence number behind which the stream begins; empty while that is not found */
    OptionalLong go() throws IOException {
        long began = System.nanoTime();
        try {
            if (scan == NONE) {
                scan = backward.get();
            }
            for (TimeBudget turn = TimeBudget.of(TURN); !turn.spent(); ) {
                ScanStep piece = scan.next();
                if (piece == null) {
                    return OptionalLong.of(before - 1);
                }
                List<ArchiveEntry> entries = piece.entries();
                for (int i = entries.size() - 1; i >= 0; i--) {
                    if (entries.get(i) instanceof ArchiveEntry.Line line && --rest == 0) {
                        return OptionalLong.of(line.sequence() - 1);
                    }
                }
                before = piece.from();
            }
            return patience.spent() ? OptionalLong.of(before - 1) : OptionalLong.empty();
        } finally {
            spentNanos += System.nanoTime() - began;
        }
    }

    /** Whether nobody waits for it any more. */
    boolean gone() {
        long now = System.nanoTime();
        if (now - lookedNanos < LOOK_NANOS) {
            return subscriber.closed();
        }
        lookedNanos = now;
        return subscriber.gone();
    }

    void close() {
        scan.close();
    }

    /** Who has taken least goes first. */
    @Override
    public int compareTo(Beginning other) {
        return Long.compare(spentNanos, other.spentNanos);
    }
}
