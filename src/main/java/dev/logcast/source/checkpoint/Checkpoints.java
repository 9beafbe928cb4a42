package dev.logcast.source.checkpoint;

import dev.logcast.line.Position;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import dev.logcast.source.file.Fingerprint;
import dev.logcast.source.file.ReadFailure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places where reading goes on after a restart. A content is written down before its first line is handed on, so that ids survive a
 * crash; progress follows two seconds late, so that what a crash took from clients comes once more, with the same ids. Thread-safe.
 */
public final class Checkpoints {
    private static final System.Logger LOG = ServerLog.of(Checkpoints.class.getName());

    private static final long TRAIL_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int FEW_ENDED = 100;
    private static final long FORGET_NANOS = Duration.ofDays(1).toNanos();

    private static final Comparator<Checkpoint> MOST_TELLING = Comparator.comparingLong(Checkpoint::offset)
            .thenComparingInt(checkpoint -> checkpoint.print().headLength())
            .reversed();

    private final Map<Checkpoint.Key, Checkpoint> stored = new LinkedHashMap<>();

    /** Those that have ended, by what they begin with. */
    private final Map<Head, Map<Checkpoint.Key, Checkpoint>> ended = new HashMap<>();

    private int endedCount;
    private int mostFiles;

    private final Map<Checkpoint.Key, Long> missingSince = new HashMap<>();
    private final Deque<Progress> trailing = new ArrayDeque<>();

    /** What is not on disk yet, null where one is forgotten. */
    private Map<Checkpoint.Key, @Nullable Checkpoint> changes = new LinkedHashMap<>();

    private final @Nullable CheckpointFile file;
    private final boolean archived;
    private final Object writing = new Object();
    private boolean failing;

    private record Head(String spec, SourceId source, int length, long hash) {
        static Head of(Checkpoint of) {
            return new Head(
                    of.spec(), of.source(), of.print().headLength(), of.print().headHash());
        }
    }

    private record Progress(Checkpoint checkpoint, long nanos) {}

    private Checkpoints(@Nullable CheckpointFile file, boolean archived) {
        this.file = file;
        this.archived = archived;
    }

    /** @param directory exists once they are restored */
    public static Checkpoints in(Path directory) {
        return new Checkpoints(new CheckpointFile(directory.resolve("checkpoints")), false);
    }

    /** Where lines are stored, and tell how far files have been read: what is written here follows {@link #stored}. */
    public static Checkpoints archived(Path directory) {
        return new Checkpoints(new CheckpointFile(directory.resolve("checkpoints")), true);
    }

    /** Are forgotten with the process. */
    public static Checkpoints none() {
        return new Checkpoints(null, false);
    }

    /** Whether positions go with the records, to be stored with them. */
    public boolean archived() {
        return archived;
    }

    /** Lines have been stored: reading goes on behind them. */
    public synchronized void stored(Collection<Position> positions) {
        for (Position position : positions) {
            Checkpoint.read(position.written())
                    .filter(checkpoint -> isKnown(stored.get(checkpoint.key()), checkpoint))
                    .ifPresent(this::put);
        }
    }

    /** Whether a checkpoint tells more of the same content; a content that has ended meanwhile is known by another key. */
    private static boolean isKnown(@Nullable Checkpoint known, Checkpoint checkpoint) {
        return known != null && known.generation() == checkpoint.generation();
    }

    /**
     * Reads what was written last, and goes on where lines have been stored.
     *
     * @param positions of what is stored
     * @throws IOException if a later version has written them, which must not be lost
     */
    public synchronized void restore(Collection<Position> positions) throws IOException {
        restore();
        try {
            goOnBehind(positions);
        } finally {
            indexAll();
        }
    }

    private void goOnBehind(Collection<Position> positions) {
        if (!archived) {
            return;
        }
        Map<Long, Checkpoint> byGeneration = new HashMap<>();
        for (Position position : positions) {
            Checkpoint.read(position.written())
                    .ifPresent(checkpoint -> byGeneration.put(checkpoint.generation(), checkpoint));
        }
        stored.replaceAll((key, known) -> {
            Checkpoint reached = byGeneration.remove(known.generation());
            if (reached == null) {
                return known;
            }
            return known.hasEnded() ? reached.ended() : reached;
        });
        byGeneration.values().forEach(checkpoint -> stored.putIfAbsent(checkpoint.key(), checkpoint));
    }

    /**
     * Reads what was written last. What cannot be understood is put aside and reported: reading then begins as if for the first
     * time.
     *
     * @throws IOException if a later version has written them, which must not be lost
     */
    public synchronized void restore() throws IOException {
        try {
            read();
        } finally {
            indexAll();
        }
    }

    private void read() throws IOException {
        CheckpointFile from = file;
        if (from == null) {
            return;
        }
        try {
            if (!from.read(stored)) {
                stored.clear();
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} was damaged and is now {1}. Sources are read as if for the first time.",
                        from.path(),
                        from.putAside().getFileName());
            }
        } catch (NoSuchFileException e) {
            stored.clear();
        } catch (CheckpointFile.LaterVersionException e) {
            throw e;
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Cannot read {0}: {1}. Sources are read as if for the first time.",
                    from.path(),
                    ReadFailure.of(e));
        }
    }

    /** How far a content has been read that its file may still hold. */
    public synchronized Optional<Checkpoint> of(long generation) {
        return stored.values().stream()
                .filter(checkpoint -> checkpoint.generation() == generation && !checkpoint.hasEnded())
                .findFirst();
    }

    public synchronized Optional<Checkpoint> find(Checkpoint.Key key) {
        return Optional.ofNullable(stored.get(key));
    }

    public synchronized Collection<Checkpoint> all() {
        return List.copyOf(stored.values());
    }

    /**
     * Contents of a source that have ended, and that a file with this head may begin with; those first of which most is known.
     *
     * @param head the first bytes of the file, at most {@value Fingerprint#HEAD_BYTES}
     */
    public synchronized List<Checkpoint> ended(String spec, SourceId source, byte[] head) {
        List<Checkpoint> alike = new ArrayList<>();
        long[] hashes = Fingerprint.hashes(head);
        for (int i = 0; i < hashes.length && !ended.isEmpty(); i++) {
            alike.addAll(ended.getOrDefault(new Head(spec, source, i + 1, hashes[i]), Map.of())
                    .values());
        }
        alike.sort(MOST_TELLING);
        return alike;
    }

    /** A content of which no line has been handed on yet; it is on disk when {@link #write()} returns. */
    public synchronized void begin(Checkpoint checkpoint) {
        trailing.removeIf(progress -> progress.checkpoint().key().equals(checkpoint.key()));
        put(checkpoint);
    }

    /** Records have been handed on. */
    public synchronized void progress(Checkpoint checkpoint, long nanos) {
        if (archived) {
            return;
        }
        trailing.add(new Progress(checkpoint, nanos));
    }

    /** A content of which nothing will be asked any more. */
    public synchronized void forget(Checkpoint.Key key) {
        trailing.removeIf(progress -> progress.checkpoint().key().equals(key));
        remove(key);
    }

    /** Forgets files that have not been seen for a day. */
    public synchronized void seen(Set<Checkpoint.Key> keys, long nanos) {
        missingSince.keySet().removeAll(keys);
        for (Checkpoint.Key key : stored.keySet()) {
            if (!keys.contains(key)) {
                missingSince.putIfAbsent(key, nanos);
            }
        }
        missingSince.entrySet().removeIf(missing -> {
            boolean old = nanos - missing.getValue() > FORGET_NANOS;
            if (old) {
                remove(missing.getKey());
            }
            return old;
        });
    }

    /** Writes the progress that is old enough. */
    public void tick(long nanos) {
        takeProgress(nanos - TRAIL_NANOS);
        write();
    }

    private synchronized void takeProgress(long untilNanos) {
        while (!trailing.isEmpty() && untilNanos - trailing.peek().nanos() >= 0) {
            put(trailing.remove().checkpoint());
        }
    }

    /** Writes all progress, when every line has been handed on and sent. */
    public void settle() {
        takeProgress(System.nanoTime());
        write();
    }

    /**
     * Writes what has changed; what had changed before the call is on disk when it returns. A failure is reported once and costs
     * nothing but that lines may come again.
     */
    public void write() {
        CheckpointFile to = file;
        if (to == null) {
            return;
        }
        // Nobody who only tells of progress waits for the disk.
        synchronized (writing) {
            Map<Checkpoint.Key, @Nullable Checkpoint> next = takeChanges();
            if (next.isEmpty() && !failing) {
                return;
            }
            try {
                if (to.wantsWhole()) {
                    to.write(all());
                } else {
                    to.append(next);
                }
                if (failing) {
                    LOG.log(System.Logger.Level.INFO, "{0} is written again.", to.path());
                }
                failing = false;
            } catch (IOException e) {
                if (!failing) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "Cannot write {0}: {1}. After a restart lines may come again. Trying again every second.",
                            to.path(),
                            ReadFailure.of(e));
                }
                failing = true;
            }
        }
    }

    private synchronized Map<Checkpoint.Key, @Nullable Checkpoint> takeChanges() {
        Map<Checkpoint.Key, @Nullable Checkpoint> taken = changes;
        changes = new LinkedHashMap<>();
        return taken;
    }

    private void put(Checkpoint checkpoint) {
        Checkpoint before = stored.put(checkpoint.key(), checkpoint);
        if (checkpoint.equals(before)) {
            return;
        }
        changes.put(checkpoint.key(), checkpoint);
        index(before, checkpoint);
        // As many as there are files, or have been: all of them may be away for a while, and come back.
        for (Iterator<Checkpoint> oldest = stored.values().iterator();
                endedCount > Math.max(FEW_ENDED, 2 * mostFiles) && oldest.hasNext(); ) {
            Checkpoint old = oldest.next();
            if (old.hasEnded()) {
                oldest.remove();
                changes.put(old.key(), null);
                index(old, null);
            }
        }
    }

    private void remove(Checkpoint.Key key) {
        Checkpoint removed = stored.remove(key);
        if (removed != null) {
            changes.put(key, null);
            index(removed, null);
        }
    }

    private void indexAll() {
        ended.clear();
        endedCount = 0;
        stored.values().forEach(checkpoint -> index(null, checkpoint));
        mostFiles = Math.max(mostFiles, stored.size());
    }

    private void index(@Nullable Checkpoint before, @Nullable Checkpoint after) {
        if (before != null && before.hasEnded()) {
            Map<Checkpoint.Key, Checkpoint> alike = ended.get(Head.of(before));
            if (alike != null && alike.remove(before.key()) != null) {
                endedCount--;
                ended.remove(Head.of(before), Map.of());
            }
        }
        if (after != null && after.hasEnded()) {
            ended.computeIfAbsent(Head.of(after), head -> new LinkedHashMap<>()).put(after.key(), after);
            endedCount++;
        }
        mostFiles = Math.max(mostFiles, stored.size() - endedCount);
    }
}
