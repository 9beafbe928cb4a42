package dev.logcast.archive.local;

import dev.logcast.archive.Extent;
import dev.logcast.query.LineFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between which times lines lie, as it was found last: good for a few thousand further lines to those who read page by page, and would open
 * blocks from all over the archive for each of them. Thread-safe.
 */
final class KnownExtents {
    private static final int MOST = 32;
    private static final int FURTHER_LINES = 20_000;

    /** @param newest the number of the last line that there was */
    private record Known(Extent extent, long newest) {}

    private final Map<LineFilter, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    synchronized @Nullable Extent get(LineFilter filter, long newest) {
        Known last = known.get(filter);
        return last == null || newest - last.newest() > FURTHER_LINES ? null : last.extent();
    }

    synchronized void put(LineFilter filter, long newest, Extent extent) {
        known.put(filter, new Known(extent, newest));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
