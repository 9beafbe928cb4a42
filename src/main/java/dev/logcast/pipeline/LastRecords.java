package dev.logcast.pipeline;

import dev.logcast.line.Attributes;
import dev.logcast.line.Level;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.pipeline.format.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time and level of the last record of each file, for parts of it that come late: they are found with it, by whatever it is found.
 * Of files that have not been written to for longest nothing is known any more. Thread-safe.
 */
final class LastRecords {
    private static final int FILES = 4096;

    private final Map<File, Said> byFile = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<File, Said> eldest) {
            return size() > FILES;
        }
    };

    private record File(SourceId source, long generation) {}

    private record Said(long offset, Instant time, @Nullable Level level) {}

    synchronized void put(LogLine record) {
        LineId id = record.id();
        byFile.put(new File(id.source(), id.generation()), new Said(id.offset(), record.time(), record.level()));
    }

    /** @param latest which it may be, though it has not been put here yet */
    synchronized Reading of(LineId record, @Nullable LogLine latest) {
        if (latest != null) {
            return latest.id().equals(record) ? reading(latest.time(), latest.level()) : Reading.NOTHING;
        }
        Said said = byFile.get(new File(record.source(), record.generation()));
        return said != null && said.offset() == record.offset() ? reading(said.time(), said.level()) : Reading.NOTHING;
    }

    private static Reading reading(Instant time, @Nullable Level level) {
        return new Reading(time, level, Attributes.NONE, -1);
    }
}
