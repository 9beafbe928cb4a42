package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Spans.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Fits what is to be hidden into the JSON that it stands in: of a text that is JSON, of objects in a text, of both in strings of theirs,
 * only contents of strings and whole numbers are hidden, so that what was JSON is JSON. A name is hidden only for what is found in it
 * alone. Of what is cut off, that which is there is treated alike.
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
    private final List<Leaf> leaves = new ArrayList<>();
    private final BitSet objects = new BitSet();
    private int at;
    private int depth;

    private JsonLeaves(String text) {
        this.text = text;
    }

    /** @param spans in their order, none within another */
    static List<Span> fit(String text, List<Span> spans) {
        return fit(text, spans, true);
    }

    /** @param scalar whether a number may be all there is */
    private static List<Span> fit(String text, List<Span> spans, boolean scalar) {
        List<Span> fitted = new ArrayList<>(spans.size());
        int next = 0;
        int at = skipSpace(text, 0);
        boolean whole = at < text.length() && (scalar || text.charAt(at) == '[');
        int hiddenTo = 0;
        while (at < text.length()) {
            JsonLeaves json = new JsonLeaves(text);
            int end = json.read(at, whole);
            if (end < 0) {
                at = Math.max(at + 1, json.at);
            } else {
                next = json.between(spans, next, hiddenTo, at, fitted);
                json.within(spans, next, fitted);
                hiddenTo = end;
                at = end;
            }
            whole = false;
            at = text.indexOf('{', at);
            if (at < 0) {
                break;
            }
        }
        new JsonLeaves(text).between(spans, next, hiddenTo, text.length(), fitted);
        return fitted;
    }

    /** Takes over what is hidden between two texts of JSON. */
    private int between(List<Span> spans, int first, int from, int to, List<Span> fitted) {
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
     * @return where it ends; -1 when it is no JSON, and {@link #at} is where that shows
     */
    private int read(int start, boolean whole) {
        at = start;
        if (!whole && text.charAt(at) != '{') {
            return -1;
        }
        boolean object = text.charAt(at) == '{';
        boolean json = values();
        boolean all = object || skipSpace(text, at) == text.length();
        return json && all ? at : -1;
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
