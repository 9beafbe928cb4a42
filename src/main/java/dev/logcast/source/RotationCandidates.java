package dev.logcast.source;

import dev.logcast.source.find.SourceSpec;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The followed files that a new one may have to do with, by their names. Made for one scan. Not thread-safe. */
final class RotationCandidates {
    private final Map<Name, Tailer> newest = new HashMap<>();

    private record Name(String spec, Path path) {}

    RotationCandidates(Collection<Tailer> tailers) {
        tailers.forEach(this::add);
    }

    void add(Tailer tailer) {
        String spec = tailer.spec().name();
        for (Path name : tailer.names().all()) {
            newest.merge(new Name(spec, name), tailer, (one, other) -> later(one, other, name));
        }
    }

    /** The one that was there when it was looked last, or else the one that was found last. */
    private static Tailer later(Tailer one, Tailer other, Path name) {
        if (wasAt(one, name) != wasAt(other, name)) {
            return wasAt(one, name) ? one : other;
        }
        return other.openedNanos() - one.openedNanos() >= 0 ? other : one;
    }

    private static boolean wasAt(Tailer tailer, Path name) {
        return !tailer.gone() && !tailer.closed() && tailer.names().path().equals(name);
    }

    /** The file last seen under this path, which may have been renamed or deleted long before its successor came. */
    @Nullable
    Tailer lastAt(SourceSpec spec, Path path) {
        return newest.get(new Name(spec.name(), path));
    }

    /** Whether a word or a number goes on there: {@code worker-10} is not a turn of {@code worker-1}. */
    private static boolean goesOn(String name, int at) {
        return at < name.length()
                && Character.isLetterOrDigit(name.charAt(at - 1))
                && Character.isLetterOrDigit(name.charAt(at));
    }

    /**
     * Whether a name makes it likely that its file is a copy or an older turn of another one: both begin alike, up to the first dot of that
     * one's. Names are compared as text: not every piece of a name is the name of a file, nor can every text be written in each system's
     * language.
     */
    static boolean alike(Path one, Path other) {
        String stem = stem(one);
        String name = other.getFileName().toString();
        return name.startsWith(stem)
                && !goesOn(name, stem.length())
                && Objects.equals(one.getParent(), other.getParent());
    }

    /** The beginning of a name, up to its first dot, that rotations and copies have too: {@code app} of {@code app.log.1}. */
    static String stem(Path path) {
        String name = path.getFileName().toString();
        int dot = name.indexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
