package dev.logcast.hub;

import dev.logcast.line.LineBatch;
import dev.logcast.wire.Utf8Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive batches, encoded end to end: from any of them on, the rest is one piece of memory, and one write. Only ever
 * appended to. Not thread-safe, but for the frames it gave out.
 */
final class Chunk {
    private static final int FIRST_BYTES = 1024;
    private static final int PART_BYTES = 48;

    private final long firstOrdinal;
    private final Utf8Buffer bytes = new Utf8Buffer(FIRST_BYTES);
    private final List<Part> parts = new ArrayList<>();

    /** One batch. {@code end} and {@code lines} are of the chunk up to here. */
    private record Part(int end, long firstSequence, long lastSequence, long readNanos, int lines) {}

    Chunk(long firstOrdinal) {
        this.firstOrdinal = firstOrdinal;
    }

    /** What the batches are encoded to, each before it is added. */
    Utf8Buffer bytes() {
        return bytes;
    }

    /** @param lines how many lines of the batch were encoded, or told as lost */
    void add(LineBatch batch, int lines) {
        int before = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).lines;
        parts.add(new Part(
                bytes.length(), batch.firstSequence(), batch.lastSequence(), batch.readNanos(), before + lines));
    }

    /** Roughly the bytes that it occupies in memory: batches of which no line matches take some, too. */
    int weight() {
        return bytes.length() + parts.size() * PART_BYTES;
    }

    /** Ordinal of the batch behind the last. */
    long next() {
        return firstOrdinal + parts.size();
    }

    boolean holds(long ordinal) {
        return ordinal >= firstOrdinal && ordinal < next();
    }

    /** What is held of this batch, and of all behind it. */
    Frame from(long ordinal) {
        int first = (int) (ordinal - firstOrdinal);
        int start = 0;
        int linesBefore = 0;
        if (first > 0) {
            Part before = parts.get(first - 1);
            start = before.end;
            linesBefore = before.lines;
        }
        Part last = parts.get(parts.size() - 1);
        return new Frame(
                bytes.array(),
                start,
                last.end - start,
                next(),
                parts.get(first).firstSequence,
                last.lastSequence,
                last.lines - linesBefore,
                readNanos(first, linesBefore));
    }

    private long readNanos(int first, int linesBefore) {
        for (int i = first; i < parts.size(); i++) {
            if (parts.get(i).lines > linesBefore) {
                return parts.get(i).readNanos;
            }
        }
        return Long.MAX_VALUE;
    }
}
