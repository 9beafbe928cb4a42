package dev.logcast.source;

import dev.logcast.line.SourceId;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows all files of all sources: finds them, and has each read as soon as it changes.
 *
 * <p>Two kinds of threads run it, all given by the caller: one in {@link #watch()}, any number in {@link #work()}. Both
 * return after {@link #stop(Duration)}.
 */
public final class Follower {
    private static final System.Logger LOG = System.getLogger(Follower.class.getName());

    private static final Duration SCAN_EVERY = Duration.ofSeconds(5);
    private static final Duration SCAN_EVERY_WITHOUT_WATCH = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration FIRST_READING = Duration.ofSeconds(5);
    private static final Duration NOTICE_ADDED = Duration.ofMillis(100);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration KEEP_GONE_FILES = Duration.ofMillis(3500);
    private static final int BATCHES_PER_TURN = 16;
    private static final int MOST_LINKS = 40;

    private final List<SourceSpec> specs;
    private final AtomicBoolean added = new AtomicBoolean();
    private final RecordListener listener;
    private final int longestRecord;
    private final BlockingQueue<Tailer> signalled = new LinkedBlockingQueue<>();
    private final Map<Checkpoint.Key, Tailer> tailers = new ConcurrentHashMap<>();
    private final Queue<Tailer> held = new ConcurrentLinkedQueue<>();
    private final Map<Path, List<Tailer>> byPath = new ConcurrentHashMap<>();
    private final Map<Path, Failure> failures = new ConcurrentHashMap<>();
    private final Map<SourceId, Activity> activities = new ConcurrentHashMap<>();
    private final Checkpoints checkpoints;
    private final int mostOpen;
    private final Set<String> knownAtStart = new HashSet<>();

    /** Files that have gone while nobody looked, by their names, and when they were last written to. */
    private final Map<Path, FileTime> missing = new HashMap<>();

    private volatile boolean scanned;
    private volatile boolean ready;
    private volatile boolean stopped;
    private volatile long heldNanos = System.nanoTime();

    private record Failure(SourceId source, String reason) {}

    public Follower(List<SourceSpec> specs, RecordListener listener, InstantSource clock, Checkpoints checkpoints) {
        this(specs, listener, clock, checkpoints, Descriptors.forFiles());
    }

    /** @param mostOpen how many files may be open at a time, when all are at rest */
    Follower(
            List<SourceSpec> specs,
            RecordListener listener,
            InstantSource clock,
            Checkpoints checkpoints,
            int mostOpen) {
        this.specs = new CopyOnWriteArrayList<>(specs);
        this.listener = new Observed(listener, clock);
        this.checkpoints = checkpoints;
        this.mostOpen = mostOpen;
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
        added.set(true);
    }

    /**
     * Whether the file that is called so now is being followed, perhaps under another name: from when it is found until it is
     * gone, has been read to its end and rests.
     *
     * @param name of the spec that found it
     */
    public boolean follows(String name, Path path) throws IOException {
        FileKey file = FileKey.of(path, Files.readAttributes(path, BasicFileAttributes.class));
        return tailers.containsKey(new Checkpoint.Key(name, file.file()));
    }

    /** Whether the files that were there at the start have been found, and read as far as a few seconds allow. */
    public boolean ready() {
        return ready;
    }

    /** Sources that have files at the moment. */
    public Set<SourceId> sources() {
        Set<SourceId> sources = new HashSet<>();
        tailers.values().forEach(tailer -> sources.add(tailer.source()));
        return sources;
    }

    /** How a source stands; one that has no file waits for it. */
    public SourceReport report(SourceId source) {
        Stream<FileReport> open = tailers.values().stream()
                .filter(tailer -> tailer.source().equals(source))
                .map(Tailer::report);
        Stream<FileReport> failed = failures.entrySet().stream()
                .filter(failure -> failure.getValue().source().equals(source))
                .map(failure -> new FileReport(
                        failure.getKey(),
                        FileReport.State.UNREADABLE,
                        0,
                        0,
                        -1,
                        failure.getValue().reason()));
        List<FileReport> files = Stream.concat(open, failed)
                .sorted(Comparator.comparing(FileReport::path))
                .toList();
        Activity activity = activity(source);
        long now = System.nanoTime();
        return new SourceReport(source, files, activity.lines(now), activity.bytes(now), activity.last());
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
            if (!batch.records().isEmpty()) {
                activity(batch.source()).add(batch.records().size(), batch.bytes(), batch.readNanos(), clock.instant());
            }
            next.onRecords(batch);
        }

        @Override
        public void onLoss(SourceId source) {
            next.onLoss(source);
        }
    }

    private Activity activity(SourceId source) {
        return activities.computeIfAbsent(source, id -> new Activity());
    }

    /** Bytes of the files under a configured name that have not been read yet. */
    public long lag(String name) {
        return tailers.values().stream()
                .filter(tailer -> tailer.source().group().equals(name))
                .mapToLong(Tailer::lag)
                .sum();
    }

    /** Finds files and notices changes, until stopped. */
    public void watch() {
        try (DirectoryWatch watch = new DirectoryWatch()) {
            long nextScan = System.nanoTime();
            long nextTick = nextScan;
            boolean structure = true;
            long patience = nextScan + FIRST_READING.toNanos();
            while (!stopped) {
                long now = System.nanoTime();
                if (structure || now - nextScan >= 0) {
                    scan(watch::watch);
                    Duration period = watch.complete() ? SCAN_EVERY : SCAN_EVERY_WITHOUT_WATCH;
                    nextScan = now + period.toNanos();
                }
                if (now - nextTick >= 0) {
                    tick();
                    nextTick = now + TICK.toNanos();
                }
                ready |= now - patience >= 0 || tailers.values().stream().allMatch(Tailer::caughtUp);
                long pause = (ready ? NOTICE_ADDED : GLANCE).toNanos();
                pause = Math.min(pause, Math.max(0, nextTick - System.nanoTime()));
                structure = watch.await(Duration.ofNanos(pause), this::signal) || added.getAndSet(false);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Closing the directory watch failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks for files and their sizes, as the watching thread does. */
    void look() {
        scan(directories -> false);
        tick();
    }

    /** Reads all that there is, as the working threads do. */
    void readAll() {
        ReadBuffer buffer = new ReadBuffer(longestRecord);
        for (Tailer tailer = signalled.poll(); tailer != null; tailer = signalled.poll()) {
            if (tailer.turn(buffer, BATCHES_PER_TURN)) {
                signalled.add(tailer);
            }
        }
    }

    /** Reads files that changed, until stopped. */
    public void work() {
        ReadBuffer buffer = new ReadBuffer(longestRecord);
        try {
            while (!stopped) {
                Duration patience = held.isEmpty() ? TICK : GLANCE;
                Tailer tailer = signalled.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
                if (tailer == null) {
                    buffer.shrink();
                } else if (tailer.turn(buffer, BATCHES_PER_TURN)) {
                    signalled.add(tailer);
                } else if (tailer.held()) {
                    held.add(tailer);
                }
                signalHeld();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** Reads every file to its end once more, for at most so long. */
    public void stop(Duration patience) {
        stopped = true;
        long deadline = System.nanoTime() + patience.toNanos();
        ReadBuffer buffer = new ReadBuffer(longestRecord);
        for (Tailer tailer : tailers.values()) {
            try {
                while (System.nanoTime() - deadline < 0 && tailer.poll(buffer)) {
                    Thread.onSpinWait();
                }
                tailer.finish();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The last read failed", e);
            }
        }
    }

    /** Lets go of all files, and writes down how far they have been read. */
    public void close() {
        tailers.values().forEach(Follower::close);
        tailers.clear();
        checkpoints.settle();
    }

    private static void close(Tailer tailer) {
        try {
            tailer.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Closing a file failed", e);
        }
    }

    private void signal(Path path) {
        byPath.getOrDefault(path, List.of()).forEach(this::signal);
        if (failures.containsKey(path) && Files.isReadable(path)) {
            // Permission has been granted.
            added.set(true);
        }
    }

    private void signal(Tailer tailer) {
        if (tailer.signal()) {
            signalled.add(tailer);
        }
    }

    /**
     * A file that a pattern finds, and the source that it belongs to.
     *
     * @param target where the path leads, if it is a link: what happens to the file is told there
     */
    private record Found(
            SourceSpec spec, SourceId source, Path path, Path target, FileKey file, BasicFileAttributes attributes) {
        static Found at(Path path, SourceSpec spec, SourceId source) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Found(spec, source, path, target(path), FileKey.of(path, attributes), attributes);
        }

        /** Where a chain of links leads; nothing need be there yet. */
        static Path target(Path path) throws IOException {
            Path target = path;
            for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(target); i++) {
                target = target.resolveSibling(Files.readSymbolicLink(target));
            }
            return target;
        }

        static final Comparator<Found> BY_AGE = Comparator.<Found, FileTime>comparing(
                        found -> found.attributes().lastModifiedTime())
                .thenComparing(Found::path);

        Checkpoint.Key key() {
            return new Checkpoint.Key(spec.name(), file.file());
        }

        /** The one whose name comes first. */
        Found first(Found other) {
            return path.compareTo(other.path) <= 0 ? this : other;
        }
    }

    /** @param watching asks for directories to be watched; whether any was not watched before */
    private void scan(Predicate<Set<Path>> watching) {
        Set<Path> directories = new HashSet<>();
        Set<Path> failing = new HashSet<>();
        Map<Checkpoint.Key, Found> present = new LinkedHashMap<>();
        // A file may appear between listing a directory and watching it: whoever is newly watched is listed again.
        do {
            for (SourceSpec spec : specs) {
                for (PathGlob glob : spec.paths()) {
                    glob.find(
                            path -> find(spec, path, present, directories, failing),
                            directories::add,
                            e -> unlisted(spec, e, failing));
                }
            }
        } while (watching.test(directories));
        if (!scanned) {
            recoverKnown(present);
        }
        List<Tailer> opened = new ArrayList<>();
        // First what is known, then what took its place, for that brings along what stood there between, then the rest.
        List<Found> fresh = new ArrayList<>();
        for (Found found : present.values()) {
            if (tailers.containsKey(found.key())
                    || checkpoints.find(found.key()).isPresent()) {
                follow(found, opened, failing);
            } else {
                fresh.add(found);
            }
        }
        // What was written first is read first, in whichever order a directory lists it.
        fresh.sort(Found.BY_AGE);
        Predicate<Found> takesAPlace = found -> followedAt(found.spec(), found.path()) != null;
        fresh.stream().filter(takesAPlace).toList().forEach(found -> follow(found, opened, failing));
        fresh.forEach(found -> follow(found, opened, failing));
        failures.keySet().retainAll(failing);
        checkpoints.write();
        opened.forEach(this::signal);
        forgetGone(present.keySet());
        checkpoints.seen(tailers.keySet(), System.nanoTime());
        parkIdle();
        index(present);
        scanned = true;
    }

    private void find(
            SourceSpec spec, Path path, Map<Checkpoint.Key, Found> present, Set<Path> directories, Set<Path> failing) {
        Optional<SourceId> source = spec.sourceOf(path);
        if (source.isEmpty()) {
            return;
        }
        try {
            Found found = Found.at(path, spec, source.get());
            if (found.attributes().isRegularFile()) {
                directories.add(found.target().getParent());
                // A file of several names is known by the first, so that it is told from what takes its place there.
                present.merge(found.key(), found, Found::first);
            }
        } catch (NoSuchFileException e) {
            // A file that has just gone, or a link that leads nowhere: there it is awaited.
            directories.addAll(directoryOfTarget(path));
        } catch (IOException e) {
            failed(source.get(), path, e, failing);
        }
    }

    private static Set<Path> directoryOfTarget(Path path) {
        try {
            Path directory = Found.target(path).getParent();
            return directory != null && Files.isDirectory(directory) ? Set.of(directory) : Set.of();
        } catch (IOException e) {
            return Set.of();
        }
    }

    private void follow(Found found, List<Tailer> opened, Set<Path> failing) {
        Tailer tailer = tailers.get(found.key());
        if (tailer != null && !tailer.closed()) {
            tailer.foundAt(found.path());
            tailer.sizeSeen(found.attributes().size());
            FileTime modified = found.attributes().lastModifiedTime();
            if (tailer.position() != found.attributes().size() || !modified.equals(tailer.modified())) {
                signal(tailer);
            }
            tailer.modified(modified);
            return;
        }
        try {
            Tailer before = followedAt(found.spec(), found.path());
            FileTime since = missing.remove(found.path());
            if (before != null && (since == null || before.modified().compareTo(since) < 0)) {
                since = before.modified();
            }
            if (since != null) {
                before = openBetween(found, since, before, opened);
            }
            opened.add(open(found, found.path(), before));
        } catch (NoSuchFileException e) {
            // Renamed or deleted since it was found: what is there now is found next.
            added.set(true);
        } catch (IOException e) {
            failed(found.source(), found.path(), e, failing);
        }
    }

    private Tailer open(Found found, Path name, @Nullable Tailer before) throws IOException {
        Tailer tailer =
                Tailer.open(found.spec(), found.source(), found.file(), found.path(), before, listener, checkpoints);
        try {
            place(tailer, found, name);
        } catch (IOException e) {
            close(tailer);
            throw e;
        }
        tailers.put(found.key(), tailer);
        return tailer;
    }

    /** Decides where reading begins in a file that has just been opened. */
    private void place(Tailer tailer, Found found, Path name) throws IOException {
        tailer.modified(found.attributes().lastModifiedTime());
        tailer.calledBefore(name);
        Optional<Checkpoint> checkpoint = checkpoints.find(found.key());
        if (checkpoint.isPresent()) {
            tailer.calledBefore(checkpoint.get().path());
            if (!tailer.resume(checkpoint.get())) {
                depart(checkpoint.get());
                tailer.startAt(StartPosition.BEGINNING);
                checkpoints.begin(tailer.checkpoint());
            }
        } else {
            boolean seenFirst = !scanned && !knownAtStart.contains(found.spec().name());
            tailer.startAt(seenFirst ? found.spec().start() : StartPosition.BEGINNING);
            if (!seenFirst && !isBehindKnownContent(found, tailer)) {
                originalOf(found, tailer).ifPresent(tailer::copyOf);
            }
            checkpoints.begin(tailer.checkpoint());
        }
    }

    /** Whether the file is a copy of what was read in another one, which has been truncated or deleted; it goes on behind that. */
    private boolean isBehindKnownContent(Found found, Tailer tailer) throws IOException {
        for (Tailer other : relatives(found)) {
            other.look();
        }
        List<Checkpoint> ended = checkpoints.ended(found.spec().name());
        for (Checkpoint checkpoint : ended) {
            if (tailer.goOnBehind(Content.of(checkpoint))) {
                // A content goes on in one file only: two that begin alike would give the same ids to different lines.
                checkpoints.forget(checkpoint.key());
                return true;
            }
        }
        return false;
    }

    /** The file that another one was copied from, before that is truncated, as logrotate's copytruncate does. */
    private Optional<Tailer> originalOf(Found copy, Tailer tailer) throws IOException {
        for (Tailer other : relatives(copy)) {
            if (other.isOriginalOf(tailer)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private List<Tailer> relatives(Found found) {
        return tailers.values().stream()
                .filter(other -> other.spec().equals(found.spec()) && other.mayHaveBecome(found.path()))
                .toList();
    }

    /**
     * Goes on where reading has stopped, also in files that were renamed meanwhile. This comes before any other file is opened:
     * only then is it known which contents are gone, so that their copies can be recognised.
     */
    private void recoverKnown(Map<Checkpoint.Key, Found> present) {
        Map<Found, Checkpoint> known = new LinkedHashMap<>();
        Map<Found, Checkpoint> unread = new LinkedHashMap<>();
        for (Checkpoint checkpoint : checkpoints.all()) {
            knownAtStart.add(checkpoint.spec());
            Optional<SourceSpec> spec = specs.stream()
                    .filter(each -> each.name().equals(checkpoint.spec()))
                    .findFirst();
            if (checkpoint.hasEnded() || spec.isEmpty()) {
                continue;
            }
            Optional<Found> found =
                    Optional.ofNullable(present.get(checkpoint.key())).or(() -> locate(checkpoint, spec.get()));
            if (found.isEmpty()) {
                depart(checkpoint);
            } else if (checkpoint.print().headLength() == 0) {
                // It was empty: whether it is still the same file cannot be told, and need not be.
                leave(checkpoint);
                unread.put(found.get(), checkpoint);
            } else {
                known.put(found.get(), checkpoint);
            }
        }
        Map<SourceId, Tailer> last = new HashMap<>();
        known.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Found.BY_AGE))
                .forEach(entry -> recover(entry.getKey(), entry.getValue(), last));
        unread.entrySet().stream()
                .filter(entry -> !present.containsKey(entry.getValue().key())
                        && Tailer.related(
                                entry.getValue().path(), entry.getKey().path()))
                .sorted(Map.Entry.comparingByKey(Found.BY_AGE))
                .forEach(entry -> recoverUnread(entry.getKey(), entry.getValue(), last));
    }

    private static Optional<Found> locate(Checkpoint checkpoint, SourceSpec spec) {
        try {
            FileKey file = new FileKey(checkpoint.file());
            Path path = file.locate(checkpoint.path());
            return path == null ? Optional.empty() : Optional.of(Found.at(path, spec, checkpoint.source()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot find what {0} was renamed to: {1}", checkpoint.path(), e);
            return Optional.empty();
        }
    }

    /** @param last what was recovered of each source before, and is read first */
    private void recover(Found found, Checkpoint checkpoint, Map<SourceId, Tailer> last) {
        try {
            Tailer tailer = Tailer.open(
                    found.spec(),
                    found.source(),
                    found.file(),
                    found.path(),
                    last.get(found.source()),
                    listener,
                    checkpoints);
            tailer.modified(found.attributes().lastModifiedTime());
            boolean known = false;
            try {
                known = tailer.resume(checkpoint);
            } finally {
                if (!known) {
                    close(tailer);
                }
            }
            if (known) {
                tailers.put(found.key(), tailer);
                tailer.calledBefore(checkpoint.path());
                last.put(found.source(), tailer);
                signal(tailer);
                return;
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read what {0} was renamed to: {1}", checkpoint.path(), e);
            return;
        }
        depart(checkpoint);
    }

    /** A file that had been found but was empty is read as if it had just been found. */
    private void recoverUnread(Found found, Checkpoint checkpoint, Map<SourceId, Tailer> last) {
        try {
            Tailer tailer = open(found, checkpoint.path(), last.get(found.source()));
            last.put(found.source(), tailer);
            signal(tailer);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read what {0} was renamed to: {1}", checkpoint.path(), e);
        }
    }

    /** Notes since when other files may have stood at this path. */
    private void leave(Checkpoint checkpoint) {
        missing.merge(
                checkpoint.path(), checkpoint.modified(), (one, other) -> one.compareTo(other) >= 0 ? one : other);
        checkpoints.forget(checkpoint.key());
    }

    private void depart(Checkpoint checkpoint) {
        leave(checkpoint);
        if (checkpoint.print().headLength() > 0) {
            checkpoints.begin(checkpoint.ended());
        }
        listener.onLoss(checkpoint.source());
    }

    /** The file last seen under this path, which may have been renamed or deleted long before its successor came. */
    private @Nullable Tailer followedAt(SourceSpec spec, Path path) {
        Tailer newest = null;
        for (Tailer tailer : tailers.values()) {
            if (tailer.hasBeenAt(path)
                    && tailer.spec().equals(spec)
                    && (newest == null || tailer.openedNanos() - newest.openedNanos() > 0)) {
                newest = tailer;
            }
        }
        return newest;
    }

    /**
     * Files that stood at a path between the one that was followed there and the one that is there now, where rotation was
     * faster than we: those of its name with something behind it, younger than what was followed. In their order.
     */
    private @Nullable Tailer openBetween(Found now, FileTime since, @Nullable Tailer before, List<Tailer> opened) {
        Path directory = now.path().getParent();
        if (directory == null) {
            return before;
        }
        Map<Checkpoint.Key, Found> files = new HashMap<>();
        int known;
        do {
            // A file that is renamed while the directory is listed may be missed: again, until nothing new is found.
            known = files.size();
            files.putAll(filesBetween(directory, now, since));
        } while (files.size() > known);
        List<Found> between = new ArrayList<>(files.values());
        between.sort(Found.BY_AGE);
        Tailer last = before;
        for (Found found : between) {
            try {
                Tailer tailer = open(found, now.path(), last);
                opened.add(tailer);
                last = tailer;
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "A rotated file cannot be read", e);
            }
        }
        return last;
    }

    private Map<Checkpoint.Key, Found> filesBetween(Path directory, Found now, FileTime since) {
        Map<Checkpoint.Key, Found> files = new HashMap<>();
        String prefix = now.path().getFileName().toString();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(
                directory, entry -> entry.getFileName().toString().startsWith(prefix))) {
            for (Path sibling : siblings) {
                found(now, sibling)
                        .filter(found -> isBetween(found, now, since))
                        .ifPresent(found -> files.merge(found.key(), found, Found::first));
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "Rotated files cannot be looked for", e);
        }
        return files;
    }

    private static Optional<Found> found(Found now, Path sibling) {
        try {
            return Optional.of(Found.at(sibling, now.spec(), now.source()));
        } catch (IOException e) {
            // Renamed since it was listed.
            return Optional.empty();
        }
    }

    private boolean isBetween(Found found, Found now, FileTime since) {
        FileTime modified = found.attributes().lastModifiedTime();
        return modified.compareTo(since) >= 0
                && modified.compareTo(now.attributes().lastModifiedTime()) <= 0
                && found.attributes().isRegularFile()
                && !now.spec().excluded(found.path())
                && !found.key().equals(now.key())
                && !tailers.containsKey(found.key());
    }

    private void failed(SourceId source, Path path, IOException e, Set<Path> failing) {
        failing.add(path);
        Failure failure = new Failure(source, Reason.of(e, path));
        if (!failure.equals(failures.put(path, failure))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Cannot read {0}: {1}. Trying again every {2} s.",
                    path,
                    failure.reason(),
                    SCAN_EVERY.toSeconds());
        }
    }

    private void forgetGone(Set<Checkpoint.Key> present) {
        tailers.forEach((key, tailer) -> tailer.gone(!present.contains(key)));
        letGo();
    }

    /** Lets go of files that no pattern finds any more, once they have been read and rest. */
    private void letGo() {
        long now = System.nanoTime();
        tailers.forEach((key, tailer) -> {
            boolean rests = now - tailer.lastReadNanos() > KEEP_GONE_FILES.toNanos();
            if (tailer.closed() || (tailer.gone() && tailer.lag() == 0 && rests)) {
                tailers.remove(key);
                tailer.depart();
                close(tailer);
            }
        });
    }

    /** Where there are more files than descriptors, those that have been at rest for longest let go of theirs. */
    private void parkIdle() {
        List<Tailer> open = tailers.values().stream().filter(Tailer::open).toList();
        if (open.size() <= mostOpen) {
            return;
        }
        open.stream()
                .filter(tailer -> !tailer.gone())
                .sorted(Comparator.comparingLong(Tailer::lastReadNanos))
                .limit(open.size() - mostOpen)
                .forEach(tailer -> {
                    try {
                        tailer.park();
                    } catch (IOException e) {
                        LOG.log(System.Logger.Level.DEBUG, "Closing a file failed", e);
                    }
                });
    }

    private void index(Map<Checkpoint.Key, Found> present) {
        Map<Path, List<Tailer>> now = new HashMap<>();
        present.forEach((key, found) -> {
            Tailer tailer = tailers.get(key);
            if (tailer != null) {
                for (Path name : Set.copyOf(List.of(found.path(), found.target()))) {
                    now.computeIfAbsent(name, p -> new ArrayList<>(1)).add(tailer);
                }
            }
        });
        byPath.putAll(now);
        byPath.keySet().retainAll(now.keySet());
    }

    /** Unfinished last lines become due, and files that no pattern finds any more may still be written to. */
    private void tick() {
        for (Tailer tailer : tailers.values()) {
            if (tailer.unfinished() || (tailer.gone() && tailer.lag() > 0)) {
                signal(tailer);
            }
        }
        letGo();
        checkpoints.tick(System.nanoTime());
    }

    /** A directory in which files may be could not be looked into. */
    private void unlisted(SourceSpec spec, IOException e, Set<Path> failing) {
        if (e instanceof AccessDeniedException denied) {
            failed(new SourceId(spec.name()), Path.of(denied.getFile()), denied, failing);
        } else {
            LOG.log(System.Logger.Level.DEBUG, "A directory cannot be listed: {0}", Reason.of(e));
        }
    }
}
