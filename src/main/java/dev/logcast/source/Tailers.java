package dev.logcast.source;

import dev.logcast.line.ServerLog;
import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.find.FoundFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The files that are being followed. One thread adds and removes them; any looks them up. */
final class Tailers {
    private static final System.Logger LOG = ServerLog.of(Tailers.class.getName());

    private static final Duration KEEP_GONE_FILES = Duration.ofMillis(3500);

    private final Map<Checkpoint.Key, Tailer> byKey = new ConcurrentHashMap<>();
    private final Map<Path, List<Tailer>> byPath = new ConcurrentHashMap<>();
    private volatile Likenesses likenesses = new Likenesses(List.of());
    private final int mostOpen;

    /** How many hold a descriptor; exact after each scan, and near enough in between. */
    private final AtomicInteger open = new AtomicInteger();

    /** @param mostOpen how many may hold a descriptor, when all are at rest */
    Tailers(int mostOpen) {
        this.mostOpen = mostOpen;
    }

    Collection<Tailer> all() {
        return byKey.values();
    }

    Set<Checkpoint.Key> keys() {
        return byKey.keySet();
    }

    @Nullable
    Tailer of(Checkpoint.Key key) {
        return byKey.get(key);
    }

    void put(Checkpoint.Key key, Tailer tailer) {
        byKey.put(key, tailer);
        likenesses.add(tailer);
        if (tailer.open()) {
            open.incrementAndGet();
        }
        if (crowded()) {
            // Opened again when its turn comes.
            tailer.rest();
            open.decrementAndGet();
        }
    }

    /** Takes note of what files are called now. */
    void name() {
        likenesses = new Likenesses(byKey.values());
    }

    /** Those that a file of this name may be a copy or a turn of, by the names they had at the last scan. */
    List<Tailer> alike(Path path) {
        return likenesses.of(path);
    }

    private boolean crowded() {
        return open.get() > mostOpen;
    }

    /**
     * A file has had its turn, and is at rest.
     *
     * @param wasOpen whether it held a descriptor before
     */
    void rests(Tailer tailer, boolean wasOpen) {
        boolean isOpen = tailer.open();
        if (isOpen && !wasOpen) {
            open.incrementAndGet();
        }
        if (isOpen && crowded() && !tailer.gone()) {
            park(tailer);
        }
    }

    /** Those of the file that the last scan has found at this path. */
    List<Tailer> at(Path path) {
        return byPath.getOrDefault(path, List.of());
    }

    /**
     * Takes note of where files are now, and lets go of those that are gone or hold more than their share.
     *
     * @param mayBeThere whether nobody knows if a file that was not found is gone
     */
    void settle(Map<Checkpoint.Key, FoundFile> present, Predicate<Path> mayBeThere) {
        byKey.forEach((key, tailer) -> tailer.gone(
                !present.containsKey(key) && !mayBeThere.test(tailer.names().found())));
        letGo();
        parkIdle();
        Map<Path, List<Tailer>> now = new HashMap<>();
        present.forEach((key, found) -> {
            Tailer tailer = byKey.get(key);
            if (tailer != null) {
                for (Path name : found.names()) {
                    now.computeIfAbsent(name, path -> new ArrayList<>(1)).add(tailer);
                }
            }
        });
        byPath.putAll(now);
        byPath.keySet().retainAll(now.keySet());
    }

    /** Lets go of files that no pattern finds any more, once they have been read and rest. */
    void letGo() {
        long now = System.nanoTime();
        byKey.forEach((key, tailer) -> {
            boolean rests = now - tailer.lastReadNanos() > KEEP_GONE_FILES.toNanos();
            if (tailer.closed() || (tailer.gone() && tailer.lag() == 0 && rests)) {
                byKey.remove(key);
                tailer.depart();
            }
        });
    }

    /** Where there are more files than descriptors, those that have been at rest for longest let go of theirs. */
    private void parkIdle() {
        List<Tailer> opened = byKey.values().stream().filter(Tailer::open).toList();
        open.set(opened.size());
        if (!crowded()) {
            return;
        }
        opened.stream()
                .filter(tailer -> !tailer.gone())
                .sorted(Comparator.comparingLong(Tailer::lastReadNanos))
                .limit(opened.size() - mostOpen)
                .forEach(this::park);
    }

    private void park(Tailer tailer) {
        try {
            tailer.park();
            if (!tailer.open()) {
                open.decrementAndGet();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Closing a file failed", e);
        }
    }

    void forget() {
        byKey.clear();
    }

    static void close(Tailer tailer) {
        try {
            tailer.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Closing a file failed", e);
        }
    }
}
