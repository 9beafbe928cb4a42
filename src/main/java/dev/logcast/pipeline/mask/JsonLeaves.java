package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Spans.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The fitting of what is to be hidden into the JSON that it stands in: of a text that is JSON, of objects in a text, of both in strings of
 * theirs, only contents of strings and whole numbers are hidden, so that what was JSON is JSON. A name is hidden only for what is found in
 * it alone. Of what is cut off, that which is there is treated alike.
 */
final class JsonLeaves {
    private static final List<String> WORDS = List.of("true", "false", "null", "NaN", "Infinity", "-Infinity");

    private enum Kind {
        NAME,
        STRING,
        NUMBER
    }

    /** @param said whether it says something else than what is written, or may be JSON */
    private record Leaf(int from, int to, Kind kind, boolean said) {}

    private final String text;
    private final int start;
    private final List<Leaf> leaves = new ArrayList<>();
    private final BitSet objects = new BitSet();
    private int at;
    private int depth;

    private JsonLeaves(String text, int start) {
        this.text = text;
        this.start = start;
    }

    /** @param scalar whether a number may be all there is */
    private static List<JsonLeaves> all(String text, boolean scalar) {
        List<JsonLeaves> all = new ArrayList<>(1);
        int at = skipSpace(text, 0);
        boolean whole = at < text.length() && (scalar || text.charAt(at) == '[');
        while (at >= 0 && at < text.length()) {
            JsonLeaves json = new JsonLeaves(text, at);
            if (json.read(whole)) {
                all.add(json);
                at = json.at;
            } else {
                at = Math.max(at + 1, json.at);
            }
            whole = false;
            at = text.indexOf('{', at);
        }
        return all;
    }

    /**
     * By character of the JSON in a text, where what begins there ends at the latest: with its string, also where that is one in a
     * string, or with its number; {@code ~} of where the string ends around it, if nothing begins there.
     *
     * @param ends as they are without JSON
     */
    static void bound(String text, int[] ends, boolean scalar) {
        for (JsonLeaves json : all(text, scalar)) {
            for (int i = json.start; i < json.at; i++) {
                ends[i] = ~text.length();
            }
            for (Leaf leaf : json.leaves) {
                Arrays.fill(ends, leaf.from, leaf.to, leaf.to);
                if (leaf.said) {
                    boundSaid(text, leaf.from, leaf.to, ends);
                }
            }
        }
    }

    /** The same of what a string says. */
    static void boundSaid(String text, int from, int to, int[] ends) {
        Decoded said = Decoded.ofJson(text, from, to);
        if (said == null) {
            return;
        }
        int length = said.text().length();
        int[] within = new int[length + 1];
        Arrays.fill(within, length);
        bound(said.text(), within, false);
        for (int i = 0; i < length; i++) {
            Arrays.fill(
                    ends,
                    said.start(i),
                    said.start(i + 1),
                    within[i] < 0 ? ~said.start(~within[i]) : said.start(within[i]));
        }
    }

    /** @param spans in their order, none within another */
    static List<Span> fit(String text, List<Span> spans) {
        return fit(text, spans, true);
    }

    /** @param scalar whether a number may be all there is */
    private static List<Span> fit(String text, List<Span> spans, boolean scalar) {
        List<Span> fitted = new ArrayList<>(spans.size());
        int next = 0;
        int hiddenTo = 0;
        for (JsonLeaves json : all(text, scalar)) {
            next = between(spans, next, hiddenTo, json.start, fitted);
            json.within(spans, next, fitted);
            hiddenTo = json.at;
        }
        between(spans, next, hiddenTo, text.length(), fitted);
        return fitted;
    }

    /** Takes over what is hidden between two texts of JSON. */
    private static int between(List<Span> spans, int first, int from, int to, List<Span> fitted) {
        int next = first;
        while (next < spans.size() && spans.get(next).from() < to) {
            Span span = spans.get(next);
            if (span.to() > from) {
                fitted.add(
                        new Span(Math.max(from, span.from()), Math.min(to, span.to()), span.detector(), span.quote()));
            }
            if (span.to() > to) {
                break;
            }
            next++;
        }
        return next;
    }

    private void within(List<Span> spans, int first, List<Span> fitted) {
        int next = first;
        for (Leaf leaf : leaves) {
            while (next < spans.size() && spans.get(next).to() <= leaf.from) {
                next++;
            }
            List<Span> touching = new ArrayList<>(1);
            for (int i = next; i < spans.size() && spans.get(i).from() < leaf.to; i++) {
                touching.add(spans.get(i));
            }
            if (!touching.isEmpty()) {
                fit(leaf, touching, fitted);
            }
        }
    }

    private void fit(Leaf leaf, List<Span> touching, List<Span> fitted) {
        if (leaf.kind == Kind.NUMBER) {
            fitted.add(new Span(leaf.from, leaf.to, touching.get(0).detector(), "\""));
            return;
        }
        List<Span> inside = new ArrayList<>(touching.size());
        for (Span span : touching) {
            int from = Math.max(leaf.from, span.from());
            int to = Math.min(leaf.to, span.to());
            boolean beyond = from > span.from() || to < span.to();
            if (from < to && (leaf.kind == Kind.STRING || !beyond)) {
                inside.add(new Span(from, to, span.detector()));
            }
        }
        Decoded said = leaf.said ? Decoded.ofJson(text, leaf.from, leaf.to) : null;
        if (said == null) {
            fitted.addAll(inside);
            return;
        }
        for (Span span : fit(said.text(), said.here(inside), false)) {
            Span original = said.original(span);
            String quote = original.quote().replace("\\", "\\\\").replace("\"", "\\\"");
            fitted.add(new Span(original.from(), original.to(), original.detector(), quote));
        }
    }

    /**
     * Reads a value, and notes what may be hidden in it.
     *
     * @param whole whether it must be all of the text, if it is no object
     * @return whether it is JSON; {@link #at} is where it ends, or where it shows that it is none
     */
    private boolean read(boolean whole) {
        at = start;
        boolean object = text.charAt(at) == '{';
        return (whole || object) && values() && (object || skipSpace(text, at) == text.length());
    }

    private boolean values() {
        boolean name = false;
        do {
            at = skipSpace(text, at);
            if (at == text.length()) {
                return depth > 0 && !leaves.isEmpty();
            }
            char c = text.charAt(at);
            if (c == '{' || c == '[') {
                objects.set(depth, c == '{');
                depth++;
                at = skipSpace(text, at + 1);
                name = c == '{';
                if (at < text.length() && text.charAt(at) == (name ? '}' : ']')) {
                    if (!closed()) {
                        return false;
                    }
                    name = depth > 0 && objects.get(depth - 1);
                }
                continue;
            }
            if (!leaf(name)) {
                return false;
            }
            if (name) {
                at = skipSpace(text, at);
                if (at < text.length() && text.charAt(at) != ':') {
                    return false;
                }
                at = Math.min(text.length(), at + 1);
                name = false;
                continue;
            }
            if (depth > 0 && !closed()) {
                return false;
            }
            name = depth > 0 && objects.get(depth - 1);
        } while (depth > 0);
        return true;
    }

    /** Passes what stands behind a value, up to the next one: closing brackets and a comma. */
    private boolean closed() {
        while (depth > 0) {
            at = skipSpace(text, at);
            if (at == text.length()) {
                return true;
            }
            char c = text.charAt(at);
            if (c == ',') {
                at++;
                return true;
            }
            if (c != (objects.get(depth - 1) ? '}' : ']')) {
                return false;
            }
            depth--;
            at++;
        }
        return true;
    }

    private boolean leaf(boolean name) {
        char c = text.charAt(at);
        if (c == '"') {
            boolean said = false;
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '"') {
                said |= "\\{[".indexOf(text.charAt(end)) >= 0;
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            end = Math.min(text.length(), end);
            leaves.add(new Leaf(at + 1, end, name ? Kind.NAME : Kind.STRING, said));
            at = Math.min(text.length(), end + 1);
            return true;
        }
        if (name) {
            return false;
        }
        for (String word : WORDS) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return true;
            }
        }
        int end = at;
        while (end < text.length() && "+-.0123456789eE".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        boolean number = end > at && (c == '-' || (c >= '0' && c <= '9'));
        if (number) {
            leaves.add(new Leaf(at, end, Kind.NUMBER, false));
            at = end;
        }
        return number;
    }

    private static int skipSpace(String text, int start) {
        int at = start;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
