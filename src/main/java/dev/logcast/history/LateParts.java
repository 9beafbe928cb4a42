package dev.logcast.history;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.line.LineId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parts of records that were read when the records had been shown already. */
final class LateParts {
    private LateParts() {}

    /** The entries with such parts behind the record that they are parts of, as far as it is among them. */
    static List<ArchiveEntry> behindTheirRecords(List<ArchiveEntry> entries) {
        if (entries.stream()
                .noneMatch(entry ->
                        entry instanceof ArchiveEntry.Line line && line.line().continues() != null)) {
            return entries;
        }
        Map<LineId, Long> records = new HashMap<>();
        for (ArchiveEntry entry : entries) {
            if (entry instanceof ArchiveEntry.Line line) {
                records.put(line.line().id(), line.sequence());
            }
        }
        List<ArchiveEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong((ArchiveEntry entry) -> place(entry, records))
                .thenComparingLong(ArchiveEntry::sequence));
        return sorted;
    }

    private static long place(ArchiveEntry entry, Map<LineId, Long> records) {
        LineId record = entry instanceof ArchiveEntry.Line line ? line.line().continues() : null;
        return record == null ? entry.sequence() : records.getOrDefault(record, entry.sequence());
    }
}
