package dev.logcast.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which of the followed files a new one may have to do with, by their names. Made for one scan. Not thread-safe. */
final class Relatives {
    private final Map<Name, Tailer> newest = new HashMap<>();
    private final Map<Stem, List<Tailer>> byStem = new HashMap<>();

    private record Name(String spec, Path path) {}

    /**
     * The beginning of a name. As text: not every piece of a name is the name of a file, nor can every text be written in each
     * system's language.
     */
    private record Stem(String spec, @Nullable Path directory, String name) {}

    Relatives(Collection<Tailer> tailers) {
        tailers.forEach(this::add);
    }

    void add(Tailer tailer) {
        String spec = tailer.spec().name();
        for (Path name : tailer.names().all()) {
            newest.merge(
                    new Name(spec, name),
                    tailer,
                    (one, other) -> other.openedNanos() - one.openedNanos() >= 0 ? other : one);
        }
        Path path = tailer.names().path();
        byStem.computeIfAbsent(new Stem(spec, path.getParent(), stem(path)), stem -> new ArrayList<>(1))
                .add(tailer);
    }

    /** The file last seen under this path, which may have been renamed or deleted long before its successor came. */
    @Nullable
    Tailer lastAt(SourceSpec spec, Path path) {
        return newest.get(new Name(spec.name(), path));
    }

    /**
     * Files that this one may be a copy or an older turn of: of the same source, and their names begin alike, up to the first
     * dot of theirs.
     */
    List<Tailer> of(Found found) {
        String name = found.path().getFileName().toString();
        List<Tailer> relatives = new ArrayList<>();
        for (int end = 1; end <= name.length(); end++) {
            if (!goesOn(name, end)) {
                Stem stem = new Stem(found.spec().name(), found.path().getParent(), name.substring(0, end));
                byStem.getOrDefault(stem, List.of()).stream()
                        .filter(tailer -> tailer.source().equals(found.source()))
                        .forEach(relatives::add);
            }
        }
        return relatives;
    }

    /** Whether a word or a number goes on there: {@code worker-10} is not a turn of {@code worker-1}. */
    private static boolean goesOn(String name, int at) {
        return at < name.length()
                && Character.isLetterOrDigit(name.charAt(at - 1))
                && Character.isLetterOrDigit(name.charAt(at));
    }

    /** Whether a name makes it likely that its file is a copy or an older turn of another one. */
    static boolean alike(Path one, Path other) {
        String stem = stem(one);
        String name = other.getFileName().toString();
        return name.startsWith(stem)
                && !goesOn(name, stem.length())
                && Objects.equals(one.getParent(), other.getParent());
    }

    /** The beginning of a name, up to its first dot, that rotations and copies have too: {@code app} of {@code app.log.1}. */
    private static String stem(Path path) {
        String name = path.getFileName().toString();
        int dot = name.indexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
