package dev.logcast.hub;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.NoArchive;
import dev.logcast.archive.Reading;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LossReason;
import dev.logcast.line.ServerLog;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.wire.Gap;
import dev.logcast.wire.StreamFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The live fan-out: takes every batch, and brings it to every subscriber.
 *
 * <p>Thread-safe. One lock orders publishing, joining and leaving, none of which waits for a client; the pumps, whose threads
 * the caller gives, take it only to describe a gap.
 */
public final class Hub {
    private static final System.Logger LOG = ServerLog.of(Hub.class.getName());
    private static final int FORMER_CLIENT_RETRY_SECONDS = 5;
    private static final long FULL_NANOS =
            Duration.ofSeconds(2 * FORMER_CLIENT_RETRY_SECONDS).toNanos();
    private static final int READER_PATIENCE_MILLIS = 500;
    private static final int FEW_REPLAYS = 32;
    private static final int PORTION_BYTES = 128 * 1024;

    /** A connection takes it at once, if it takes anything. */
    private static final int SMALL_PORTION_BYTES = 32 * 1024;

    /** Long lines make long portions: so much all of them may take before who waits for his client gives way. */
    private static final long MOST_HELD_BYTES = 32 * 1024 * 1024;

    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    /** In so many pieces of the archive the time of a line is looked for that is near a gap. */
    private static final int FEW_PIECES = 8;

    /** So many streams at a time look for their last lines. */
    private static final int MOST_SEARCHING = 64;

    /** What may be asked of the lines held while a request waits: 40 ms at worst, mostly a tenth of that. */
    private static final long MOMENT_EFFORT = 20_000_000;

    private static final String CANNOT_READ = "The archive cannot be read";

    private final String epoch;
    private final HubSettings settings;
    private final Archive archive;
    private final Telemetry telemetry;
    private final Faults faults;
    private final DelayQueue<Replay> toRead = new DelayQueue<>();
    private final AtomicInteger replays = new AtomicInteger();
    private final AtomicLong heldByReplays = new AtomicLong();
    private final PriorityBlockingQueue<Beginning> toBegin = new PriorityBlockingQueue<>();
    private final AtomicInteger searching = new AtomicInteger();
    private final Lane slowLane;
    private final Lane lane;
    private final Ring ring;
    private final List<Pump> pumps;

    private final Map<Subscription, Broadcaster> broadcasters = new HashMap<>();
    private final Map<LineFilter, FilterMatches> tallies = new HashMap<>();
    private final Map<StreamFormat, EncodedLines> encodings = new HashMap<>();
    private final Map<String, Integer> clientsByAddress = new HashMap<>();
    private final Set<Subscriber> subscribers = new HashSet<>();
    private volatile int distinct;
    private int nextPump;
    private boolean stopped;
    private volatile long turnedAwayNanos = System.nanoTime() - FULL_NANOS;
    private volatile boolean readingStopped;

    /** Ordinal of the next batch; read by the pumps without the lock. */
    private volatile long next;

    /**
     * @param epoch of this run's cursors
     * @param pumpCount how many threads will pump
     */
    public Hub(String epoch, HubSettings settings, int pumpCount, Telemetry telemetry) {
        this(epoch, settings, pumpCount, new NoArchive(), telemetry, new Faults(telemetry));
    }

    /** @param archive what clients get that ask for lines which are no longer held, or are too slow for those that are */
    public Hub(String epoch, HubSettings settings, int pumpCount, Archive archive, Telemetry telemetry, Faults faults) {
        this.archive = archive;
        this.epoch = epoch;
        this.settings = settings;
        this.telemetry = telemetry;
        this.faults = faults;
        this.ring = new Ring(settings.recentBytes());
        this.slowLane = new Lane(faults, null);
        this.lane = new Lane(faults, slowLane);
        this.pumps = IntStream.range(0, pumpCount)
                .mapToObj(i -> new Pump(settings, telemetry, faults))
                .toList();
    }

    List<Pump> pumpList() {
        return pumps;
    }

    /** What the caller's threads run, each one of them, until {@link #stop(Duration)}. */
    public List<Duty> pumps() {
        List<Duty> duties = new ArrayList<>(duties("pump", pumps.size(), Part.SEND, pumps::get));
        duties.add(new Duty("lane", Part.SEND, faults, lane));
        duties.add(new Duty("slow-lane", Part.SEND, faults, slowLane));
        return duties;
    }

    /** What the caller's threads run who read the archive, until {@link #stop(Duration)}. */
    public List<Duty> readers() {
        List<Duty> duties = new ArrayList<>(duties("replay", Reading.AT_ONCE, Part.REPLAY, i -> this::read));
        duties.addAll(duties("begin", Reading.AT_ONCE, Part.REPLAY, i -> this::begin));
        return duties;
    }

    private List<Duty> duties(String name, int count, Part part, IntFunction<Duty.Cycle> cycles) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Duty(name + '-' + i, part, faults, cycles.apply(i)))
                .toList();
    }

    /** The first line comes behind this one, of an earlier run. Is called before any is published. */
    public void startBehind(long sequence) {
        ring.startBehind(sequence);
    }

    private boolean read() throws InterruptedException {
        Replay replay = toRead.poll(READER_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (replay != null) {
            fill(replay);
        }
        return !readingStopped;
    }

    private void fill(Replay replay) {
        try {
            if (replay.fill()) {
                toRead.add(replay);
            }
        } catch (Throwable e) {
            faults.note(Part.REPLAY, "a stream, which ends", e);
            faults.guard(Part.REPLAY, "the end of a stream", replay::fail);
        }
    }

    /** Has the next portion of a replay read. */
    void read(Replay replay) {
        toRead.add(replay);
    }

    /** Whether so many replays are on that none may hold much. */
    boolean manyReplays() {
        return replays.get() > FEW_REPLAYS;
    }

    /** How much is read ahead for a replay at a time. */
    int portionBytes() {
        return manyReplays() ? SMALL_PORTION_BYTES : PORTION_BYTES;
    }

    /** Replays hold so many more bytes that wait for their clients. */
    void held(int bytes) {
        heldByReplays.addAndGet(bytes);
    }

    /** Where replays hold too much, the one whose client has taken nothing for longest ends; it goes on when that comes again. */
    void makeRoom() {
        if (heldByReplays.get() <= MOST_HELD_BYTES) {
            return;
        }
        long now = System.nanoTime();
        all().stream()
                .filter(subscriber -> subscriber.catchesUp() && subscriber.waitingNanos(now) > PATIENCE_NANOS)
                .max(Comparator.comparingLong(subscriber -> subscriber.waitingNanos(now)))
                .ifPresent(Subscriber::close);
    }

    void replayEnded() {
        replays.decrementAndGet();
    }

    /** Takes the next batch; its first sequence number follows the last one's. */
    public void publish(LineBatch batch) {
        synchronized (this) {
            long oldest = ring.oldest();
            List<LineBatch> evicted = new ArrayList<>();
            ring.add(batch, evicted::add);
            for (int i = 0; i < evicted.size(); i++) {
                for (FilterMatches tally : tallies.values()) {
                    tally.evicted(oldest + i, evicted.get(i));
                }
            }
            next = ring.next();
        }
        pumps.forEach(pump -> pump.wake(batch));
    }

    /**
     * Begins a stream. Nothing is written before the outlet's owner has called {@link Subscriber#writable()}, nor before it has been found
     * where it begins, for which others look where that takes more than a moment.
     *
     * @param address of the client, for the limit of clients per address
     * @throws HubFullException over the limit of clients, or of those that look for their last lines, while stopping, or while the
     *     archive cannot be read
     */
    public Subscriber subscribe(Subscription subscription, StreamStart start, String address, Outlet outlet)
            throws HubFullException {
        Subscriber subscriber = enter(subscription, address, outlet);
        try {
            if (isFar(subscriber, start)) {
                // What comes while it is looked for is none of the last lines.
                long newest = ring.newestSequence();
                look(new Beginning(subscriber, start, () -> backward(newest, subscription.filter()), newest));
            } else {
                begin(subscriber, start, behind(subscriber, start));
            }
            return subscriber;
        } catch (IOException e) {
            subscriber.close();
            LOG.log(System.Logger.Level.WARNING, CANNOT_READ, e);
            throw new HubFullException("The archive cannot be read at the moment.", FORMER_CLIENT_RETRY_SECONDS);
        } catch (RuntimeException | Error e) {
            subscriber.close();
            throw e;
        }
    }

    private synchronized Subscriber enter(Subscription subscription, String address, Outlet outlet)
            throws HubFullException {
        admit(address);
        Broadcaster broadcaster = broadcasters.computeIfAbsent(subscription, this::broadcaster);
        distinct = broadcasters.size();
        broadcaster.joined();
        Pump pump = pumps.get(nextPump++ % pumps.size());
        Subscriber subscriber = new Subscriber(this, broadcaster, pump, address, outlet, settings);
        subscriber.moveTo(0, ring.newestSequence(), 0);
        subscribers.add(subscriber);
        pump.add(subscriber);
        return subscriber;
    }

    /** Whether it takes more than a moment to find out where a stream begins. */
    private boolean isFar(Subscriber subscriber, StreamStart start) {
        FilterMatches tally = subscriber.broadcaster().tally();
        Cursor after = start.after();
        boolean small = tally.filter().effort() * ring.weight() <= MOMENT_EFFORT;
        if (after == null && !start.replays() && start.tail() == 0) {
            return false;
        }
        if (!small || !archives()) {
            return !small;
        }
        if (after != null) {
            return !known(after) || after.sequence() < ring.oldestSequence() - 1;
        }
        return start.replays()
                || (archive.oldest() < ring.oldestSequence()
                        && tally.countBehind(tally.sequenceBefore(start.tail())) < start.tail());
    }

    private void look(Beginning beginning) throws HubFullException {
        if (searches(beginning.start()) && searching.incrementAndGet() > MOST_SEARCHING) {
            searching.decrementAndGet();
            beginning.subscriber().close();
            throw new HubFullException(
                    MOST_SEARCHING + " streams look for their last lines (tail).", FORMER_CLIENT_RETRY_SECONDS);
        }
        toBegin.add(beginning);
    }

    private static boolean searches(StreamStart start) {
        return start.after() == null && start.since() == null && start.tail() > 0;
    }

    private boolean begin() throws InterruptedException {
        Beginning beginning = toBegin.poll(READER_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (beginning != null && !found(beginning)) {
            toBegin.add(beginning);
        } else if (beginning != null) {
            beginning.close();
            searching.addAndGet(searches(beginning.start()) ? -1 : 0);
        }
        return !readingStopped;
    }

    /** @return whether there is nothing more to be found out */
    private boolean found(Beginning beginning) {
        Subscriber subscriber = beginning.subscriber();
        try {
            if (beginning.gone()) {
                subscriber.close();
                return true;
            }
            StreamStart start = beginning.start();
            OptionalLong behind = searches(start) ? beginning.go() : behind(subscriber, start);
            if (behind.isEmpty() && searches(start)) {
                return false;
            }
            begin(subscriber, start, behind);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, CANNOT_READ, e);
            subscriber.close();
        } catch (Throwable e) {
            faults.note(Part.REPLAY, "a stream, which ends", e);
            faults.guard(Part.REPLAY, "the end of a stream", subscriber::close);
        }
        return true;
    }

    private void begin(Subscriber subscriber, StreamStart start, OptionalLong behind) throws IOException {
        LineFilter filter = subscriber.broadcaster().subscription().filter();
        // What a query finds in the lines held takes its time, and the lock is for all: it is looked for before.
        subscriber.broadcaster().tally().lookBehind(behind.orElse(0));
        long last = start.until() == null ? Long.MAX_VALUE : lastBefore(start.until());
        begin(subscriber, start, behind, last, times(filter, start, behind));
        subscriber.attend();
    }

    private Scan backward(long newest, LineFilter filter) {
        return archives() ? archive.backward(newest + 1, filter) : RingScan.backward(ring, newest, filter);
    }

    /**
     * Whether a batch is held of which a subscriber has to wait until it is known which of its lines match; it is attended to then.
     */
    boolean await(Subscriber subscriber, long ordinal) {
        if (ring.get(ordinal) == null) {
            return false;
        }
        subscriber.broadcaster().tally().await(subscriber, ordinal, lane);
        return true;
    }

    private synchronized FilterMatches hold(LineFilter filter) {
        FilterMatches tally = tallies.computeIfAbsent(filter, wanted -> new FilterMatches(wanted, ring));
        tally.hold(1);
        return tally;
    }

    private synchronized void letGo(FilterMatches tally) {
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
        return all().stream()
                .map(subscriber -> subscriber.report(newest, now))
                .sorted(Comparator.comparingLong(ClientReport::behind).reversed())
                .toList();
    }

    private synchronized List<Subscriber> all() {
        return List.copyOf(subscribers);
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
        readingStopped = true;
        lane.stop();
        slowLane.stop();
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
        FilterMatches tally = subscriber.broadcaster().tally();
        long missed = tally.evicted() - subscriber.matched();
        boolean certain = tally.counted() && tally.certainUntilHeld(subscriber.sequence());
        Cursor from = cursor(subscriber.sequence());
        long to = ring.oldestSequence() - 1;
        subscriber.moveTo(ring.oldest(), to, tally.evicted());
        if (missed == 0 && certain) {
            return null;
        }
        telemetry.linesDropped(LossReason.SLOW_CLIENT, certain ? missed : 0);
        Instant until = ring.timeBehind(to, tally.filter()::wants);
        return new Gap(LossReason.SLOW_CLIENT, null, certain ? missed : -1, from, cursor(to), null, until);
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
        EncodedLines encoding =
                encodings.computeIfAbsent(wanted.format(), format -> new EncodedLines(format.encoder(epoch)));
        encoding.count(1);
        return new Broadcaster(wanted, hold(wanted.filter()), encoding, epoch, ring, this::encodedBytes);
    }

    private void admit(String address) throws HubFullException {
        if (stopped) {
            throw new HubFullException("The server is stopping.", FORMER_CLIENT_RETRY_SECONDS);
        }
        if (subscribers.size() >= settings.maxClients()) {
            throw turnedAway(settings.maxClients() + " streams are taken (logcast.stream.max-clients).");
        }
        int limit = settings.maxClientsPerAddress();
        if (limit > 0 && clientsByAddress.getOrDefault(address, 0) >= limit) {
            throw turnedAway(limit + " streams of " + address + " are taken (logcast.stream.max-clients-per-address).");
        }
        clientsByAddress.merge(address, 1, Integer::sum);
    }

    private HubFullException turnedAway(String taken) {
        turnedAwayNanos = System.nanoTime();
        return new HubFullException("All " + taken, FORMER_CLIENT_RETRY_SECONDS);
    }

    /**
     * Whether clients are being turned away. Then those that are silent are asked more often whether they are still there: when a proxy
     * has been restarted, all of them come again at once, and where they were before must be found empty soon.
     */
    boolean full(long now) {
        return now - turnedAwayNanos < FULL_NANOS;
    }

    /** The sequence number behind which a stream begins, if no line is published or let go of until then; empty for an unknown cursor. */
    private OptionalLong behind(Subscriber subscriber, StreamStart start) throws IOException {
        Cursor after = start.after();
        if (after != null) {
            return known(after) ? OptionalLong.of(after.sequence()) : archive.place(after);
        }
        if (start.since() != null) {
            return OptionalLong.of(archives() ? archive.before(start.since()) : ring.oldestSequence() - 1);
        }
        return OptionalLong.of(subscriber.broadcaster().tally().sequenceBefore(start.tail()));
    }

    /** The last line that has an earlier time, of those there are. */
    private long lastBefore(Instant time) throws IOException {
        if (archives()) {
            return archive.lastBefore(time);
        }
        for (long ordinal = ring.next() - 1; ordinal >= ring.oldest(); ordinal--) {
            LineBatch batch = ring.get(ordinal);
            if (batch != null
                    && batch.lines().stream().anyMatch(line -> line.time().isBefore(time))) {
                return batch.lastSequence();
            }
        }
        return 0;
    }

    /** The times of the lines around what a client misses at its beginning, as far as they are known. */
    private record Times(@Nullable Instant since, @Nullable Instant until) {
        static final Times UNKNOWN = new Times(null, null);
    }

    /** Looks for them where something is missing behind the client's cursor, or may be. */
    private Times times(LineFilter filter, StreamStart start, OptionalLong behind) throws IOException {
        if (start.after() == null) {
            return Times.UNKNOWN;
        }
        LineFilter visible = new LineFilter(filter.sources(), filter.within(), null, null);
        long held = ring.oldestSequence() - 1;
        long oldest = archives() ? Math.min(held, archive.oldest() - 1) : held;
        if (!start.skip() && behind.isPresent() && behind.getAsLong() >= oldest) {
            return Times.UNKNOWN;
        }
        Instant until = start.skip()
                ? ring.timeUpTo(ring.newestSequence(), visible::wants)
                : timeBehind(behind.isEmpty() ? held : oldest, visible);
        return new Times(behind.isEmpty() ? null : timeAt(behind.getAsLong(), visible), until);
    }

    /** The time of the line with this number; null where it is not there any more. */
    private @Nullable Instant timeAt(long sequence, LineFilter visible) throws IOException {
        if (sequence >= ring.oldestSequence() || !archives()) {
            return ring.timeUpTo(sequence, visible::wants);
        }
        return sequence < archive.oldest() ? null : timeIn(archive.backward(sequence + 1, visible), true);
    }

    /** The time of the first line behind a sequence number; null where there is none near. */
    private @Nullable Instant timeBehind(long sequence, LineFilter visible) throws IOException {
        return sequence >= ring.oldestSequence() - 1 || !archives()
                ? ring.timeBehind(sequence, visible::wants)
                : timeIn(archive.forward(sequence, visible), false);
    }

    /** The time of the first line that a scan finds; of the last one of its part, where it goes back. */
    private static @Nullable Instant timeIn(Scan lines, boolean back) throws IOException {
        try (lines) {
            for (int pieces = 0; pieces < FEW_PIECES; pieces++) {
                ScanStep piece = lines.next();
                if (piece == null) {
                    break;
                }
                Instant found = null;
                for (ArchiveEntry entry : piece.entries()) {
                    if (entry instanceof ArchiveEntry.Line line && (back || found == null)) {
                        found = line.line().time();
                    }
                }
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Whether lines are kept elsewhere, too. */
    private boolean archives() {
        return archive.oldest() <= archive.newest();
    }

    private boolean known(Cursor cursor) {
        return cursor.epoch().equals(epoch) && cursor.sequence() <= ring.newestSequence();
    }

    private synchronized void begin(
            Subscriber subscriber, StreamStart start, OptionalLong behind, long last, Times times) {
        Broadcaster broadcaster = subscriber.broadcaster();
        FilterMatches tally = broadcaster.tally();
        long newest = ring.newestSequence();
        long held = ring.oldestSequence() - 1;
        long oldest = archives() ? Math.min(held, archive.oldest() - 1) : held;
        long sequence = Math.max(behind.orElse(oldest), oldest);
        Gap gap = null;
        Cursor after = start.after();
        if (after == null) {
            sequence = start.tail() == 0 && !start.replays() ? newest : sequence;
        } else if (behind.isEmpty()) {
            // Of the runs that are known it has seen nothing: what is held comes behind the gap.
            sequence = start.skip() ? newest : held;
            gap = new Gap(
                    LossReason.UNKNOWN_CURSOR, null, -1, after.equals(Cursor.FOREIGN) ? null : after, cursor(sequence));
        } else {
            long lost = missedBefore(broadcaster, behind.getAsLong(), sequence);
            if (start.skip()) {
                long matching = tally.countBehind(sequence);
                long missed = lost < 0 || sequence < held || !tally.certainBehind(sequence) || !tally.counted()
                        ? missedBefore(broadcaster, behind.getAsLong(), newest)
                        : lost + matching;
                sequence = newest;
                gap = missed == 0 ? null : new Gap(LossReason.SKIPPED, null, missed, after, cursor(newest));
            } else if (lost != 0) {
                gap = new Gap(LossReason.RETENTION, null, lost, after, cursor(sequence));
            }
        }
        if (start.replays() || sequence < held) {
            subscriber.moveTo(0, sequence, 0);
            LineFilter wanted = broadcaster.subscription().filter().between(start.since(), start.until());
            replay(subscriber, wanted, last, start.pace());
        } else {
            subscriber.moveTo(ring.ordinalBehind(sequence), sequence, tally.upTo(sequence));
        }
        subscriber.open(gap == null ? null : gap.between(times.since(), times.until()), newest, start.catchesUp());
    }

    private void replay(Subscriber subscriber, LineFilter filter, long last, ReplayPace pace) {
        replays.incrementAndGet();
        subscriber.replay(new Replay(
                behind -> archives() ? archive.forward(behind, filter) : new RingScan(ring, behind, filter),
                subscriber,
                this,
                subscriber.sequence(),
                last,
                pace));
    }

    /** Has a subscriber that fell behind go on from the archive, unless there is none. */
    boolean recall(Subscriber subscriber) {
        if (!archives()) {
            return false;
        }
        replay(subscriber, subscriber.broadcaster().subscription().filter(), Long.MAX_VALUE, ReplayPace.FULL);
        return true;
    }

    /** A subscriber has got all that was there before. What came while it took its time may not be held any more: it gets that, too. */
    void goLive(Subscriber subscriber) {
        if (!follow(subscriber)) {
            replay(subscriber, subscriber.broadcaster().subscription().filter(), Long.MAX_VALUE, ReplayPace.FULL);
        }
    }

    /** @return whether all that comes next is held */
    private synchronized boolean follow(Subscriber subscriber) {
        long sequence = subscriber.sequence();
        if (sequence < ring.oldestSequence() - 1) {
            return false;
        }
        FilterMatches tally = subscriber.broadcaster().tally();
        subscriber.moveTo(ring.ordinalBehind(sequence), sequence, tally.upTo(sequence));
        return true;
    }

    /** Lines behind a sequence number that are not held; null when all are. */
    ArchiveEntry.@Nullable Hole notHeld(long behind) {
        long held = ring.oldestSequence() - 1;
        return held > behind ? new ArchiveEntry.Hole(behind + 1, held) : null;
    }

    /** What a client misses that nobody knows anything of. */
    Gap gap(ArchiveEntry.Hole hole, Subscriber subscriber) {
        LineFilter filter = subscriber.broadcaster().subscription().filter();
        Gap gap = archive.keeps()
                ? Gap.of(hole, filter, archive.oldest(), epoch)
                : Gap.of(LossReason.SLOW_CLIENT, hole, filter, epoch);
        telemetry.linesDropped(gap.reason(), Math.max(0, gap.missed()));
        return gap;
    }

    /** How many matching lines between two places are no longer held; -1 when nobody counted them. */
    private static long missedBefore(Broadcaster broadcaster, long after, long oldest) {
        if (after == oldest) {
            return 0;
        }
        return broadcaster.subscription().filter().selective() ? -1 : oldest - after;
    }
}
