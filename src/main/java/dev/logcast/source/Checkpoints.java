package dev.logcast.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where reading goes on after a restart: a file {@code checkpoints}, replaced as a whole. A content is written down before its
 * first line is handed on, so that ids survive a crash; progress follows two seconds late, so that what a crash took from
 * clients comes once more, with the same ids. Thread-safe.
 *
 * <p>A line names the format and its version, one line is a checkpoint, the last one is a checksum (CRC-32C) of all before.
 */
public final class Checkpoints {
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

    private static final String FORMAT = "logcast-checkpoints ";
    private static final int VERSION = 1;
    private static final String SUM = "sum ";
    private static final long TRAIL_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int MOST_ENDED = 100;
    private static final long FORGET_NANOS = Duration.ofDays(1).toNanos();

    private static final Comparator<Checkpoint> MOST_TELLING = Comparator.comparingLong(Checkpoint::offset)
            .thenComparingInt(checkpoint -> checkpoint.print().headLength())
            .reversed();

    private final @Nullable Path file;
    private final Map<Checkpoint.Key, Checkpoint> stored = new LinkedHashMap<>();
    private final Map<Checkpoint.Key, Long> missingSince = new HashMap<>();
    private final Deque<Progress> trailing = new ArrayDeque<>();
    private boolean changed;

    private final Object writing = new Object();
    private boolean failing;

    private record Progress(Checkpoint checkpoint, long nanos) {}

    private Checkpoints(@Nullable Path file) {
        this.file = file;
    }

    /** @param directory exists once they are restored */
    public static Checkpoints in(Path directory) {
        return new Checkpoints(directory.resolve("checkpoints"));
    }

    /** Are forgotten with the process. */
    public static Checkpoints none() {
        return new Checkpoints(null);
    }

    /**
     * Reads what was written last. What cannot be understood is put aside and reported: reading then begins as if for the first
     * time.
     *
     * @throws IOException if a later version has written them, which must not be lost
     */
    public synchronized void restore() throws IOException {
        if (file == null) {
            return;
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Cannot read {0}: {1}. Sources are read as if for the first time.",
                    file,
                    Reason.of(e));
            return;
        }
        List<String> lines = text.lines().toList();
        String format = lines.isEmpty() ? "" : lines.get(0);
        if (format.matches(FORMAT + "[0-9]{1,9}") && Integer.parseInt(format.substring(FORMAT.length())) > VERSION) {
            throw new IOException("logcast.data.dir must not be of a later version, was \"" + file
                    + "\" in the format \"" + format + '"');
        }
        if (!intact(text, lines) || !lines.subList(1, lines.size() - 1).stream().allMatch(this::add)) {
            stored.clear();
            Path aside = file.resolveSibling("checkpoints.damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} was damaged and is now {1}. Sources are read as if for the first time.",
                    file,
                    aside.getFileName());
        }
    }

    synchronized Optional<Checkpoint> find(Checkpoint.Key key) {
        return Optional.ofNullable(stored.get(key));
    }

    /** Whether any file of this source has been read before. */
    synchronized boolean knows(String spec) {
        return stored.keySet().stream().anyMatch(key -> key.spec().equals(spec));
    }

    synchronized Collection<Checkpoint> all() {
        return List.copyOf(stored.values());
    }

    /** Contents that have ended, those first of which most is known. */
    synchronized List<Checkpoint> ended(String spec) {
        return stored.values().stream()
                .filter(checkpoint -> checkpoint.hasEnded() && checkpoint.spec().equals(spec))
                .sorted(MOST_TELLING)
                .toList();
    }

    /** A content of which no line has been handed on yet; it is on disk when {@link #write()} returns. */
    synchronized void begin(Checkpoint checkpoint) {
        trailing.removeIf(progress -> progress.checkpoint().key().equals(checkpoint.key()));
        put(checkpoint);
    }

    /** Records have been handed on. */
    synchronized void progress(Checkpoint checkpoint, long nanos) {
        trailing.add(new Progress(checkpoint, nanos));
    }

    /** A content of which nothing will be asked any more. */
    synchronized void forget(Checkpoint.Key key) {
        trailing.removeIf(progress -> progress.checkpoint().key().equals(key));
        changed |= stored.remove(key) != null;
    }

    /** Forgets files that have not been seen for a day. */
    synchronized void seen(Set<Checkpoint.Key> keys, long nanos) {
        missingSince.keySet().removeAll(keys);
        for (Checkpoint.Key key : stored.keySet()) {
            if (!keys.contains(key)) {
                missingSince.putIfAbsent(key, nanos);
            }
        }
        missingSince.entrySet().removeIf(missing -> {
            boolean old = nanos - missing.getValue() > FORGET_NANOS;
            if (old) {
                changed |= stored.remove(missing.getKey()) != null;
            }
            return old;
        });
    }

    /** Writes the progress that is old enough. */
    void tick(long nanos) {
        takeProgress(nanos - TRAIL_NANOS);
        write();
    }

    private synchronized void takeProgress(long untilNanos) {
        while (!trailing.isEmpty() && untilNanos - trailing.peek().nanos() >= 0) {
            put(trailing.remove().checkpoint());
        }
    }

    /** Writes all progress, when every line has been handed on and sent. */
    void settle() {
        takeProgress(System.nanoTime());
        write();
    }

    /**
     * Writes what has changed; what had changed before the call is on disk when it returns. A failure is reported once and costs
     * nothing but that lines may come again.
     */
    void write() {
        Path to = file;
        if (to == null) {
            return;
        }
        // Nobody who only tells of progress waits for the disk.
        synchronized (writing) {
            String text = takeChanges();
            if (text.isEmpty()) {
                return;
            }
            try {
                replace(to, text);
                if (failing) {
                    LOG.log(System.Logger.Level.INFO, "{0} is written again.", to);
                }
                failing = false;
            } catch (IOException e) {
                keepChanges();
                if (!failing) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "Cannot write {0}: {1}. After a restart lines may come again. Trying again every second.",
                            to,
                            Reason.of(e));
                }
                failing = true;
            }
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path next = file.resolveSibling("checkpoints.next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Everything, if anything has changed; otherwise nothing. */
    private synchronized String takeChanges() {
        if (!changed) {
            return "";
        }
        changed = false;
        StringBuilder text = new StringBuilder(FORMAT).append(VERSION).append('\n');
        stored.values().forEach(checkpoint -> text.append(checkpoint.write()).append('\n'));
        String sum = sum(text.toString());
        return text.append(SUM).append(sum).append('\n').toString();
    }

    private synchronized void keepChanges() {
        changed = true;
    }

    private void put(Checkpoint checkpoint) {
        changed |= !checkpoint.equals(stored.put(checkpoint.key(), checkpoint));
        if (checkpoint.hasEnded()) {
            List<Checkpoint> ended =
                    stored.values().stream().filter(Checkpoint::hasEnded).toList();
            ended.stream().limit(Math.max(0, ended.size() - MOST_ENDED)).forEach(old -> stored.remove(old.key()));
        }
    }

    private boolean add(String line) {
        Optional<Checkpoint> checkpoint = Checkpoint.read(line);
        checkpoint.ifPresent(read -> stored.put(read.key(), read));
        return checkpoint.isPresent();
    }

    private static boolean intact(String text, List<String> lines) {
        if (lines.size() < 2 || !lines.get(0).equals(FORMAT + VERSION)) {
            return false;
        }
        String last = lines.get(lines.size() - 1);
        int covered = text.length() - last.length() - 1;
        return covered > 0 && last.equals(SUM + sum(text.substring(0, covered)));
    }

    private static String sum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }
}
