package dev.logcast.pipeline.mask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of a text that are to be hidden, as they are found. Not thread-safe. */
final class Spans {
    /**
     * @param detector its number
     * @param quote what stands around the mask, since it is in place of what had no quotes and needs some
     */
    record Span(int from, int to, int detector, String quote) {
        Span(int from, int to, int detector) {
            this(from, to, detector, "");
        }
    }

    private final List<Span> spans = new ArrayList<>(2);

    void add(int from, int to, int detector) {
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        Span span = new Span(from, to, detector);
        if (!span.equals(last)) {
            spans.add(span);
        }
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    List<Span> found() {
        return spans;
    }

    /** In their order; those that touch or overlap are one, of whoever found where it begins. */
    static List<Span> merged(List<Span> spans) {
        if (spans.size() < 2) {
            return spans;
        }
        List<Span> ordered = new ArrayList<>(spans);
        ordered.sort(Comparator.comparingInt(Span::from).thenComparing(Span::to, Comparator.reverseOrder()));
        List<Span> merged = new ArrayList<>(ordered.size());
        Span last = ordered.get(0);
        for (Span span : ordered.subList(1, ordered.size())) {
            if (span.from <= last.to) {
                last = new Span(last.from, Math.max(last.to, span.to), last.detector, last.quote);
            } else {
                merged.add(last);
                last = span;
            }
        }
        merged.add(last);
        return merged;
    }
}
