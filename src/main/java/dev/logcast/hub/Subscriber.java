package dev.logcast.hub;

import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client's place in a stream: which lines it has, which bytes it still owes its connection. Holds no lines of its own.
 *
 * <p>Thread-safe: its pump's thread advances it; any thread sends, tells that it is writable, or closes.
 */
public final class Subscriber {
    private static final byte[] NOTHING = {};
    private static final int SLICE_BYTES = 64 * 1024;
    private static final int TURN_BYTES = 512 * 1024;
    /** So many frames without a matching line are passed in one turn. */
    private static final int MOST_FRAMES = 2;

    private static final int MAX_CONTROLS = 256;
    private static final long GAP_EVERY_NANOS = 1_000_000_000L;
    private static final long FULL_HEARTBEAT_NANOS = 1_000_000_000L;
    private static final int LONGEST_RETRY_MILLIS = 3000;

    private final Hub hub;
    private final Broadcaster broadcaster;
    private final Pump pump;
    private final String address;
    private final Outlet outlet;
    private final long heartbeatNanos;
    private final long stallNanos;
    private final Queue<byte[]> controls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean ready;

    /** Whether it has been found out where it begins. */
    private volatile boolean begun;

    /** Where it gets lines from that are no longer held; null while it follows those that are. */
    private volatile @Nullable Replay replay;

    private final long openedNanos = System.nanoTime();

    // Below: its place, changed by the pump's thread only once it has begun. A report may see it as it was.
    private volatile long sequence;
    private long sent;
    private long lastProgressNanos = openedNanos;
    private long ordinal;
    private long matched;
    private byte[] pending = NOTHING;
    private int from;
    private int to;
    private boolean looking;
    private boolean ended;

    /** At first too: a client learns at once that its stream is open, also where the first byte is a line's. */
    private boolean unflushed = true;

    private boolean goodbyeSaid;
    private long lastGapNanos = openedNanos - GAP_EVERY_NANOS;
    private long liveFrom;

    /** Whether it has yet to be told that what it asked for of the past has been sent. */
    private boolean tellsWhenLive;

    private long oldestRead = Long.MAX_VALUE;

    Subscriber(Hub hub, Broadcaster broadcaster, Pump pump, String address, Outlet outlet, HubSettings settings) {
        this.hub = hub;
        this.broadcaster = broadcaster;
        this.pump = pump;
        this.address = address;
        this.outlet = outlet;
        this.heartbeatNanos = settings.heartbeat().toNanos();
        this.stallNanos = settings.stall().toNanos();
    }

    /** The outlet takes bytes again, or for the first time. */
    public void writable() {
        ready = true;
        pump.attend(this);
    }

    /** Sends bytes of its own between two frames, such as an event that is no line. */
    public void send(byte[] control) {
        if (controls.size() < MAX_CONTROLS) {
            controls.add(control);
            pump.attend(this);
        }
    }

    /** Ends the stream and lets go of its place; does nothing the second time. */
    public void close() {
        if (closed.compareAndSet(false, true)) {
            hub.left(this);
            endReplay();
            outlet.close();
        }
    }

    private void endReplay() {
        Replay last = replay;
        replay = null;
        if (last != null && last.close()) {
            hub.replayEnded();
        }
    }

    public boolean closed() {
        return closed.get();
    }

    Broadcaster broadcaster() {
        return broadcaster;
    }

    String address() {
        return address;
    }

    long sequence() {
        return sequence;
    }

    /** Whether it gets lines that are not new: it does not wait for those. */
    boolean catchesUp() {
        return replay != null;
    }

    /** How long its client has taken nothing of what there is for it; 0 when it waits for nothing, or begins. */
    long waitingNanos(long now) {
        return ready || !begun ? 0 : Math.max(0, now - lastProgressNanos);
    }

    ClientReport report(long newest, long now) {
        boolean waits = !ready && newest > sequence;
        return new ClientReport(
                address,
                broadcaster.subscription(),
                Duration.ofNanos(now - openedNanos),
                hub.cursor(sequence),
                Math.max(0, newest - sequence),
                sent,
                waits ? Duration.ofNanos(Math.max(0, now - lastProgressNanos)) : Duration.ZERO);
    }

    /** Matching lines it has been given or told about, on the scale of {@link Broadcaster#published()}. */
    long matched() {
        return matched;
    }

    /** There is something for it to write. */
    void attend() {
        pump.attend(this);
    }

    void replay(Replay past) {
        replay = past;
        if (closed()) {
            endReplay();
        }
    }

    void moveTo(long newOrdinal, long newSequence, long newMatched) {
        ordinal = newOrdinal;
        sequence = newSequence;
        matched = newMatched;
    }

    /** When the oldest live line handed on since the last call was read; {@link Long#MAX_VALUE} if there was none. */
    long takeOldestRead() {
        long taken = oldestRead;
        oldestRead = Long.MAX_VALUE;
        return taken;
    }

    /**
     * @param newest the last line published before the stream was opened; what is older is no measure of delivery
     * @param catchingUp whether it is told when it has what was asked for up to there
     */
    void open(@Nullable Gap gap, long newest, boolean catchingUp) {
        liveFrom = newest;
        tellsWhenLive = catchingUp;
        Utf8Buffer bytes = new Utf8Buffer(128);
        broadcaster.encoder().start(bytes, hub.cursor(sequence));
        if (gap != null) {
            broadcaster.encoder().gap(bytes, gap);
        }
        owe(bytes);
        begun = true;
    }

    /** Whether the client has gone, as far as that can be known while nothing is written to it. */
    boolean gone() {
        return closed() || outlet.hungUp();
    }

    /** @return whether there is more to do at once */
    boolean advance(long now, boolean stopping) {
        if (closed()) {
            return false;
        }
        if (!begun) {
            if (stopping) {
                close();
            }
            return false;
        }
        if (!ready) {
            if (now - lastProgressNanos > stallNanos || stopping) {
                close();
            }
            return false;
        }
        try {
            for (int turn = 0; turn < TURN_BYTES; ) {
                if (from == to && !next(now, stopping)) {
                    return flush(now) && (looking || ((ended || (stopping && goodbyeSaid)) && end()));
                }
                if (!canWrite()) {
                    return false;
                }
                int slice = Math.min(to - from, SLICE_BYTES);
                outlet.write(pending, from, slice);
                turn += slice;
                from += slice;
                sent += slice;
                unflushed = true;
                lastProgressNanos = now;
                if (from == to) {
                    owe(NOTHING, 0, 0);
                }
            }
            return true;
        } catch (IOException e) {
            close();
            return false;
        }
    }

    private boolean end() {
        close();
        return false;
    }

    /** Asks the outlet; the flag falls first, because the answer may change while it is being given. */
    private boolean canWrite() {
        ready = false;
        boolean can = outlet.isReady();
        if (can) {
            ready = true;
        }
        return can;
    }

    private boolean flush(long now) throws IOException {
        if (unflushed) {
            if (!canWrite()) {
                return false;
            }
            outlet.flush();
            unflushed = false;
            lastProgressNanos = now;
        }
        return true;
    }

    private void owe(byte[] bytes, int offset, int length) {
        pending = bytes;
        from = offset;
        to = offset + length;
    }

    /** @return whether that is anything */
    private boolean owe(Utf8Buffer bytes) {
        owe(bytes.toBytes(), 0, bytes.length());
        return to > 0;
    }

    /** @return whether there is something to write */
    private boolean next(long now, boolean stopping) {
        byte[] control = controls.poll();
        if (control != null) {
            owe(control, 0, control.length);
            return true;
        }
        looking = false;
        if (ended) {
            return false;
        }
        Replay past = replay;
        if (past != null) {
            return next(past, now, stopping);
        }
        if (tellsWhenLive && sequence >= liveFrom) {
            tellsWhenLive = false;
            Utf8Buffer bytes = new Utf8Buffer(64);
            broadcaster.encoder().live(bytes);
            if (owe(bytes)) {
                return true;
            }
        }
        for (int frames = 0; ordinal < hub.next(); frames++) {
            if (frames == MOST_FRAMES) {
                looking = true;
                return false;
            }
            Frame frame = broadcaster.frame(ordinal, sequence);
            if (frame == null) {
                if (hub.await(this, ordinal)) {
                    break;
                }
                if (hub.recall(this)) {
                    looking = true;
                    return false;
                }
                if (now - lastGapNanos < GAP_EVERY_NANOS && !stopping) {
                    return false;
                }
                Gap gap = hub.overtake(this);
                if (gap != null) {
                    lastGapNanos = now;
                    Utf8Buffer bytes = new Utf8Buffer(128);
                    broadcaster.encoder().gap(bytes, gap);
                    return owe(bytes);
                }
                continue;
            }
            ordinal = frame.next();
            sequence = frame.lastSequence();
            matched += frame.lines();
            if (frame.firstSequence() > liveFrom) {
                oldestRead = Math.min(oldestRead, frame.readNanos());
            }
            if (frame.length() > 0) {
                owe(frame.bytes(), frame.offset(), frame.length());
                return true;
            }
        }
        return idle(now, stopping);
    }

    private boolean next(Replay past, long now, boolean stopping) {
        Replay.Portion portion = past.take();
        if (portion != null) {
            sequence = portion.through();
            owe(portion.bytes(), 0, portion.length());
            if (portion.end()) {
                endReplay();
                ended = past.ends();
                looking = !ended;
                if (!ended) {
                    hub.goLive(this);
                }
            }
        }
        boolean ahead = portion == null || portion.length() == 0 || !hub.manyReplays();
        if (ahead && past.wantsReader()) {
            hub.read(past);
        }
        return (portion != null && portion.length() > 0) || (!ended && !looking && idle(now, stopping));
    }

    private boolean idle(long now, boolean stopping) {
        if (stopping) {
            return !goodbyeSaid && goodbye();
        }
        long idle = now - lastProgressNanos;
        return (idle >= heartbeatNanos || (idle >= FULL_HEARTBEAT_NANOS && !silent() && hub.full(now)))
                && heartbeat(now);
    }

    private boolean silent() {
        return broadcaster.subscription().format().kind().silent();
    }

    private boolean goodbye() {
        goodbyeSaid = true;
        Utf8Buffer bytes = new Utf8Buffer(64);
        broadcaster.encoder().goodbye(bytes, ThreadLocalRandom.current().nextInt(500, LONGEST_RETRY_MILLIS));
        return owe(bytes);
    }

    private boolean heartbeat(long now) {
        lastProgressNanos = now;
        Utf8Buffer bytes = new Utf8Buffer(64);
        broadcaster.encoder().heartbeat(bytes, broadcaster.heartbeatAt(sequence));
        if (owe(bytes)) {
            return true;
        }
        if (outlet.hungUp()) {
            close();
        }
        return false;
    }
}
