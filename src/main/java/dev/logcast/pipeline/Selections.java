package dev.logcast.pipeline;

import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.Query;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The choice of which lines of a source are wanted at all. The others are as if they had never been written. Immutable, and thread-safe.
 */
public final class Selections {
    private final Map<String, List<Query>> wanted;

    /**
     * @param include what a line must match; null: every line does
     * @param exclude what it must not match; null: no line does. A line of which not enough can be seen is wanted
     */
    public record Selection(@Nullable Query include, @Nullable Query exclude) {
        private List<Query> wanted() {
            return Stream.of(include, exclude == null ? null : exclude.negated())
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** @param selections by the names of configured sources; of any other every line is wanted */
    public Selections(Map<String, Selection> selections) {
        this.wanted = selections.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, selection -> selection.getValue().wanted()));
    }

    /** Those that are wanted, in their order. */
    public List<LogLine> select(SourceId source, List<LogLine> lines) {
        List<Query> queries = wanted.get(source.group());
        return queries == null
                ? lines
                : lines.stream()
                        .filter(line -> queries.stream().allMatch(query -> query.matches(line)))
                        .toList();
    }
}
