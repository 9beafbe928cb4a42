package dev.logcast.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The followed files by the beginning of their names, to find those that a new one may be a copy or a turn of without asking each: where
 * thousands of files come at once, asking each for each takes minutes. Names are those that files had when they were added. Thread-safe.
 */
final class Likenesses {
    private final Map<Beginning, Collection<Tailer>> byBeginning = new ConcurrentHashMap<>();

    private record Beginning(Path directory, String stem) {}

    Likenesses(Collection<Tailer> tailers) {
        tailers.forEach(this::add);
    }

    void add(Tailer tailer) {
        Path path = tailer.names().path();
        byBeginning
                .computeIfAbsent(beginning(path, RotationCandidates.stem(path)), key -> new ConcurrentLinkedQueue<>())
                .add(tailer);
    }

    private static Beginning beginning(Path path, String stem) {
        return new Beginning(Objects.requireNonNullElse(path.getParent(), path), stem);
    }

    /** Those whose names this one's goes on from; whether it is a turn of theirs says {@link RotationCandidates#alike}. */
    List<Tailer> of(Path path) {
        List<Tailer> found = new ArrayList<>();
        String name = path.getFileName().toString();
        for (int length = 1; length <= name.length(); length++) {
            found.addAll(byBeginning.getOrDefault(beginning(path, name.substring(0, length)), List.of()));
        }
        return found;
    }
}
