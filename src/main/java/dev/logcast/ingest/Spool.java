package dev.logcast.ingest;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.PrivateFiles;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import dev.logcast.source.Follower;
import dev.logcast.source.PathGlob;
import dev.logcast.source.SourceSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Where pushed lines are appended, to be followed like any other file: {@code <directory>/<group>/current.log} for the source
 * {@code group}, {@code <directory>/<group>/<name>/current.log} for {@code group/name}. A source that has a file exists.
 * Thread-safe.
 */
public final class Spool implements Closeable {
    private static final System.Logger LOG = ServerLog.of(Spool.class.getName());
    private static final Pattern ID = Pattern.compile("[a-z0-9-]+(?:/[a-z0-9-]+)?");
    private static final long TEND_EVERY_MILLIS = 500;

    private final Path directory;
    private final List<SourceSpec> configured;
    private final Follower follower;
    private final SpoolLimits limits;
    private final LineMask mask;
    private final InstantSource clock;
    private final Faults faults;
    private final Map<SourceId, SpoolFile> files = new ConcurrentHashMap<>();
    private final Set<String> followed = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean open;

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
    }

    /** @throws IllegalArgumentException with the rule for ids that can be pushed to */
    public static SourceId id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException("A source to push to must be one or two names of a-z, 0-9 and -, with a"
                    + " slash between them, such as app or services/orders; was \"" + text + "\".");
        }
        return new SourceId(text);
    }

    /** Takes up what earlier runs left; before this nothing is written. */
    public void open() throws IOException {
        PrivateFiles.createDirectories(directory);
        open = true;
        for (String group : names(directory)) {
            takeUp(new SourceId(group));
            for (String name : names(directory.resolve(group))) {
                takeUp(new SourceId(group + '/' + name));
            }
        }
    }

    /** What has ever been pushed to. */
    public Set<SourceId> sources() {
        return Set.copyOf(files.keySet());
    }

    /**
     * Begins to push; the source exists from here on.
     *
     * @param source as {@link #id(String)} allows it
     */
    public Push push(SourceId source) throws IOException {
        return new Push(file(id(source.value())), limits.lineBytes());
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
        files.forEach((source, file) -> faults.guard(Part.SPOOL, source, () -> tend(source, file)));
    }

    private static void tend(SourceId source, SpoolFile file) {
        try {
            file.tend();
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

    private void takeUp(SourceId source) throws IOException {
        Path below = directory.resolve(source.value());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(below, SpoolFile.CURRENT + '*')) {
            if (!files.iterator().hasNext()) {
                return;
            }
        }
        file(source);
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
                SourceSpec settings = settings(source.group());
                StoredLines stored = new StoredLines(source, settings.encoding(), settings.maxRecordBytes(), mask);
                file = new SpoolFile(
                        source.group(), directory.resolve(source.value()), stored, limits, follower, clock);
                file.open();
                files.put(source, file);
            }
            if (followed.add(source.group())) {
                follower.follow(spec(source.group()));
            }
            return file;
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
