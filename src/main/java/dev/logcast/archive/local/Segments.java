package dev.logcast.archive.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All segments of an archive, in their order. A segment's directory is called after the day on which it was begun and its first line:
 * {@code 2026-11-26-0000000000000000001}. Thread-safe; one thread appends and deletes by itself.
 */
final class Segments implements Closeable {
    private static final System.Logger LOG = System.getLogger(Segments.class.getName());
    private static final Pattern NAME = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]{19})");
    private static final String STATE = "state";

    private final Path directory;
    private final ArchiveSettings settings;
    private final InstantSource clock;
    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private State atStart = new State();
    private @Nullable Segment current;
    private @Nullable LocalDate day;

    Segments(Path directory, ArchiveSettings settings, InstantSource clock) {
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
    }

    Path directory() {
        return directory;
    }

    /** Finds out what is there, and where it ends. */
    void open(State state) throws IOException {
        try {
            Files.createDirectories(directory);
            List<Path> found = list();
            for (int i = 0; i < found.size(); i++) {
                boolean last = i == found.size() - 1;
                long first = firstSequence(found.get(i));
                segments.put(first, open(found.get(i), first, last));
            }
        } catch (State.LaterVersionException e) {
            throw e;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The archive {0} cannot be read: {1}", directory, e.toString());
        }
        restore(state);
        restore(atStart);
    }

    private static Segment open(Path path, long first, boolean writable) throws IOException {
        if (writable) {
            try {
                return new Segment(path, first, true);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The last segment cannot be written", e);
            }
        }
        return new Segment(path, first, false);
    }

    private List<Path> list() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (NAME.matcher(entry.getFileName().toString()).matches() && Files.exists(entry.resolve("blocks"))) {
                    found.add(entry);
                }
            }
        }
        found.sort((one, other) -> Long.compare(firstSequence(one), firstSequence(other)));
        return found;
    }

    private static long firstSequence(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(2)) : 0;
    }

    /** What the last segment began with, and what its blocks add. */
    private void restore(State state) throws IOException {
        Map.Entry<Long, Segment> last = segments.lastEntry();
        if (last == null) {
            return;
        }
        Segment segment = last.getValue();
        if (!state.read(segment.directory().resolve(STATE))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} is missing or damaged: files are read again as far as the blocks do not tell.",
                    segment.directory().resolve(STATE));
        }
        int size = segment.size();
        for (int block = segment.behind(state.through()); block < size; block++) {
            BlockHeader header = segment.header(block);
            if (header != null) {
                state.add(header);
            }
        }
        if (segment.writable()) {
            current = segment;
            day = day(segment);
        }
    }

    private static LocalDate day(Segment segment) {
        Matcher name = NAME.matcher(segment.directory().getFileName().toString());
        return name.matches() ? LocalDate.parse(name.group(1)) : LocalDate.EPOCH;
    }

    State stateAtStart() {
        return atStart;
    }

    /** Appends a block to the last segment, or to a new one. */
    void append(BlockHeader header, BlockEncoder encoded, State state) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
        Segment segment = current;
        if (segment != null && !segment.exists()) {
            LOG.log(System.Logger.Level.WARNING, "{0} was removed, and what it held with it.", segment.directory());
            forget(segment);
            segment = null;
        }
        if (segment != null && (!today.equals(day) || segment.bytes() >= settings.segmentBytes())) {
            segment.seal();
            segment = null;
            current = null;
        }
        if (segment == null) {
            segment = begin(today, header.firstSequence(), state);
            retain();
        }
        segment.append(header, encoded.body(), encoded.grams());
        synchronized (state) {
            state.add(header);
        }
    }

    private Segment begin(LocalDate today, long first, State state) throws IOException {
        Path path = directory.resolve(String.format("%s-%019d", today, first));
        Files.createDirectories(path);
        synchronized (state) {
            state.write(path.resolve(STATE));
        }
        Segment segment = new Segment(path, first, true);
        segment.load();
        segments.put(first, segment);
        current = segment;
        day = today;
        return segment;
    }

    /** Writes down what has been reached since the last block. */
    void note(State state) throws IOException {
        Segment segment = current;
        if (segment != null && segment.exists()) {
            state.write(segment.directory().resolve(STATE));
        }
    }

    void force() throws IOException {
        Segment segment = current;
        if (segment != null) {
            segment.force();
        }
    }

    Collection<Segment> all() {
        return List.copyOf(segments.values());
    }

    /** The segment that holds the first line behind a sequence number; null if none is stored. */
    @Nullable
    Segment behind(long sequence) throws IOException {
        Map.Entry<Long, Segment> floor = segments.floorEntry(sequence + 1);
        if (floor != null) {
            Segment segment = floor.getValue();
            int size = segment.size();
            if (size > 0 && segment.last(size - 1) > sequence) {
                return segment;
            }
        }
        Map.Entry<Long, Segment> next = segments.higherEntry(sequence + 1);
        return next == null ? null : next.getValue();
    }

    @Nullable
    Segment after(Segment segment) {
        Map.Entry<Long, Segment> next = segments.higherEntry(segment.firstSequence());
        return next == null ? null : next.getValue();
    }

    /** The last segment that begins before a sequence number. */
    @Nullable
    Segment before(long sequence) {
        Map.Entry<Long, Segment> earlier = segments.lowerEntry(sequence);
        return earlier == null ? null : earlier.getValue();
    }

    /** Sequence number of the oldest line stored; 0 if none is. */
    long oldest() {
        Map.Entry<Long, Segment> first = segments.firstEntry();
        return first == null ? 0 : first.getKey();
    }

    OptionalLong beforeTime(long millis) throws IOException {
        for (Segment segment : segments.values()) {
            int size = segment.size();
            for (int block = 0; block < size; block++) {
                if (segment.max(block) >= millis) {
                    return OptionalLong.of(segment.first(block) - 1);
                }
            }
        }
        return OptionalLong.empty();
    }

    long lastBefore(long millis) throws IOException {
        for (Segment segment : segments.descendingMap().values()) {
            for (int block = segment.size() - 1; block >= 0; block--) {
                if (segment.min(block) < millis) {
                    return segment.last(block);
                }
            }
        }
        return 0;
    }

    int count() {
        return segments.size();
    }

    long damaged() {
        return segments.values().stream().mapToLong(Segment::damaged).sum();
    }

    long bytes() {
        long bytes = 0;
        for (Segment segment : segments.values()) {
            try {
                bytes += segment.bytes();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The size of a segment is not known", e);
            }
        }
        return bytes;
    }

    /** When the oldest segment was begun, to the day. */
    @Nullable
    Instant since() {
        Map.Entry<Long, Segment> first = segments.firstEntry();
        return first == null
                ? null
                : day(first.getValue()).atStartOfDay(ZoneId.systemDefault()).toInstant();
    }

    /** Deletes what is too old or too much, never the segment that is written. */
    void retain() {
        Instant oldest = clock.instant().minus(settings.retention());
        for (Segment segment : all()) {
            if (segment == current) {
                return;
            }
            boolean old;
            try {
                old = Files.getLastModifiedTime(segment.directory().resolve("blocks"))
                        .toInstant()
                        .isBefore(oldest);
            } catch (NoSuchFileException e) {
                forget(segment);
                continue;
            } catch (IOException e) {
                old = false;
            }
            if (!old && bytes() + settings.segmentBytes() <= settings.maxBytes()) {
                return;
            }
            delete(segment);
        }
    }

    /** Deletes segments of which all lines are older. */
    long delete(long millis) throws IOException {
        long deleted = 0;
        for (Segment segment : all()) {
            if (segment == current) {
                break;
            }
            int size = segment.size();
            for (int block = 0; block < size; block++) {
                if (segment.max(block) >= millis) {
                    return deleted;
                }
            }
            delete(segment);
            deleted++;
        }
        return deleted;
    }

    private void delete(Segment segment) {
        forget(segment);
        try (Stream<Path> files = Files.list(segment.directory())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(segment.directory());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} could not be deleted as a whole: {1}",
                    segment.directory(),
                    e.toString());
        }
    }

    private void forget(Segment segment) {
        segments.remove(segment.firstSequence());
        if (segment == current) {
            current = null;
        }
        try {
            segment.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Closing a segment failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : all()) {
            segment.close();
        }
    }
}
