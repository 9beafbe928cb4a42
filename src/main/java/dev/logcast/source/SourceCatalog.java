package dev.logcast.source;

import dev.logcast.line.SourceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which source ids there are or can be. Thread-safe. */
public final class SourceCatalog {
    private final List<SourceSpec> specs;
    private final Supplier<Set<SourceId>> seen;

    /** @param seen sources that have files at the moment */
    public SourceCatalog(List<SourceSpec> specs, Supplier<Set<SourceId>> seen) {
        this.specs = List.copyOf(specs);
        this.seen = seen;
    }

    /** Configured sources that are one, and those seen below the others. */
    public Set<SourceId> sources() {
        Set<SourceId> ids = new TreeSet<>(seen.get());
        specs.stream().filter(spec -> !spec.capturing()).forEach(spec -> ids.add(new SourceId(spec.name())));
        return ids;
    }

    /** Whether a configured source, or one under a configured capture, can have this id. */
    public boolean knows(SourceId id) {
        return specs.stream().anyMatch(spec -> spec.covers(id));
    }

    /** Whether the id stands for all that is captured under it. */
    public boolean isGroup(SourceId id) {
        return specs.stream().anyMatch(spec -> spec.name().equals(id.value()) && spec.capturing());
    }

    /** Whether any source may still have others appear below it. */
    public boolean hasGroups() {
        return specs.stream().anyMatch(SourceSpec::capturing);
    }

    /** The known id that is most like another text, among some; empty when there is none. */
    public Optional<String> nearest(String id, Predicate<SourceId> among) {
        return Stream.concat(specs.stream().map(spec -> new SourceId(spec.name())), sources().stream())
                .filter(among)
                .map(SourceId::value)
                .min(Comparator.comparingInt((String known) -> distance(known, id))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
