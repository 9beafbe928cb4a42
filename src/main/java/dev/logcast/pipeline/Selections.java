package dev.logcast.pipeline;

import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.Query;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which lines of a source are wanted at all. The others are as if they had never been written. Immutable, and thread-safe. */
public final class Selections {
    private final Map<String, Selection> selections;

    /**
     * @param include what a line must match; null: every line does
     * @param exclude what it must not match; null: no line does
     */
    public record Selection(@Nullable Query include, @Nullable Query exclude) {
        boolean wants(LogLine line) {
            return (include == null || include.matches(line)) && (exclude == null || !exclude.matches(line));
        }
    }

    /** @param selections by the names of configured sources; of any other every line is wanted */
    public Selections(Map<String, Selection> selections) {
        this.selections = Map.copyOf(selections);
    }

    /** Those that are wanted, in their order. */
    public List<LogLine> select(SourceId source, List<LogLine> lines) {
        Selection selection = selections.get(source.group());
        return selection == null
                ? lines
                : lines.stream().filter(selection::wants).toList();
    }
}
