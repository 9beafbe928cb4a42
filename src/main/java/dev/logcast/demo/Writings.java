package dev.logcast.demo;

import dev.logcast.line.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Records that are written, each at its time. Not thread-safe. */
final class Writings {
    private final PriorityQueue<Writing> left =
            new PriorityQueue<>(Comparator.comparing(Writing::time).thenComparingLong(Writing::number));
    private long number;

    private record Writing(Instant time, long number, SourceId source, String text) {}

    void add(Instant time, SourceId source, String text) {
        left.add(new Writing(time, number++, source, text));
    }

    /** Takes the earliest of those that are due, by source. */
    Map<SourceId, List<String>> upTo(Instant now, int most) {
        Map<SourceId, List<String>> due = new LinkedHashMap<>();
        for (int i = 0; i < most; i++) {
            Writing first = left.peek();
            if (first == null || first.time().isAfter(now)) {
                break;
            }
            left.remove();
            due.computeIfAbsent(first.source(), source -> new ArrayList<>()).add(first.text());
        }
        return due;
    }
}
