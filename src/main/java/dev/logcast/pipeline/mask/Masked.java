package dev.logcast.pipeline.mask;

import java.util.ArrayList;
import java.util.List;

/**
 * A text, and what of it is secret.
 *
 * @param detectors what found it, in the order of the places
 */
public record Masked(String text, List<Integer> starts, List<Integer> ends, List<String> detectors) {
    private static final String MASK = "***";
    private static final char ESC = '\u001b';

    public Masked {
        starts = List.copyOf(starts);
        ends = List.copyOf(ends);
        detectors = List.copyOf(detectors);
    }

    static Masked none(String text) {
        return new Masked(text, List.of(), List.of(), List.of());
    }

    static Masked of(String text, List<Spans.Span> spans, List<String> names) {
        List<Integer> starts = new ArrayList<>(spans.size());
        List<Integer> ends = new ArrayList<>(spans.size());
        List<String> detectors = new ArrayList<>(spans.size());
        for (Spans.Span span : spans) {
            starts.add(span.from());
            ends.add(span.to());
            detectors.add(names.get(span.detector()));
        }
        return new Masked(text, starts, ends, detectors);
    }

    /** Whether there is anything to hide. */
    public boolean any() {
        return !starts.isEmpty();
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
        int span = 0;
        for (int i = 0; i < styled.length(); ) {
            if (styled.charAt(i) == ESC && styled.length() != text.length()) {
                int end = styled.indexOf('m', i) + 1;
                masked.append(styled, i, end);
                i = end;
                continue;
            }
            if (span < starts.size() && place == ends.get(span)) {
                span++;
            }
            boolean hidden = span < starts.size() && place >= starts.get(span);
            if (!hidden) {
                masked.append(styled.charAt(i));
            }
            place++;
            i++;
            if (hidden && place == ends.get(span)) {
                masked.append(mask(starts.get(span), MASK + behind));
            }
        }
        return masked.toString();
    }

    private String mask(int start, String mask) {
        int at = start;
        while (at > 0 && Chars.isBlank(text.charAt(at - 1))) {
            at--;
        }
        if (at < 2 || text.charAt(at - 1) != ':' || text.charAt(at - 2) != '"') {
            return mask;
        }
        int slashes = at - 2;
        while (slashes > 0 && text.charAt(slashes - 1) == '\\') {
            slashes--;
        }
        String quote = text.substring(slashes, at - 1);
        return quote + mask + quote;
    }
}
