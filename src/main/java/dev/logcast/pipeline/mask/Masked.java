package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Spans.Span;
import java.util.List;

/** A text, and what of it is secret. Immutable. */
public final class Masked {
    private static final String MASK = "***";
    private static final char ESC = '\u001b';

    private final String text;
    private final List<Span> spans;
    private final List<String> detectors;

    private Masked(String text, List<Span> spans, List<String> detectors) {
        this.text = text;
        this.spans = spans;
        this.detectors = detectors;
    }

    static Masked none(String text) {
        return new Masked(text, List.of(), List.of());
    }

    /** @param names of the detectors by number */
    static Masked of(String text, List<Span> found, List<String> names) {
        List<Span> spans = Spans.merged(JsonLeaves.fit(text, Spans.merged(found)));
        return new Masked(
                text,
                spans,
                spans.stream().map(span -> names.get(span.detector())).toList());
    }

    public String text() {
        return text;
    }

    /** What found them, in the order of the places. */
    public List<String> detectors() {
        return detectors;
    }

    List<Span> spans() {
        return spans;
    }

    /** Whether there is anything to hide. */
    public boolean any() {
        return !spans.isEmpty();
    }

    /** The text without its secrets: each is {@code ***}, and a JSON string where it was a JSON number, so that a record stays readable. */
    public String masked() {
        return any() ? masked(text) : text;
    }

    /**
     * The same, of the text with its colours: escapes that stand within a secret stay, in front of the mask.
     *
     * @param styled the text, with SGR escapes (ECMA-48) anywhere
     */
    public String masked(String styled) {
        return masked(styled, "");
    }

    /** @param behind stands behind every mask */
    public String masked(String styled, String behind) {
        StringBuilder masked = new StringBuilder(styled.length());
        int place = 0;
        int next = 0;
        for (int i = 0; i < styled.length(); ) {
            if (styled.charAt(i) == ESC && styled.length() != text.length()) {
                int end = styled.indexOf('m', i) + 1;
                masked.append(styled, i, end);
                i = end;
                continue;
            }
            if (next < spans.size() && place == spans.get(next).to()) {
                next++;
            }
            boolean hidden = next < spans.size() && place >= spans.get(next).from();
            if (!hidden) {
                masked.append(styled.charAt(i));
            }
            place++;
            i++;
            if (hidden && place == spans.get(next).to()) {
                String quote = spans.get(next).quote();
                masked.append(quote).append(MASK).append(behind).append(quote);
            }
        }
        return masked.toString();
    }
}
