package dev.logcast.hub;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.TimeBudget;
import dev.logcast.line.ServerLog;
import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part of one client's stream that consists of lines that are no longer held, or that come in a rhythm of their own: read and encoded
 * by a reader's thread a portion ahead of what the client's pump writes. Ends where there is no line yet.
 *
 * <p>Thread-safe: a reader fills, the pump takes, any thread closes.
 */
final class Replay implements Delayed {
    private static final System.Logger LOG = ServerLog.of(Replay.class.getName());
    private static final int SMALLEST_BUFFER_BYTES = 16 * 1024;

    /** Then others have their turn. */
    private static final Duration TURN = Duration.ofMillis(50);

    private final LongFunction<Scan> scans;
    private final Subscriber subscriber;
    private final Hub hub;
    private final long last;
    private final ReplayPace.Clock clock;

    private long through;
    private @Nullable Scan scan;
    private final Deque<ArchiveEntry> entries = new ArrayDeque<>();
    private @Nullable ArchiveEntry next;

    /** The time of the last line; null before the first. */
    private @Nullable Instant time;

    private long pieceThrough;
    private volatile long dueNanos;
    private volatile boolean reading;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable Portion> portion = new AtomicReference<>();

    /** Bytes of the portion read last. */
    private final AtomicInteger held = new AtomicInteger();

    /**
     * @param bytes what a client gets
     * @param through the sequence number up to which it has everything then
     * @param end whether nothing follows for now
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once
    record Portion(byte[] bytes, int length, long through, boolean end) {}

    /**
     * @param scans begin behind a sequence number
     * @param behind the sequence number of the last line that the client has
     * @param last the sequence number behind which the stream ends; {@link Long#MAX_VALUE}: it goes on live
     */
    Replay(LongFunction<Scan> scans, Subscriber subscriber, Hub hub, long behind, long last, ReplayPace pace) {
        this.scans = scans;
        this.subscriber = subscriber;
        this.hub = hub;
        this.through = behind;
        this.pieceThrough = behind;
        this.last = last;
        this.dueNanos = System.nanoTime();
        this.clock = pace.new Clock(dueNanos);
    }

    /** Whether the stream ends with it. */
    boolean ends() {
        return last != Long.MAX_VALUE;
    }

    /** What has been read ahead; null when that is still to come. */
    @Nullable
    Portion take() {
        return portion.getAndSet(null);
    }

    /** @return whether a reader must be asked now */
    boolean wantsReader() {
        if (reading || portion.get() != null || closed.get()) {
            return false;
        }
        reading = true;
        return true;
    }

    /**
     * Reads the next portion. One reader at a time calls.
     *
     * @return whether it must be called again when it is {@link #getDelay due}
     */
    synchronized boolean fill() {
        if (closed.get()) {
            release();
            return false;
        }
        hub.makeRoom();
        int enough = hub.portionBytes();
        // As much as last time, and a line more; but not as one that was longer than all.
        int likely = Math.min(held.get(), enough);
        Utf8Buffer bytes = new Utf8Buffer(Math.max(SMALLEST_BUFFER_BYTES, likely + likely / 8));
        boolean end = false;
        TimeBudget turn = TimeBudget.of(TURN);
        try {
            while (bytes.length() < enough) {
                ArchiveEntry entry = next;
                next = null;
                if (entry == null) {
                    entry = entries.poll();
                }
                if (entry == null) {
                    through = pieceThrough;
                    boolean spent = turn.spent();
                    end = through >= last || (!spent && !nextPiece());
                    if (end || spent) {
                        break;
                    }
                    continue;
                }
                if (entry.sequence() > last) {
                    end = true;
                    break;
                }
                if (entry instanceof ArchiveEntry.Line line) {
                    long due = clock.due(line.line().time());
                    if (due - System.nanoTime() > 0) {
                        next = entry;
                        dueNanos = due;
                        break;
                    }
                    subscriber.broadcaster().encoder().line(bytes, line.line(), line.sequence());
                    time = line.line().time();
                } else if (entry instanceof ArchiveEntry.Loss loss) {
                    subscriber.broadcaster().loss(bytes, loss.batch(), time, timeOfNext());
                } else if (entry instanceof ArchiveEntry.Hole hole) {
                    Gap gap = hub.gap(hole, subscriber).between(time, timeOfNext());
                    subscriber.broadcaster().encoder().gap(bytes, gap);
                }
                through = entry.last();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A stream goes on with what is held: the archive cannot be read", e);
            ArchiveEntry.Hole hole = hub.notHeld(through);
            if (hole != null) {
                Gap gap = hub.gap(hole, subscriber).between(time, null);
                subscriber.broadcaster().encoder().gap(bytes, gap);
                through = hole.last();
            }
            end = true;
        }
        if (end && !ends()) {
            // Before the hub's lock is taken for it.
            subscriber.broadcaster().tally().lookBehind(through);
        }
        if (end || hub.manyReplays()) {
            release();
        }
        if (next != null && bytes.length() == 0) {
            return true;
        }
        // Behind those that have waited meanwhile.
        dueNanos = System.nanoTime();
        hub.held(bytes.length() - held.getAndSet(bytes.length()));
        portion.set(new Portion(bytes.toBytes(), bytes.length(), through, end));
        reading = false;
        if (closed.get()) {
            drop();
        }
        subscriber.attend();
        return false;
    }

    /** The time of the next line; null when it is not in the piece read last, or the one behind that. */
    private @Nullable Instant timeOfNext() {
        Scan from = scan;
        if (firstTime() == null && from != null && pieceThrough < last) {
            try {
                ScanStep piece = from.next();
                if (piece != null) {
                    add(piece);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "What cannot be read will be met again", e);
            }
        }
        return firstTime();
    }

    private void add(ScanStep piece) {
        pieceThrough = piece.through();
        entries.addAll(piece.entries());
    }

    private @Nullable Instant firstTime() {
        return entries.stream()
                .filter(ArchiveEntry.Line.class::isInstance)
                .map(entry -> ((ArchiveEntry.Line) entry).line().time())
                .findFirst()
                .orElse(null);
    }

    private boolean nextPiece() throws IOException {
        Scan from = scan;
        if (from == null) {
            from = scans.apply(through);
            scan = from;
        }
        ScanStep piece = from.next();
        if (piece == null) {
            release();
            return false;
        }
        add(piece);
        return true;
    }

    /** Many who read slowly must not hold many lines: they are read again. */
    private void release() {
        Scan held = scan;
        if (held != null && next == null) {
            held.close();
            scan = null;
            entries.clear();
            pieceThrough = through;
        }
    }

    /** @return whether it was open until now */
    boolean close() {
        boolean open = closed.compareAndSet(false, true);
        if (open) {
            drop();
        }
        return open;
    }

    private void drop() {
        take();
        hub.held(-held.getAndSet(0));
    }

    /** It cannot go on, nor can the stream. */
    void fail() {
        subscriber.close();
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
