package dev.logcast.hub;

import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The live fan-out: takes every batch, and brings it to every subscriber.
 *
 * <p>Thread-safe. One lock orders publishing, joining and leaving, none of which waits for a client; the pumps, whose threads
 * the caller gives, take it only to describe a gap.
 */
public final class Hub {
    private static final int FORMER_CLIENT_RETRY_SECONDS = 5;

    private final String epoch;
    private final HubSettings settings;
    private final Telemetry telemetry;
    private final Ring ring;
    private final List<Pump> pumps;

    private final Map<Subscription, Broadcaster> broadcasters = new HashMap<>();
    private final Map<LineFilter, Tally> tallies = new HashMap<>();
    private final Map<StreamFormat, Encoding> encodings = new HashMap<>();
    private final Map<String, Integer> clientsByAddress = new HashMap<>();
    private final Set<Subscriber> subscribers = new HashSet<>();
    private volatile int distinct;
    private int nextPump;
    private boolean stopped;

    /** Ordinal of the next batch; read by the pumps without the lock. */
    private volatile long next;

    /**
     * @param epoch of this run's cursors
     * @param pumpCount how many threads will pump
     */
    public Hub(String epoch, HubSettings settings, int pumpCount, Telemetry telemetry) {
        this.epoch = epoch;
        this.settings = settings;
        this.telemetry = telemetry;
        this.ring = new Ring(settings.recentBytes());
        this.pumps = IntStream.range(0, pumpCount)
                .mapToObj(i -> new Pump(settings, telemetry))
                .toList();
    }

    List<Pump> pumpList() {
        return pumps;
    }

    /** What the caller's threads run, each one of them, until {@link #stop(Duration)}. */
    public List<Runnable> pumps() {
        return List.copyOf(pumps);
    }

    /** Takes the next batch; its first sequence number follows the last one's. */
    public void publish(LineBatch batch) {
        synchronized (this) {
            long oldest = ring.oldest();
            List<LineBatch> evicted = new ArrayList<>();
            ring.add(batch, evicted::add);
            for (int i = 0; i < evicted.size(); i++) {
                for (Tally tally : tallies.values()) {
                    tally.evicted(oldest + i, evicted.get(i));
                }
            }
            next = ring.next();
        }
        pumps.forEach(Pump::wake);
    }

    /**
     * Begins a stream. Nothing is written before the outlet's owner has called {@link Subscriber#writable()}.
     *
     * @param address of the client, for the limit of clients per address
     * @throws HubFullException over the limit of clients, or while stopping
     */
    public Subscriber subscribe(Subscription subscription, Start start, String address, Outlet outlet)
            throws HubFullException {
        // What a query finds in the lines held takes its time, and the lock is for all: it is looked for before.
        Tally tally = hold(subscription.filter());
        try {
            long behind = behind(tally, start);
            tally.lookBehind(behind);
            return subscribe(subscription, start, behind, address, outlet);
        } finally {
            letGo(tally);
        }
    }

    private synchronized Subscriber subscribe(
            Subscription subscription, Start start, long behind, String address, Outlet outlet)
            throws HubFullException {
        admit(address);
        Broadcaster broadcaster = broadcasters.computeIfAbsent(subscription, this::broadcaster);
        distinct = broadcasters.size();
        broadcaster.joined();
        Pump pump = pumps.get(nextPump++ % pumps.size());
        Subscriber subscriber = begin(broadcaster, start, behind, pump, address, outlet);
        subscribers.add(subscriber);
        pump.add(subscriber);
        return subscriber;
    }

    private synchronized Tally hold(LineFilter filter) {
        Tally tally = tallies.computeIfAbsent(filter, wanted -> new Tally(wanted, ring));
        tally.hold(1);
        return tally;
    }

    private synchronized void letGo(Tally tally) {
        if (tally.hold(-1) == 0) {
            tallies.remove(tally.filter());
        }
    }

    /** Streams open at the moment. */
    public synchronized int clients() {
        return subscribers.size();
    }

    /** How every client stands, those furthest behind first. */
    public List<ClientReport> reports() {
        long newest = ring.newestSequence();
        long now = System.nanoTime();
        List<Subscriber> all;
        synchronized (this) {
            all = List.copyOf(subscribers);
        }
        return all.stream()
                .map(subscriber -> subscriber.report(newest, now))
                .sorted(Comparator.comparingLong(ClientReport::behind).reversed())
                .toList();
    }

    /** How many lines the slowest client is behind. */
    public synchronized long slowestBehind() {
        long newest = ring.newestSequence();
        long slowest =
                subscribers.stream().mapToLong(Subscriber::sequence).min().orElse(newest);
        return Math.max(0, newest - slowest);
    }

    /** Memory that the newest lines take at the moment, in bytes. */
    public long recentBytes() {
        return ring.weight();
    }

    /** Distinct subscriptions at the moment. */
    public int subscriptions() {
        return distinct;
    }

    /** How many encoded bytes each subscription may keep: all of them a quarter of what the lines themselves may take. */
    private long encodedBytes() {
        return settings.recentBytes() / (4L * Math.max(1, distinct));
    }

    /** Where the stream is now. */
    public Cursor newest() {
        return cursor(ring.newestSequence());
    }

    /** Lets every client have what is pending, says goodbye and closes the streams; takes at most so long. */
    public void stop(Duration patience) {
        synchronized (this) {
            stopped = true;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        pumps.forEach(pump -> pump.stop(deadline));
    }

    Cursor cursor(long sequence) {
        return new Cursor(epoch, sequence);
    }

    /** Ordinal that the next batch will have. */
    long next() {
        return next;
    }

    /** Moves a subscriber that fell behind to the oldest line held; null when it missed nothing that it wanted. */
    synchronized @Nullable Gap overtake(Subscriber subscriber) {
        Tally tally = subscriber.broadcaster().tally();
        long missed = tally.evicted() - subscriber.matched();
        boolean certain = tally.certainUntilHeld(subscriber.sequence());
        Cursor from = cursor(subscriber.sequence());
        long to = ring.oldestSequence() - 1;
        subscriber.moveTo(ring.oldest(), to, tally.evicted());
        if (missed == 0 && certain) {
            return null;
        }
        telemetry.linesDropped(Gap.SLOW_CLIENT, missed);
        return new Gap(Gap.SLOW_CLIENT, null, certain ? missed : -1, from, cursor(to));
    }

    synchronized void left(Subscriber subscriber) {
        subscribers.remove(subscriber);
        clientsByAddress.computeIfPresent(subscriber.address(), (address, n) -> n == 1 ? null : n - 1);
        Broadcaster broadcaster = subscriber.broadcaster();
        if (broadcaster.left()) {
            broadcasters.remove(broadcaster.subscription());
            distinct = broadcasters.size();
            letGo(broadcaster.tally());
            encodings.computeIfPresent(
                    broadcaster.subscription().format(),
                    (format, encoding) -> encoding.count(-1) == 0 ? null : encoding);
        }
    }

    private Broadcaster broadcaster(Subscription wanted) {
        Encoding encoding = encodings.computeIfAbsent(wanted.format(), format -> new Encoding(format.encoder(epoch)));
        encoding.count(1);
        return new Broadcaster(wanted, hold(wanted.filter()), encoding, epoch, ring, this::encodedBytes);
    }

    private void admit(String address) throws HubFullException {
        if (stopped) {
            throw new HubFullException("The server is stopping.", FORMER_CLIENT_RETRY_SECONDS);
        }
        if (subscribers.size() >= settings.maxClients()) {
            throw new HubFullException(
                    "All " + settings.maxClients() + " streams are taken (logcast.stream.max-clients).",
                    FORMER_CLIENT_RETRY_SECONDS);
        }
        int limit = settings.maxClientsPerAddress();
        if (limit > 0 && clientsByAddress.getOrDefault(address, 0) >= limit) {
            throw new HubFullException(
                    "All " + limit + " streams of " + address + " are taken (logcast.stream.max-clients-per-address).",
                    FORMER_CLIENT_RETRY_SECONDS);
        }
        clientsByAddress.merge(address, 1, Integer::sum);
    }

    /** The sequence number behind which a stream begins, if no line is published or let go of until then. */
    private long behind(Tally tally, Start start) {
        Cursor after = start.after();
        if (after == null) {
            return tally.sequenceBefore(start.tail());
        }
        return known(after) ? after.sequence() : start.skip() ? ring.newestSequence() : 0;
    }

    private boolean known(Cursor cursor) {
        return cursor.epoch().equals(epoch) && cursor.sequence() <= ring.newestSequence();
    }

    private Subscriber begin(
            Broadcaster broadcaster, Start start, long behind, Pump pump, String address, Outlet outlet) {
        Tally tally = broadcaster.tally();
        long newest = ring.newestSequence();
        long oldest = ring.oldestSequence() - 1;
        long sequence = Math.max(behind, oldest);
        Gap gap = null;
        Cursor after = start.after();
        if (after == null) {
            sequence = start.tail() == 0 ? newest : sequence;
        } else if (!known(after)) {
            // Of this run it has seen nothing: all that is held comes behind the gap.
            sequence = start.skip() ? newest : oldest;
            gap = new Gap(Gap.UNKNOWN_CURSOR, null, -1, after, cursor(sequence));
        } else {
            long lost = missedBefore(broadcaster, after.sequence(), sequence);
            if (start.skip()) {
                long missed = lost < 0 || !tally.certainBehind(sequence) ? -1 : lost + tally.countBehind(sequence);
                sequence = newest;
                gap = missed == 0 ? null : new Gap(Gap.SKIPPED, null, missed, after, cursor(newest));
            } else if (lost != 0) {
                gap = new Gap(Gap.RETENTION, null, lost, after, cursor(sequence));
            }
        }
        Subscriber subscriber = new Subscriber(this, broadcaster, pump, address, outlet, settings);
        subscriber.moveTo(ring.ordinalBehind(sequence), sequence, tally.upTo(sequence));
        subscriber.open(gap, newest);
        return subscriber;
    }

    /** How many matching lines between two places are no longer held; -1 when nobody counted them. */
    private static long missedBefore(Broadcaster broadcaster, long after, long oldest) {
        if (after == oldest) {
            return 0;
        }
        return broadcaster.subscription().filter().selective() ? -1 : oldest - after;
    }
}
