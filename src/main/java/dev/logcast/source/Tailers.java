package dev.logcast.source;

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
import org.jspecify.annotations.Nullable;

/** The files that are being followed. One thread adds and removes them; any looks them up. */
final class Tailers {
    private static final System.Logger LOG = System.getLogger(Tailers.class.getName());

    private static final Duration KEEP_GONE_FILES = Duration.ofMillis(3500);

    private final Map<Checkpoint.Key, Tailer> byKey = new ConcurrentHashMap<>();
    private final Map<Path, List<Tailer>> byPath = new ConcurrentHashMap<>();
    private final int mostOpen;

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
    }

    /** Those of the file that the last scan has found at this path. */
    List<Tailer> at(Path path) {
        return byPath.getOrDefault(path, List.of());
    }

    /** Takes note of where files are now, and lets go of those that are gone or hold more than their share. */
    void settle(Map<Checkpoint.Key, Found> present) {
        byKey.forEach((key, tailer) -> tailer.gone(!present.containsKey(key)));
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
                close(tailer);
            }
        });
    }

    /** Where there are more files than descriptors, those that have been at rest for longest let go of theirs. */
    private void parkIdle() {
        List<Tailer> open = byKey.values().stream().filter(Tailer::open).toList();
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

    void close() {
        byKey.values().forEach(Tailers::close);
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
