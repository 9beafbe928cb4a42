package dev.logcast.source.record;

import dev.logcast.line.Attributes;
import dev.logcast.line.Position;
import dev.logcast.line.SourceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that were read from one file at once.
 *
 * @param generation which content of which file
 * @param records none when all that was read was passed over
 * @param bytes how much of the file was read, line ends included
 * @param written when they were written to the file at the latest; null: just now
 * @param readNanos {@link System#nanoTime()} of the read
 * @param known attributes that each of them has, whatever it says
 * @param reached how far the file has been read with these records; null where that cannot be told, or nobody stores it
 */
public record RecordBatch(
        SourceId source,
        long generation,
        List<RawRecord> records,
        long bytes,
        Flaws flaws,
        @Nullable Instant written,
        long readNanos,
        @Nullable Position reached,
        Attributes known) {}
