package dev.logcast.source;

import dev.logcast.line.SourceId;
import java.util.List;

/**
 * Records that were read from one file at once.
 *
 * @param generation which content of which file
 * @param bytes how much of the file they cover, line ends included
 * @param readNanos {@link System#nanoTime()} of the read
 */
public record RecordBatch(SourceId source, long generation, List<RawRecord> records, long bytes, long readNanos) {}
