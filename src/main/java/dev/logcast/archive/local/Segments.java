package dev.logcast.archive.local;

import dev.logcast.archive.local.block.BlockEncoder;
import dev.logcast.archive.local.block.BlockHeader;
import dev.logcast.line.PrivateFiles;
import dev.logcast.line.ServerLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All segments of an archive, in their order. A segment's directory is called after the day on which it was begun and its first line:
 * {@code 2026-11-26-0000000000000000001}. Thread-safe; one thread appends and deletes by itself.
 */
final class Segments implements Closeable {
    private static final System.Logger LOG = ServerLog.of(Segments.class.getName());

    /** At most so much is added to a segment by its end: the last block, and the index of the last ones. */
    private static final long END_BYTES = 1_000_000;

    private static final Pattern NAME = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]{19})");

    private final Path directory;
    private final ArchiveSettings settings;
    private final InstantSource clock;
    private final Channels channels;
    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private ArchiveState atStart = new ArchiveState();
    private volatile @Nullable Segment current;
    private @Nullable LocalDate day;

    Segments(Path directory, ArchiveSettings settings, InstantSource clock, Channels channels) {
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        this.channels = channels;
    }

    Path directory() {
        return directory;
    }

    /** Finds out what is there, and where it ends. */
    void open(ArchiveState state) throws IOException {
        List<Path> found = list();
        for (Path path : found) {
            // Nothing is touched where a later version has been.
            new ArchiveState().read(path.resolve(Segment.STATE));
        }
        for (int i = 0; i < found.size(); i++) {
            open(found.get(i), i == found.size() - 1);
        }
        restore(state);
        atStart = state.copy();
    }

    private void open(Path path, boolean last) {
        if (!Files.exists(path.resolve(Segment.BLOCKS))) {
            // Begun, or deleted, when the process ended.
            remove(path);
            return;
        }
        long first = firstSequence(path);
        try {
            segments.put(first, last ? openLast(path, first) : new Segment(path, first, false, channels));
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} cannot be read, its lines are told as missing: {1}",
                    path,
                    e.toString());
        }
    }

    private Segment openLast(Path path, long first) throws IOException {
        Segment segment = null;
        try {
            segment = new Segment(path, first, true, channels);
            segment.load();
            return segment;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The last segment cannot be written", e);
            if (segment != null) {
                segment.close();
            }
            return new Segment(path, first, false, channels);
        }
    }

    private List<Path> list() {
        List<Path> found = new ArrayList<>();
        try {
            PrivateFiles.createDirectories(directory);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    if (NAME.matcher(entry.getFileName().toString()).matches()) {
                        found.add(entry);
                    }
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The archive {0} cannot be read: {1}", directory, e.toString());
        }
        found.sort((one, other) -> Long.compare(firstSequence(one), firstSequence(other)));
        return found;
    }

    private static long firstSequence(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(2)) : 0;
    }

    /** What the last segment began with, and what its blocks add; where that is not known, what one before it began with. */
    private void restore(ArchiveState state) throws IOException {
        Map.Entry<Long, Segment> last = segments.lastEntry();
        if (last == null) {
            return;
        }
        long from = last.getKey();
        for (Segment segment : segments.descendingMap().values()) {
            from = segment.firstSequence();
            if (state.read(segment.directory().resolve(Segment.STATE))) {
                break;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} is missing or damaged: the blocks tell how far files have been read.",
                    segment.directory().resolve(Segment.STATE));
        }
        for (Segment segment : segments.tailMap(from).values()) {
            restore(state, segment);
        }
        if (last.getValue().writable()) {
            current = last.getValue();
            day = day(current);
        }
    }

    private static void restore(ArchiveState state, Segment segment) throws IOException {
        long through = state.through();
        if (through >= segment.firstSequence() && segment.last() < through) {
            segment.incomplete();
        }
        int size = segment.size();
        for (int block = segment.behind(through); block < size; block++) {
            BlockHeader header = segment.header(block);
            if (header != null) {
                state.add(header);
            }
        }
        state.passed(segment.last());
    }

    private static LocalDate day(Segment segment) {
        Matcher name = NAME.matcher(segment.directory().getFileName().toString());
        return name.matches() ? LocalDate.parse(name.group(1)) : LocalDate.EPOCH;
    }

    ArchiveState stateAtStart() {
        return atStart;
    }

    /** Appends a block to the last segment, or to a new one. */
    void append(BlockHeader header, BlockEncoder encoded, ArchiveState state) throws IOException {
        LocalDate today = today();
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
            deleteOldest();
        }
        synchronized (state) {
            // Whoever finds the block must know of all its sources.
            header.sources().forEach(state::met);
        }
        segment.append(header, encoded.body(), encoded.grams());
        synchronized (state) {
            state.add(header);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    }

    private Segment begin(LocalDate today, long first, ArchiveState state) throws IOException {
        Path path = directory.resolve(String.format("%s-%019d", today, first));
        PrivateFiles.createDirectories(path);
        try {
            synchronized (state) {
                state.write(path.resolve(Segment.STATE), channels);
            }
            Segment segment = new Segment(path, first, true, channels);
            segment.load();
            current = segment;
            day = today;
            segments.put(first, segment);
            return segment;
        } catch (IOException e) {
            if (!Files.exists(path.resolve(Segment.BLOCKS))) {
                remove(path);
            }
            throw e;
        }
    }

    /** Writes down what has been reached since the last block. */
    void note(ArchiveState state) throws IOException {
        Segment segment = current;
        if (segment != null && segment.exists()) {
            state.write(segment.directory().resolve(Segment.STATE), channels);
        }
    }

    void force() throws IOException {
        Segment segment = current;
        if (segment != null) {
            segment.force();
        }
    }

    List<Segment> all() {
        return List.copyOf(segments.values());
    }

    /** The segment that holds the first line behind a sequence number; null if none is stored. */
    @Nullable
    Segment behind(long sequence) throws IOException {
        Map.Entry<Long, Segment> floor = segments.floorEntry(sequence + 1);
        if (floor != null && floor.getValue().last() > sequence) {
            return floor.getValue();
        }
        Segment later = null;
        for (Segment segment : segments.tailMap(sequence + 1, false).values()) {
            if (segment.size() > 0) {
                later = segment;
                break;
            }
        }
        // Once there is a later one, nothing is added any more to the one before it: until then something may have
        // been.
        return floor != null && floor.getValue().last() > sequence ? floor.getValue() : later;
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
            int block = segment.reaching(millis);
            if (block < segment.size()) {
                return OptionalLong.of(segment.first(block) - 1);
            }
        }
        return OptionalLong.empty();
    }

    long lastBefore(long millis) throws IOException {
        for (Segment segment : segments.descendingMap().values()) {
            for (int block = segment.size() - 1; block >= 0; block--) {
                // Rounded down, both: it may begin with lines that are earlier by less than that.
                if (segment.min(block) <= millis) {
                    return segment.last(block);
                }
            }
        }
        return 0;
    }

    int count() {
        return segments.size();
    }

    int indexed() {
        return (int) segments.values().stream().filter(Segment::loaded).count();
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

    /** Deletes what is too old or too much. Where nothing has been stored for so long, another segment is begun before. */
    void retain(ArchiveState state) throws IOException {
        Segment segment = current;
        if (segment != null && tooOld(segment) && segment.size() > 0) {
            segment.seal();
            current = null;
            begin(today(), segment.last() + 1, state);
        }
        deleteOldest();
    }

    private boolean tooOld(Segment segment) {
        // All of it was stored on that day.
        Instant end =
                day(segment).plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant();
        return !end.isAfter(clock.instant().minus(settings.retention()));
    }

    private boolean tooMuch() {
        long growing = settings.segmentBytes() + Math.min(settings.segmentBytes(), END_BYTES);
        return bytes() + growing > settings.maxBytes();
    }

    /** All but the last one: it is written, or nothing else tells how far files have been read. */
    private List<Segment> ended() {
        List<Segment> all = all();
        return all.subList(0, Math.max(0, all.size() - 1));
    }

    private void deleteOldest() {
        for (Segment segment : ended()) {
            if (!segment.exists()) {
                forget(segment);
                continue;
            }
            if (!tooOld(segment) && !tooMuch()) {
                return;
            }
            delete(segment);
        }
    }

    /** Deletes segments of which all lines are older. */
    long delete(long millis) throws IOException {
        long deleted = 0;
        for (Segment segment : ended()) {
            if (segment.reaching(millis) < segment.size()) {
                return deleted;
            }
            delete(segment);
            deleted++;
        }
        return deleted;
    }

    private void delete(Segment segment) {
        forget(segment);
        remove(segment.directory());
    }

    private static void remove(Path segment) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(segment)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(segment);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} could not be deleted as a whole: {1}", segment, e.toString());
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
