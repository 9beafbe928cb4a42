package dev.logcast.source.find;

import dev.logcast.line.EditDistance;
import dev.logcast.line.SourceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The source ids that there are or can be. Thread-safe. */
public final class SourceCatalog {
    /** So much of an id is compared with others: a typing mistake is seen in it, and looking costs little however long an id is. */
    private static final int COMPARED = 64;

    private final List<SourceSpec> specs;
    private final Supplier<Set<SourceId>> seen;
    private final Supplier<Set<SourceId>> pushed;

    /**
     * @param specs what is configured
     * @param seen sources that have files at the moment
     * @param pushed sources that have ever been pushed to
     */
    public SourceCatalog(List<SourceSpec> specs, Supplier<Set<SourceId>> seen, Supplier<Set<SourceId>> pushed) {
        this.specs = List.copyOf(specs);
        this.seen = seen;
        this.pushed = pushed;
    }

    /** Configured sources that are one, those seen below the others, and those that were pushed to. */
    public Set<SourceId> sources() {
        Set<SourceId> ids = new TreeSet<>(seen.get());
        ids.addAll(pushed.get());
        specs.stream().filter(spec -> !spec.capturing()).forEach(spec -> ids.add(new SourceId(spec.name())));
        return ids;
    }

    /** Whether a configured source, one under a configured capture, or one that was pushed to can have this id. */
    public boolean knows(SourceId id) {
        return specs.stream().anyMatch(spec -> spec.covers(id)) || pushed.get().contains(id) || isGroup(id);
    }

    /** Whether the id stands for all that is captured or pushed under it. */
    public boolean isGroup(SourceId id) {
        return specs.stream().anyMatch(spec -> spec.name().equals(id.value()) && spec.capturing())
                || pushed.get().stream().anyMatch(source -> source.isBelow(id));
    }

    /** Whether any source may still have others appear below it. */
    public boolean hasGroups() {
        return specs.stream().anyMatch(SourceSpec::capturing)
                || pushed.get().stream().anyMatch(source -> !source.group().equals(source.value()));
    }

    /** The known id that is most like another text, among some; empty when there is none. */
    public Optional<String> nearest(String id, Predicate<SourceId> among) {
        return Stream.concat(specs.stream().map(spec -> new SourceId(spec.name())), sources().stream())
                .filter(among)
                .map(SourceId::value)
                .min(Comparator.comparingInt((String known) -> EditDistance.between(compared(known), compared(id)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String compared(String id) {
        return id.substring(0, Math.min(id.length(), COMPARED));
    }
}
