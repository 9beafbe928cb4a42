package dev.logcast.archive.local;

import dev.logcast.line.LineBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that were opened last. Those who read the same time come one after another, each for a little: what one has opened the next ones
 * need not open again. Thread-safe.
 */
final class OpenedBlocks {
    private static final long MOST_BYTES = 8_000_000;

    private record Place(Segment segment, int block) {}

    private final Map<Place, List<LineBatch>> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    synchronized @Nullable List<LineBatch> get(Segment segment, int block) {
        return segment.closed() ? null : blocks.get(new Place(segment, block));
    }

    /** Lets go of those that nobody has asked for the longest, where it becomes too much. */
    synchronized void add(Segment segment, int block, List<LineBatch> opened) {
        long weight = weight(opened);
        if (weight > MOST_BYTES / 2 || blocks.putIfAbsent(new Place(segment, block), opened) != null) {
            return;
        }
        bytes += weight;
        for (var eldest = blocks.entrySet().iterator(); bytes > MOST_BYTES; eldest.remove()) {
            bytes -= weight(eldest.next().getValue());
        }
    }

    private static long weight(List<LineBatch> opened) {
        return opened.stream().mapToLong(LineBatch::weight).sum();
    }
}
