package dev.logcast.pipeline.mask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of a text that are to be hidden, as they are found. Not thread-safe. */
final class Spans {
    /** @param detector its number */
    record Span(int from, int to, int detector) {}

    private final List<Span> spans = new ArrayList<>(2);

    void add(int from, int to, int detector) {
        spans.add(new Span(from, to, detector));
    }

    /** In their order; those that touch or overlap are one, of whoever found where it begins. */
    List<Span> merged() {
        if (spans.size() < 2) {
            return spans;
        }
        spans.sort(Comparator.comparingInt(Span::from).thenComparing(Span::to, Comparator.reverseOrder()));
        List<Span> merged = new ArrayList<>(spans.size());
        Span last = spans.get(0);
        for (Span span : spans.subList(1, spans.size())) {
            if (span.from <= last.to) {
                last = new Span(last.from, Math.max(last.to, span.to), last.detector);
            } else {
                merged.add(last);
                last = span;
            }
        }
        merged.add(last);
        return merged;
    }
}
