package dev.logcast.ingest;

import dev.logcast.line.PrivateFiles;
import dev.logcast.line.ServerLog;
import dev.logcast.source.Follower;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of what was pushed to one source: {@code current.log}, which grows, and {@code aside.<n>.log}, which were put aside. Only the
 * first is followed, so a file is put aside no sooner than the follower has it open, and deleted once the follower has let go of it; its
 * name is not that of a rotation, so that the follower does not look for it by itself. What an earlier run put aside is put in place once
 * more, one after the other, before what is newer.
 *
 * <p>Thread-safe: one thread at a time appends or tends.
 */
final class SpoolFile implements Closeable {
    static final String CURRENT = "current.log";

    private static final System.Logger LOG = ServerLog.of(SpoolFile.class.getName());
    private static final String CLOSED = "the server is stopping, or the source was removed";
    private static final Pattern ASIDE = Pattern.compile("aside\\.([0-9]{1,18})\\.log");

    private final String group;
    private final Path directory;
    private final Path current;
    private final StoredLines stored;
    private final SpoolLimits limits;
    private final SpoolSize size;
    private final Semaphore mayStayOpen;
    private final Follower follower;
    private final InstantSource clock;

    /** Of the run before, oldest first. */
    private final Queue<Path> waiting = new ArrayDeque<>();

    private final Map<Path, Instant> aside = new HashMap<>();
    private Path newest;
    private long lastNumber;
    private @Nullable FileChannel channel;
    private Instant lastAppend = Instant.MIN;

    /** Where many sources are at rest, the disk is not asked about each of them all the time. */
    private Instant looked = Instant.EPOCH;

    private boolean holdsPermit;
    private boolean closed;
    private boolean stuck;

    /**
     * @param size of all spool files together
     * @param mayStayOpen a permit for each of these files that is open between two appends
     */
    SpoolFile(
            String group,
            Path directory,
            StoredLines stored,
            SpoolLimits limits,
            SpoolSize size,
            Semaphore mayStayOpen,
            Follower follower,
            InstantSource clock) {
        this.group = group;
        this.directory = directory;
        this.current = directory.resolve(CURRENT);
        this.newest = current;
        this.stored = stored;
        this.limits = limits;
        this.size = size;
        this.mayStayOpen = mayStayOpen;
        this.follower = follower;
        this.clock = clock;
    }

    /** Begins: from here on there is a file. */
    synchronized void begin() throws IOException {
        if (!takeUp()) {
            opened();
            rest();
        }
    }

    /**
     * Goes on with what an earlier run left; nothing is opened for that.
     *
     * @return whether there was anything
     */
    synchronized boolean takeUp() throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "aside.*.log")) {
            for (Path file : files) {
                Matcher matcher = ASIDE.matcher(String.valueOf(file.getFileName()));
                if (matcher.matches()) {
                    lastNumber = Math.max(lastNumber, Long.parseLong(matcher.group(1)));
                    left.add(file);
                }
            }
        }
        if (left.isEmpty()) {
            return Files.exists(current);
        }
        if (Files.exists(current)) {
            left.add(Files.move(current, nextAside()));
        }
        Map<Path, FileTime> written = new HashMap<>();
        for (Path file : left) {
            written.put(file, Files.getLastModifiedTime(file));
        }
        left.sort(Comparator.comparing(written::get));
        waiting.addAll(left);
        newest = left.get(left.size() - 1);
        putNextInPlace();
        return true;
    }

    /** What of lines is to be appended. */
    StoredLines stored() {
        return stored;
    }

    /**
     * Appends whole lines, as they are stored.
     *
     * @param lines what was written is before its position, also when that failed
     */
    synchronized void append(ByteBuffer lines) throws IOException {
        if (closed) {
            throw new IOException(CLOSED);
        }
        size.take(lines.remaining());
        lastAppend = clock.instant();
        FileChannel out = opened();
        try {
            write(out, lines);
        } catch (IOException e) {
            // Opened again, it is seen to end within a line.
            release();
            throw e;
        }
        try {
            if (out.size() > limits.fileBytes() && newest.equals(current) && follower.follows(group, current)) {
                release();
                putAside();
                opened();
            }
            stuck = false;
        } catch (IOException e) {
            if (!stuck) {
                LOG.log(System.Logger.Level.WARNING, "Could not begin a new {0}: {1}. It grows on.", current, e);
            }
            stuck = true;
        }
        rest();
    }

    /** Stays open for what comes next, unless too many do. */
    private void rest() throws IOException {
        if (channel != null && !holdsPermit) {
            holdsPermit = mayStayOpen.tryAcquire();
            if (!holdsPermit) {
                release();
            }
        }
    }

    /**
     * Goes on with what waits, and deletes what is done with.
     *
     * @param age when nothing has been pushed for so long, the file is put aside
     */
    synchronized void tend(Duration age) throws IOException {
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        if (channel != null && lastAppend.plus(limits.keep()).isBefore(now)) {
            release();
        }
        if (!waiting.isEmpty() && (!Files.exists(current) || follower.follows(group, current))) {
            if (Files.exists(current)) {
                putAside();
            }
            putNextInPlace();
        }
        if (channel == null && waiting.isEmpty() && isOld(now, age) && follower.follows(group, current)) {
            putAside();
            opened();
            rest();
        }
        for (Iterator<Map.Entry<Path, Instant>> each = aside.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Path, Instant> file = each.next();
            if (file.getValue().plus(limits.keep()).isBefore(now) && !follower.follows(group, file.getKey())) {
                Files.deleteIfExists(file.getKey());
                each.remove();
            }
        }
    }

    private boolean isOld(Instant now, Duration age) throws IOException {
        if (now.isBefore(looked.plus(limits.keep()))) {
            return false;
        }
        looked = now;
        return Files.exists(current)
                && Files.size(current) > 0
                && Files.getLastModifiedTime(current).toInstant().plus(age).isBefore(now);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        release();
    }

    /** Takes nothing any more, and deletes all there is; the follower reads what it has open to its end. */
    synchronized void delete() throws IOException {
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "{current,aside.*}.log")) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
        close();
        waiting.clear();
        aside.clear();
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // Sources below this one.
        }
    }

    private FileChannel opened() throws IOException {
        if (closed) {
            throw new IOException(CLOSED);
        }
        if (channel != null && Files.exists(newest)) {
            return channel;
        }
        release();
        PrivateFiles.createDirectories(directory);
        FileChannel opening = PrivateFiles.open(
                newest, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            long size = opening.size();
            opening.position(size);
            ByteBuffer last = ByteBuffer.allocate(1);
            if (size > 0 && opening.read(last, size - 1) == 1 && last.get(0) != '\n') {
                write(opening, ByteBuffer.wrap(new byte[] {'\n'}));
            }
        } catch (IOException e) {
            opening.close();
            throw e;
        }
        channel = opening;
        return opening;
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private void release() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (holdsPermit) {
            holdsPermit = false;
            mayStayOpen.release();
        }
        if (open != null) {
            open.close();
        }
    }

    private void putAside() throws IOException {
        aside.put(Files.move(current, nextAside()), clock.instant());
    }

    private void putNextInPlace() throws IOException {
        Path next = waiting.element();
        Files.move(next, current);
        waiting.remove();
        if (waiting.isEmpty()) {
            newest = current;
        }
    }

    private Path nextAside() {
        return directory.resolve("aside." + ++lastNumber + ".log");
    }
}
