package dev.logcast.hub;

import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Telemetry;
import java.time.Duration;
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
            broadcasters.values().forEach(broadcaster -> broadcaster.published(batch));
            ring.add(batch, old -> broadcasters.values().forEach(broadcaster -> broadcaster.evicted(old)));
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
        synchronized (this) {
            admit(address);
            Broadcaster broadcaster = broadcasters.computeIfAbsent(subscription, this::broadcaster);
            distinct = broadcasters.size();
            broadcaster.joined();
            Pump pump = pumps.get(nextPump++ % pumps.size());
            Subscriber subscriber = begin(broadcaster, start, pump, address, outlet);
            subscribers.add(subscriber);
            pump.add(subscriber);
            return subscriber;
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
        Broadcaster broadcaster = subscriber.broadcaster();
        long missed = broadcaster.evicted() - subscriber.matched();
        Cursor from = cursor(subscriber.sequence());
        long to = ring.oldestSequence() - 1;
        subscriber.moveTo(ring.oldest(), to, broadcaster.evicted());
        if (missed == 0) {
            return null;
        }
        telemetry.linesDropped(Gap.SLOW_CLIENT, missed);
        return new Gap(Gap.SLOW_CLIENT, null, missed, from, cursor(to));
    }

    synchronized void left(Subscriber subscriber) {
        subscribers.remove(subscriber);
        clientsByAddress.computeIfPresent(subscriber.address(), (address, n) -> n == 1 ? null : n - 1);
        Broadcaster broadcaster = subscriber.broadcaster();
        if (broadcaster.left()) {
            broadcasters.remove(broadcaster.subscription());
            distinct = broadcasters.size();
            encodings.computeIfPresent(
                    broadcaster.subscription().format(),
                    (format, encoding) -> encoding.count(-1) == 0 ? null : encoding);
        }
    }

    private Broadcaster broadcaster(Subscription wanted) {
        Encoding encoding = encodings.computeIfAbsent(wanted.format(), format -> new Encoding(format.encoder(epoch)));
        encoding.count(1);
        return new Broadcaster(wanted, encoding, epoch, ring, this::encodedBytes);
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

    private Subscriber begin(Broadcaster broadcaster, Start start, Pump pump, String address, Outlet outlet) {
        long newest = ring.newestSequence();
        long sequence = newest;
        Gap gap = null;
        Cursor after = start.after();
        if (after == null) {
            sequence = broadcaster.sequenceBefore(start.tail());
        } else if (!after.epoch().equals(epoch) || after.sequence() > newest) {
            // Of this run it has seen nothing: all that is held comes behind the gap.
            sequence = start.skip() ? newest : ring.oldestSequence() - 1;
            gap = new Gap(Gap.UNKNOWN_CURSOR, null, -1, after, cursor(sequence));
        } else {
            sequence = Math.max(after.sequence(), ring.oldestSequence() - 1);
            long lost = missedBefore(broadcaster, after.sequence(), sequence);
            if (start.skip()) {
                long missed = lost < 0 ? -1 : lost + broadcaster.countBehind(sequence);
                sequence = newest;
                gap = missed == 0 ? null : new Gap(Gap.SKIPPED, null, missed, after, cursor(newest));
            } else if (lost != 0) {
                gap = new Gap(Gap.RETENTION, null, lost, after, cursor(sequence));
            }
        }
        long matched = broadcaster.published() - broadcaster.countBehind(sequence);
        Subscriber subscriber = new Subscriber(this, broadcaster, pump, address, outlet, settings);
        subscriber.moveTo(ring.ordinalBehind(sequence), sequence, matched);
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
