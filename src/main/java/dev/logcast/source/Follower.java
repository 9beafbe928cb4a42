package dev.logcast.source;

import dev.logcast.line.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final Duration KEEP_GONE_FILES = Duration.ofSeconds(4);
    private static final int BATCHES_PER_TURN = 16;

    private final List<SourceSpec> specs;
    private final AtomicBoolean added = new AtomicBoolean();
    private final RecordListener listener;
    private final int longestRecord;
    private final BlockingQueue<Tailer> signalled = new LinkedBlockingQueue<>();
    private final Map<FileKey, Tailer> tailers = new ConcurrentHashMap<>();
    private final Map<Path, List<Tailer>> byPath = new ConcurrentHashMap<>();
    private final Map<Path, Failure> failures = new ConcurrentHashMap<>();
    private final Map<SourceId, Activity> activities = new ConcurrentHashMap<>();
    private volatile boolean scanned;
    private volatile boolean ready;
    private volatile boolean stopped;

    /** A file of a source, whatever it is called at the moment. */
    private record FileKey(String spec, Object file) {}

    private record Failure(SourceId source, String reason) {}

    public Follower(List<SourceSpec> specs, RecordListener listener, InstantSource clock) {
        this.specs = new CopyOnWriteArrayList<>(specs);
        this.listener = batch -> {
            activity(batch.source()).add(batch.records().size(), batch.bytes(), batch.readNanos(), clock.instant());
            listener.onRecords(batch);
        };
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
        return tailers.containsKey(
                new FileKey(name, identity(path, Files.readAttributes(path, BasicFileAttributes.class))));
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
                    scan(watch);
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

    /** Reads files that changed, until stopped. */
    public void work() {
        ReadBuffer buffer = new ReadBuffer(longestRecord);
        try {
            while (!stopped) {
                Tailer tailer = signalled.poll(TICK.toNanos(), TimeUnit.NANOSECONDS);
                if (tailer == null) {
                    buffer.shrink();
                } else if (tailer.turn(buffer, BATCHES_PER_TURN)) {
                    signalled.add(tailer);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads every file to its end once more, for at most so long, and lets go of them. */
    public void stop(Duration patience) {
        stopped = true;
        long deadline = System.nanoTime() + patience.toNanos();
        ReadBuffer buffer = new ReadBuffer(longestRecord);
        for (Tailer tailer : tailers.values()) {
            try (tailer) {
                while (System.nanoTime() - deadline < 0 && tailer.poll(buffer)) {
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The last read failed", e);
            }
        }
        tailers.clear();
    }

    private void signal(Path path) {
        byPath.getOrDefault(path, List.of()).forEach(this::signal);
    }

    private void signal(Tailer tailer) {
        if (tailer.signal()) {
            signalled.add(tailer);
        }
    }

    private void scan(DirectoryWatch watch) {
        Set<Path> directories = new HashSet<>();
        Set<Path> failing = new HashSet<>();
        Map<FileKey, Path> present = new HashMap<>();
        // A file may appear between listing a directory and watching it: whoever is newly watched is listed again.
        do {
            for (SourceSpec spec : specs) {
                for (PathGlob glob : spec.paths()) {
                    glob.find(path -> found(spec, path, present, failing), directories::add, this::unreadable);
                }
            }
        } while (watch.watch(directories));
        failures.keySet().retainAll(failing);
        forgetGone(present.keySet());
        index(present);
        scanned = true;
    }

    private void found(SourceSpec spec, Path path, Map<FileKey, Path> present, Set<Path> failing) {
        Optional<SourceId> source = spec.sourceOf(path);
        if (source.isEmpty()) {
            return;
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return;
            }
            FileKey key = new FileKey(spec.name(), identity(path, attributes));
            if (present.putIfAbsent(key, path) != null) {
                return;
            }
            Tailer tailer = tailers.get(key);
            if (tailer == null) {
                tailer = Tailer.open(
                        spec,
                        source.get(),
                        path,
                        scanned ? StartPosition.BEGINNING : spec.start(),
                        followedAt(spec, path),
                        listener);
                tailers.put(key, tailer);
                signal(tailer);
            } else {
                tailer.movedTo(path);
                if (tailer.position() != attributes.size()) {
                    signal(tailer);
                }
            }
        } catch (IOException e) {
            failing.add(path);
            String reason = Reason.of(e);
            Failure failure = new Failure(source.get(), reason);
            if (!failure.equals(failures.put(path, failure))) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Cannot read {0}: {1}. Trying again every {2} s.",
                        path,
                        reason,
                        SCAN_EVERY.toSeconds());
            }
        }
    }

    private static Object identity(Path path, BasicFileAttributes attributes) throws IOException {
        return attributes.fileKey() == null ? path.toRealPath() : attributes.fileKey();
    }

    /** The file last seen under this path, which may have been renamed or deleted long before its successor came. */
    private @Nullable Tailer followedAt(SourceSpec spec, Path path) {
        Tailer newest = null;
        for (Tailer tailer : scanned ? tailers.values() : List.<Tailer>of()) {
            if (tailer.hasBeenAt(path)
                    && spec.covers(tailer.source())
                    && (newest == null || tailer.openedNanos() - newest.openedNanos() > 0)) {
                newest = tailer;
            }
        }
        return newest;
    }

    private void forgetGone(Set<FileKey> present) {
        long now = System.nanoTime();
        tailers.forEach((key, tailer) -> {
            tailer.gone(!present.contains(key));
            if (tailer.gone() && tailer.lag() == 0 && now - tailer.lastReadNanos() > KEEP_GONE_FILES.toNanos()) {
                tailers.remove(key);
                try {
                    tailer.close();
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.DEBUG, "Closing a file failed", e);
                }
            }
        });
    }

    private void index(Map<FileKey, Path> present) {
        Map<Path, List<Tailer>> now = new HashMap<>();
        present.forEach((key, path) -> {
            Tailer tailer = tailers.get(key);
            if (tailer != null) {
                now.computeIfAbsent(path, p -> new ArrayList<>(1)).add(tailer);
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
    }

    private void unreadable(IOException e) {
        String reason = Reason.of(e);
        LOG.log(System.Logger.Level.DEBUG, "A directory cannot be listed: {0}", reason);
    }
}
