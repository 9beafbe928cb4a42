package dev.logcast.ingest;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.PrivateFiles;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import dev.logcast.source.Follower;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.SourceSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The directory where pushed lines are appended, to be followed like any other file: {@code <directory>/<group>/current.log} for the
 * source {@code group}, {@code <directory>/<group>/<name>/current.log} for {@code group/name}. A source that has a file exists.
 * Thread-safe.
 */
public final class Spool implements Closeable {
    private static final System.Logger LOG = ServerLog.of(Spool.class.getName());
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,200}(?:/[a-z0-9-]{1,200})?");
    private static final int SHOWN = 100;
    private static final long TEND_EVERY_MILLIS = 500;
    private static final long MEASURE_EVERY_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST_OPEN = 64;

    private final Path directory;
    private final List<SourceSpec> configured;
    private final Follower follower;
    private final SpoolLimits limits;
    private final LineMask mask;
    private final InstantSource clock;
    private final Faults faults;
    private final Map<SourceId, SpoolFile> files = new ConcurrentHashMap<>();
    private final Map<String, SourceSpec> followed = new HashMap<>();
    private final Set<SourceId> removed = ConcurrentHashMap.newKeySet();
    private final SpoolSize size;
    private final LongLines longLines;
    private final Semaphore mayStayOpen = new Semaphore(MOST_OPEN);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean open;
    private volatile long measuredNanos;

    /** @param configured sources whose settings are those of what is pushed under their names */
    public Spool(
            Path directory,
            List<SourceSpec> configured,
            Follower follower,
            SpoolLimits limits,
            LineMask mask,
            InstantSource clock,
            Faults faults) {
        this.directory = directory;
        this.configured = List.copyOf(configured);
        this.follower = follower;
        this.limits = limits;
        this.mask = mask;
        this.clock = clock;
        this.faults = faults;
        this.size = new SpoolSize(limits.maxBytes());
        this.longLines = LongLines.ofHeap(this.configured.stream()
                .mapToInt(SourceSpec::maxRecordBytes)
                .reduce(SourceSpec.of("any").maxRecordBytes(), Math::max));
    }

    /** @throws IllegalArgumentException with the rule for ids that can be pushed to */
    public static SourceId id(String text) {
        if (!ID.matcher(text).matches()) {
            String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
            throw new IllegalArgumentException("A source to push to must be one or two names of a-z, 0-9 and -, with a"
                    + " slash between them, each of at most 200 characters, such as app or services/orders; was \""
                    + shown + "\".");
        }
        return new SourceId(text);
    }

    /**
     * Takes up what earlier runs left, however much it is; before this nothing is written. What of it cannot be read is told, and does
     * not stop the others.
     */
    public void open() throws IOException {
        PrivateFiles.createDirectories(directory);
        open = true;
        for (String group : names(directory)) {
            takeUp(new SourceId(group));
            for (String name : namesBelow(group)) {
                takeUp(new SourceId(group + '/' + name));
            }
        }
        measure();
    }

    /** What has ever been pushed to, and was not removed; it changes with time. */
    public Set<SourceId> sources() {
        return Collections.unmodifiableSet(files.keySet());
    }

    /** What was removed while its last lines are still being read. */
    public Set<SourceId> removed() {
        return Collections.unmodifiableSet(removed);
    }

    /**
     * Forgets a source, and deletes what was pushed to it. Lines that have been read stay in the archive; the follower reads what it has found
     * to its end, and what came in the last moment goes with the source. What is on its way is refused; a later push makes the source anew.
     *
     * @return whether it was pushed to
     * @throws IOException if a file could not be deleted; then the source is still there
     */
    public boolean remove(SourceId source) throws IOException {
        synchronized (files) {
            SpoolFile file = files.get(source);
            if (file == null) {
                return false;
            }
            file.delete();
            files.remove(source);
            removed.add(source);
            String group = source.group();
            if (files.keySet().stream().noneMatch(other -> other.group().equals(group))) {
                SourceSpec spec = followed.remove(group);
                if (spec != null) {
                    follower.unfollow(spec);
                }
                Files.deleteIfExists(directory.resolve(group));
            }
            return true;
        }
    }

    /**
     * Begins to push; the source exists from here on.
     *
     * @param source as {@link #id(String)} allows it
     * @throws SpoolFullException when there are as many sources, or bytes, as there may be
     */
    public Push push(SourceId source) throws IOException {
        return new Push(file(id(source.value())), limits.lineBytes(), longLines);
    }

    /** What a thread of the caller's runs: looks after the files, until closed. */
    public List<Duty> duties() {
        return List.of(new Duty("spool", Part.SPOOL, faults, () -> {
            boolean over = closed.await(TEND_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            if (!over) {
                tend();
            }
            return !over;
        }));
    }

    /** Puts in place, and deletes, what is due. */
    void tend() {
        long now = System.nanoTime();
        if (size.crowded() || now - measuredNanos > MEASURE_EVERY_NANOS) {
            faults.guard(Part.SPOOL, directory, this::measure);
        }
        // What has been read is not needed any more.
        Duration age = size.crowded() ? limits.keep() : limits.age();
        files.forEach((source, file) -> faults.guard(Part.SPOOL, source, () -> tend(source, file, age)));
        if (!removed.isEmpty()) {
            removed.retainAll(follower.sources());
        }
    }

    private void measure() {
        measuredNanos = System.nanoTime();
        size.measure(directory);
    }

    private static void tend(SourceId source, SpoolFile file, Duration age) {
        try {
            file.tend(age);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Looking after what was pushed to {0} failed: {1}", source, e);
        }
    }

    /** From here on nothing is taken, and nothing deleted. */
    @Override
    public void close() throws IOException {
        open = false;
        closed.countDown();
        for (SpoolFile file : files.values()) {
            file.close();
        }
    }

    private void takeUp(SourceId source) {
        try {
            SpoolFile file = spoolFile(source);
            if (file.takeUp()) {
                add(source, file);
            }
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "What was pushed to {0} cannot be taken up: {1}. It is left as it is, until somebody pushes to it.",
                    source,
                    e);
        }
    }

    private List<String> namesBelow(String group) {
        try {
            return names(directory.resolve(group));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "What was pushed to sources of {0} cannot be taken up: {1}", group, e);
            return List.of();
        }
    }

    SpoolFile spoolFile(SourceId source) {
        SourceSpec settings = settings(source.group());
        StoredLines stored = new StoredLines(source, settings.encoding(), settings.maxRecordBytes(), mask);
        return new SpoolFile(
                source.group(), directory.resolve(source.value()), stored, limits, size, mayStayOpen, follower, clock);
    }

    private void add(SourceId source, SpoolFile file) {
        files.put(source, file);
        removed.remove(source);
        String group = source.group();
        if (!followed.containsKey(group)) {
            SourceSpec spec = spec(group);
            followed.put(group, spec);
            follower.follow(spec);
        }
    }

    private SpoolFile file(SourceId source) throws IOException {
        if (!open) {
            throw new IOException("the server is not running");
        }
        SpoolFile known = files.get(source);
        if (known != null) {
            return known;
        }
        synchronized (files) {
            SpoolFile file = files.get(source);
            if (file == null) {
                requirePlace(source);
                file = spoolFile(source);
                file.begin();
                add(source, file);
            }
            return file;
        }
    }

    private void requirePlace(SourceId source) throws SpoolFullException {
        boolean isConfigured = configured.stream().anyMatch(spec -> spec.name().equals(source.value()));
        if (files.size() >= limits.maxSources() && !isConfigured) {
            throw new SpoolFullException("There are " + files.size() + " sources that were pushed to, and no more than "
                    + limits.maxSources() + " may be made (logcast.ingest.max-sources). Push to one of them, or remove"
                    + " one: DELETE /api/sources/<id>.");
        }
    }

    private SourceSpec settings(String group) {
        return configured.stream()
                .filter(spec -> spec.name().equals(group))
                .findFirst()
                .orElseGet(() -> SourceSpec.of(group));
    }

    private SourceSpec spec(String group) {
        String pattern = PathGlob.escape(directory.resolve(group).toString());
        return settings(group)
                .readingAll(
                        PathGlob.parse(pattern + '/' + SpoolFile.CURRENT),
                        PathGlob.parse(pattern + "/{name}/" + SpoolFile.CURRENT));
    }

    private static List<String> names(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isDirectory)) {
            List<String> names = new ArrayList<>();
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (SourceId.isName(name)) {
                    names.add(name);
                }
            }
            return names;
        }
    }
}
