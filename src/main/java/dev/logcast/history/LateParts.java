package dev.logcast.history;

import dev.logcast.archive.Entry;
import dev.logcast.line.LineId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was read of a record when it had been shown already. */
final class LateParts {
    private LateParts() {}

    /** The entries with such parts behind the record that they are parts of, as far as it is among them. */
    static List<Entry> behindTheirRecords(List<Entry> entries) {
        if (entries.stream()
                .noneMatch(
                        entry -> entry instanceof Entry.Line line && line.line().continues() != null)) {
            return entries;
        }
        Map<LineId, Long> records = new HashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Line line) {
                records.put(line.line().id(), line.sequence());
            }
        }
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(
                Comparator.comparingLong((Entry entry) -> place(entry, records)).thenComparingLong(Entry::sequence));
        return sorted;
    }

    private static long place(Entry entry, Map<LineId, Long> records) {
        LineId record = entry instanceof Entry.Line line ? line.line().continues() : null;
        return record == null ? entry.sequence() : records.getOrDefault(record, entry.sequence());
    }
}
