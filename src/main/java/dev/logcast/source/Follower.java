package dev.logcast.source;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.DirectoryWatch;
import dev.logcast.source.file.FileKey;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.Discovery;
import dev.logcast.source.find.Failures;
import dev.logcast.source.find.FileReport;
import dev.logcast.source.find.FoundFile;
import dev.logcast.source.find.SourceReport;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The follower of all files of all sources: has them found ({@link Discovery}), decides where each begins ({@link ReadingStart}), and has
 * each read ({@link Tailer}) as soon as it changes.
 *
 * <p>Threads of the caller's run its {@link #duties}. What fails in one file, by whatever fault, is tried again; nothing else waits
 * for it.
 */
public final class Follower {
    private static final System.Logger LOG = ServerLog.of(Follower.class.getName());

    private static final Duration SCAN_EVERY_WITHOUT_WATCH = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration FIRST_READING = Duration.ofSeconds(5);

    /** Where files come and go all the time, scanning takes a tenth of a core, and a new one is found within a second. */
    private static final int REST_PER_SCAN = 9;

    private static final Duration LONGEST_REST = Duration.ofMillis(700);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final int BATCHES_PER_TURN = 16;
    private static final String ROOM = "waiting for room";

    /** A turn is over in a fraction of it, unless the file system does not answer. */
    private static final long HELD_UP_NANOS = Duration.ofSeconds(2).toNanos();

    /** So many files may hold up a worker for good before others wait for them. */
    private static final int RESERVE = 4;

    private final List<SourceSpec> specs;
    private final RecordListener listener;
    private final Checkpoints checkpoints;
    private final int longestRecord;
    private final Tailers tailers;
    private final Faults faults;
    private final Failures failures;
    private final Discovery discovery;
    private final ReadingStart succession;
    private final Set<SourceId> fed = ConcurrentHashMap.newKeySet();
    private final Map<SourceId, Activity> activities = new ConcurrentHashMap<>();
    private final BlockingQueue<Tailer> signalled = new LinkedBlockingQueue<>();
    private final Queue<Tailer> held = new ConcurrentLinkedQueue<>();

    /** Files that are being read, and since when. */
    private final Map<Tailer, Long> turns = new ConcurrentHashMap<>();

    /** Those of them of which it has been said that the file system does not answer. */
    private final Set<Tailer> told = ConcurrentHashMap.newKeySet();

    private final DirectoryWatch watch = new DirectoryWatch();

    /** A permit: files have come, gone or been renamed. */
    private final Semaphore changes = new Semaphore(0);

    private final Duty finding;

    // Of the finding thread.
    private boolean begun;
    private long startNanos;
    private long nextTick;
    private long nextScan;
    private long restedAt;

    private volatile boolean ready;
    private volatile boolean stopped;

    /** Whether nothing is handed on any more. */
    private volatile boolean over;

    private volatile long heldNanos = System.nanoTime();

    public Follower(
            List<SourceSpec> specs,
            RecordListener listener,
            InstantSource clock,
            Checkpoints checkpoints,
            Faults faults) {
        this(specs, listener, clock, checkpoints, faults, Descriptors.forFiles());
    }

    /** Faults are not counted. */
    public Follower(List<SourceSpec> specs, RecordListener listener, InstantSource clock, Checkpoints checkpoints) {
        this(specs, listener, clock, checkpoints, new Faults(Telemetry.NONE));
    }

    /** @param mostOpen how many files may be open at a time, when all are at rest */
    Follower(
            List<SourceSpec> specs,
            RecordListener listener,
            InstantSource clock,
            Checkpoints checkpoints,
            Faults faults,
            int mostOpen) {
        this.specs = new CopyOnWriteArrayList<>(specs);
        this.checkpoints = checkpoints;
        this.faults = faults;
        this.failures = new Failures(faults);
        this.finding = new Duty("find", Part.FIND, faults, this::find);
        this.tailers = new Tailers(mostOpen);
        this.discovery = new Discovery(this.specs, failures, finding);
        this.listener = new Observed(listener, clock);
        this.succession = new ReadingStart(this.specs, tailers, checkpoints, this.listener, failures, finding);
        this.longestRecord = specs.stream()
                .mapToInt(SourceSpec::maxRecordBytes)
                .reduce(SourceSpec.DEFAULT_MAX_RECORD_BYTES, Math::max);
    }

    /**
     * Follows one more from now on. Files that it finds are read from their beginning, unless this is before the start.
     *
     * @param spec records must not be longer than those of the others or than the default
     */
    public void follow(SourceSpec spec) {
        if (spec.maxRecordBytes() > longestRecord) {
            throw new IllegalArgumentException("records must not be longer than " + longestRecord + " bytes");
        }
        specs.add(spec);
        changes.release();
    }

    /** Looks for no more files of a spec; those that it has found are read to their end once they are gone. */
    public void unfollow(SourceSpec spec) {
        specs.remove(spec);
        changes.release();
    }

    /**
     * Whether the file that is called so now is being followed, perhaps under another name: from when it is found until it is
     * gone, has been read to its end and rests.
     *
     * @param name of the spec that found it
     */
    public boolean follows(String name, Path path) throws IOException {
        return tailers.of(new Checkpoint.Key(name, FileKey.at(path).file())) != null;
    }

    /** All that are followed. */
    public List<SourceSpec> specs() {
        return List.copyOf(specs);
    }

    /** Whether the files that were there at the start have been found, and read as far as a few seconds allow. */
    public boolean ready() {
        return ready;
    }

    /**
     * Takes records of a source that is no file, from now on.
     *
     * @return who takes them; one thread at a time hands them on
     */
    public RecordListener feed(SourceId source) {
        fed.add(source);
        return listener;
    }

    /** Sources that have files at the moment, and those that are fed. */
    public Set<SourceId> sources() {
        Set<SourceId> sources = new HashSet<>(fed);
        tailers.all().forEach(tailer -> sources.add(tailer.source()));
        return sources;
    }

    /** How sources stand, in their order; one that has no file waits for it. */
    public List<SourceReport> reports(Collection<SourceId> sources) {
        Set<SourceId> wanted = sources.size() == 1 ? Set.copyOf(sources) : new HashSet<>(sources);
        Map<SourceId, List<FileReport>> files = new HashMap<>();
        tailers.all().stream()
                .filter(tailer -> wanted.contains(tailer.source()))
                .forEach(tailer -> files.computeIfAbsent(tailer.source(), source -> new ArrayList<>())
                        .add(tailer.report()));
        failures.reports((source, report) -> {
            if (wanted.contains(source)) {
                files.computeIfAbsent(source, each -> new ArrayList<>()).add(report);
            }
        });
        long now = System.nanoTime();
        return sources.stream()
                .map(source -> report(source, files.getOrDefault(source, List.of()), now))
                .toList();
    }

    /** How one source stands. */
    public SourceReport report(SourceId source) {
        return reports(List.of(source)).get(0);
    }

    private SourceReport report(SourceId source, List<FileReport> files, long now) {
        List<FileReport> sorted =
                files.stream().sorted(Comparator.comparing(FileReport::path)).toList();
        Activity activity = activity(source);
        return new SourceReport(
                source, sorted, fed.contains(source), activity.lines(now), activity.bytes(now), activity.last());
    }

    /** How many sources stand so; a configured name that has no file is one that waits. */
    public long count(SourceReport.State state) {
        Set<SourceId> all = sources();
        Set<SourceId> failing = failures.sources().collect(Collectors.toCollection(HashSet::new));
        tailers.all().stream().filter(Tailer::fails).map(Tailer::source).forEach(failing::add);
        all.addAll(failing);
        return switch (state) {
            case FAILING -> failing.size();
            case FOLLOWING -> all.size() - failing.size();
            case WAITING -> waiting(all).count();
        };
    }

    private Stream<SourceSpec> waiting(Set<SourceId> there) {
        Set<String> groups = there.stream().map(SourceId::group).collect(Collectors.toSet());
        return specs.stream().filter(spec -> !spec.paths().isEmpty() && !groups.contains(spec.name()));
    }

    /** Says once what nothing is found for, when all that was there at the start has been found. */
    private void tellWaiting() {
        Set<SourceId> all = sources();
        failures.sources().forEach(all::add);
        waiting(all)
                .forEach(spec -> LOG.log(
                        System.Logger.Level.WARNING,
                        "No file matches the path of {0} yet, which is {1}. Waiting for one.",
                        spec.name(),
                        spec.paths().stream().map(PathGlob::toString).collect(Collectors.joining(", "))));
    }

    /** Bytes of the files under a configured name that have not been read yet. */
    public long lag(String name) {
        return tailers.all().stream()
                .filter(tailer -> tailer.source().group().equals(name))
                .mapToLong(Tailer::lag)
                .sum();
    }

    /** Notes how busy a source is, on the way of what was read. */
    private final class Observed implements RecordListener {
        private final RecordListener next;
        private final InstantSource clock;

        Observed(RecordListener next, InstantSource clock) {
            this.next = next;
            this.clock = clock;
        }

        @Override
        public void onRecords(RecordBatch batch) {
            if (over) {
                // Nobody takes it any more; it is read again.
                return;
            }
            if (!batch.records().isEmpty()) {
                activity(batch.source()).add(batch.records().size(), batch.bytes(), batch.readNanos(), clock.instant());
            }
            next.onRecords(batch);
        }

        @Override
        public void onLoss(SourceId source) {
            next.onLoss(source);
        }

        @Override
        public void awaitRoom() throws InterruptedException {
            next.awaitRoom();
        }

        @Override
        public void onTick() {
            next.onTick();
        }
    }

    private Activity activity(SourceId source) {
        return activities.computeIfAbsent(source, id -> new Activity());
    }

    /**
     * What the caller's threads run, each one of them, until {@link #stop(Duration)}.
     *
     * @param workers how many of them read
     */
    public List<Duty> duties(int workers) {
        List<Duty> duties = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            ReadBuffer buffer = new ReadBuffer(longestRecord);
            duties.add(new Duty("read-" + i, Part.READ, faults, () -> work(buffer)));
        }
        for (int i = 0; i < RESERVE; i++) {
            ReadBuffer buffer = new ReadBuffer(longestRecord);
            int before = i;
            duties.add(new Duty("reserve-" + i, Part.READ, faults, () -> stepIn(before, buffer)));
        }
        duties.add(finding);
        duties.add(new Duty("watch", Part.WATCH, faults, this::watch));
        return duties;
    }

    /** Finds files. */
    private boolean find() throws InterruptedException {
        long now = System.nanoTime();
        if (!begun) {
            begun = true;
            startNanos = now;
            nextTick = now;
            nextScan = now;
        }
        if (now - nextScan >= 0) {
            changes.drainPermits();
            // Also when it fails: the next one comes no sooner.
            finding.guard("a scan", () -> scan(watch::watch));
            long end = System.nanoTime();
            restedAt = end + Math.min(REST_PER_SCAN * (end - now), LONGEST_REST.toNanos());
            nextScan = end + (watch.complete() ? Discovery.EVERY : SCAN_EVERY_WITHOUT_WATCH).toNanos();
        }
        if (now - nextTick >= 0) {
            nextTick = now + TICK.toNanos();
            tick();
        }
        if (!ready) {
            ready = now - startNanos >= FIRST_READING.toNanos()
                    || tailers.all().stream().allMatch(Tailer::caughtUp);
            if (ready) {
                finding.guard("telling what is waited for", this::tellWaiting);
            }
        }
        long pause = (ready ? TICK : GLANCE).toNanos();
        pause = Math.min(pause, Math.min(nextTick, nextScan) - System.nanoTime());
        if (changes.tryAcquire(pause, TimeUnit.NANOSECONDS)) {
            changes.drainPermits();
            nextScan = Math.min(nextScan, restedAt);
        }
        return !stopped;
    }

    /** Notices changes. */
    private boolean watch() throws InterruptedException {
        if (watch.await(TICK, this::signal)) {
            changes.release();
        }
        return !stopped;
    }

    /** Looks for files and their sizes, as the watching thread does. */
    void look() {
        scan(directories -> false);
        tick();
    }

    private void scan(Predicate<Set<Path>> watching) {
        Map<Checkpoint.Key, FoundFile> present = discovery.scan(watching);
        List<Tailer> toRead = succession.follow(present);
        failures.settle();
        tailers.settle(present, discovery::mayBeThere);
        // Changes are told by path: whoever is read from here on can be told of the next one.
        toRead.forEach(this::signal);
        checkpoints.seen(tailers.keys(), System.nanoTime());
    }

    /** Unfinished last lines become due, what failed is tried again, and files that no pattern finds any more may still be written to. */
    private void tick() {
        long now = System.nanoTime();
        for (Tailer tailer : tailers.all()) {
            if (tailer.unfinished() || tailer.retries(now) || (tailer.gone() && tailer.lag() > 0)) {
                signal(tailer);
            }
        }
        finding.guard("telling what holds up reading", () -> tellHeldUp(now));
        finding.guard("letting go of files", tailers::letGo);
        finding.guard("the tick of who gets lines", listener::onTick);
        finding.guard("writing checkpoints", () -> checkpoints.tick(now));
    }

    private void signal(Path path) {
        tailers.at(path).forEach(this::signal);
    }

    private void signal(Tailer tailer) {
        if (tailer.signal()) {
            signalled.add(tailer);
        }
    }

    /**
     * Reads in place of a worker that a file holds up.
     *
     * @param before how many others step in first
     */
    private boolean stepIn(int before, ReadBuffer buffer) throws InterruptedException {
        if (heldUp(System.nanoTime()).limit(before + 1L).count() > before) {
            return work(buffer);
        }
        TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
        return !stopped;
    }

    private Stream<Tailer> heldUp(long now) {
        return turns.entrySet().stream()
                .filter(turn -> now - turn.getValue() > HELD_UP_NANOS)
                .map(Map.Entry::getKey);
    }

    /** Says once of which files the system does not tell what they hold. */
    private void tellHeldUp(long now) {
        Set<Tailer> heldUp = heldUp(now).collect(Collectors.toSet());
        heldUp.stream()
                .filter(told::add)
                .forEach(tailer -> failures.waitsFor(tailer.names().path()));
        told.retainAll(heldUp);
    }

    /** Reads a file that changed. */
    private boolean work(ReadBuffer buffer) throws InterruptedException {
        awaitRoom();
        Duration patience = held.isEmpty() ? TICK : GLANCE;
        Tailer tailer = signalled.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (tailer == null) {
            buffer.shrink();
        } else if (!stopped) {
            turn(tailer, buffer);
        }
        signalHeld();
        return !stopped;
    }

    /** Who cannot say whether there is room has it. */
    private void awaitRoom() throws InterruptedException {
        try {
            listener.awaitRoom();
            faults.over(Part.READ, ROOM);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            faults.fails(Part.READ, ROOM, e);
        }
    }

    private void turn(Tailer tailer, ReadBuffer buffer) {
        boolean wasOpen = tailer.open();
        boolean more;
        turns.put(tailer, System.nanoTime());
        try {
            more = tailer.turn(buffer, BATCHES_PER_TURN, failures);
        } finally {
            turns.remove(tailer);
        }
        if (more) {
            signalled.add(tailer);
            return;
        }
        if (tailer.held()) {
            held.add(tailer);
        }
        tailers.rests(tailer, wasOpen);
    }

    /** Reads all that there is, as the working threads do. */
    void readAll() {
        ReadBuffer buffer = new ReadBuffer(longestRecord);
        for (Tailer tailer = signalled.poll(); tailer != null; tailer = signalled.poll()) {
            if (tailer.turn(buffer, BATCHES_PER_TURN, failures)) {
                signalled.add(tailer);
            }
        }
    }

    /** Records that wait for more lines become due; a tailer that still holds one comes back by itself. */
    private void signalHeld() {
        long now = System.nanoTime();
        while (!held.isEmpty() && now - heldNanos >= GLANCE.toNanos()) {
            Tailer tailer = held.poll();
            if (tailer == null) {
                break;
            }
            signal(tailer);
            if (held.isEmpty()) {
                heldNanos = now;
            }
        }
    }

    /**
     * Reads every file to its end once more, for at most so long, and hands nothing on from then: what the system does not answer for is
     * left as it is.
     */
    public void stop(Duration patience) {
        stopped = true;
        changes.release();
        long deadline = System.nanoTime() + patience.toNanos();
        ReadBuffer buffer = new ReadBuffer(longestRecord);
        eachTailer(patience.toNanos() + HELD_UP_NANOS, tailer -> {
            boolean wasOpen = tailer.open();
            faults.guard(Part.READ, tailer, () -> readOut(tailer, buffer, deadline));
            faults.guard(Part.READ, tailer, tailer::stop);
            if (!wasOpen) {
                // There may be more files than descriptors.
                tailer.rest();
            }
        });
        over = true;
    }

    /** Does a last work on a thread of its own, which a file may hold up. */
    private void eachTailer(long mostNanosOfOne, Consumer<Tailer> work) {
        AtomicLong moved = new AtomicLong(System.nanoTime());
        Thread thread = new Thread(
                () -> tailers.all().forEach(tailer -> {
                    moved.set(System.nanoTime());
                    work.accept(tailer);
                }),
                "logcast-last-reads");
        thread.setDaemon(true);
        thread.start();
        try {
            while (thread.isAlive() && System.nanoTime() - moved.get() < mostNanosOfOne) {
                thread.join(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Some files were not read to their end: the file system does not answer.");
        }
    }

    private static void readOut(Tailer tailer, ReadBuffer buffer, long deadline) {
        try {
            while (System.nanoTime() - deadline < 0 && tailer.poll(buffer)) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The last read failed", e);
        }
    }

    /** Lets go of all files, and writes down how far they have been read. */
    public void close() {
        eachTailer(HELD_UP_NANOS, Tailers::close);
        tailers.forget();
        checkpoints.settle();
        try {
            watch.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Closing the directory watch failed", e);
        }
    }
}
