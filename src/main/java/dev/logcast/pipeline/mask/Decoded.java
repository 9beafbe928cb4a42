package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.line.JsonEscapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text with what is written in other signs as what it stands for, and where each of its characters stands in the original. Immutable.
 */
final class Decoded {
    /** What a text that has something to decode contains, one of them at least, as an {@link Automaton} looks for it. */
    static final List<String> SIGNS = List.of(
            "%0",
            "\\u0", "\\x0", "\\/", "&lt;", "&gt;", "&quot;", "&apos;", "&amp;", "&#", "\u200b", "\u200c", "\u200d",
            "\u2060", "\ufeff", "\u00ad", "\b", "\u0000", "\u001b", "\\e[", "\\033[");

    private static final Map<String, Character> ENTITIES =
            Map.of("lt", '<', "gt", '>', "quot", '"', "apos", '\'', "amp", '&');
    private static final String INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u0000";
    private static final char ESC = '\u001b';
    private static final int LONGEST_REFERENCE = 8;

    private final String text;

    /** By character, and behind the last one. */
    private final int[] starts;

    private Decoded(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    String text() {
        return text;
    }

    /** Where a character of it begins in the original; of its end, where that is. */
    int start(int index) {
        return starts[index];
    }

    /** Puts a text together that is as long as another one at most. */
    private static final class Builder {
        private final StringBuilder text;
        private final int[] starts;

        Builder(int most) {
            text = new StringBuilder(most);
            starts = new int[most + 1];
        }

        void add(char c, int start) {
            starts[text.length()] = start;
            text.append(c);
        }

        void remove() {
            text.setLength(Math.max(0, text.length() - 1));
        }

        Decoded end(int end) {
            starts[text.length()] = end;
            return new Decoded(text.toString(), Arrays.copyOf(starts, text.length() + 1));
        }
    }

    /** One layer of percent-encoding, character references and escapes taken off, and what is not seen; null where there is none. */
    static @Nullable Decoded of(String text) {
        Builder decoded = new Builder(text.length());
        boolean any = false;
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            int end = at + 1;
            long found = c == '%'
                    ? hex(text, at + 1, 2)
                    : c == '\\' ? escape(text, at + 1) : c == '&' ? reference(text, at) : -1;
            if (found >= 0) {
                any = true;
                end = (int) (found >>> 16);
                c = (char) found;
            }
            if (c == ESC) {
                any = true;
                end = controlEnd(text, end);
            } else if (INVISIBLE.indexOf(c) >= 0) {
                any = true;
            } else if (c == '\b') {
                any = true;
                decoded.remove();
            } else {
                decoded.add(c, at);
            }
            at = end;
        }
        return any ? decoded.end(text.length()) : null;
    }

    /** What a string of JSON says; null where its escapes are none. */
    static @Nullable Decoded ofJson(String text, int from, int to) {
        Builder decoded = new Builder(to - from);
        StringBuilder characters = new StringBuilder(2);
        for (int at = from; at < to; ) {
            int start = at;
            if (text.charAt(at) == '\\') {
                characters.setLength(0);
                at = JsonEscapes.decode(text, at + 1, characters);
                if (at < 0 || at > to) {
                    return null;
                }
                for (int i = 0; i < characters.length(); i++) {
                    decoded.add(characters.charAt(i), start);
                }
            } else {
                decoded.add(text.charAt(at), at);
                at++;
            }
        }
        return decoded.end(to);
    }

    /** Where in the original what is hidden here stands: whole characters of it, in whatever signs. */
    Spans.Span original(Spans.Span span) {
        return new Spans.Span(starts[span.from()], starts[span.to()], span.detector(), span.quote());
    }

    /** The other way round; what lies in none of the characters is left out. */
    List<Spans.Span> here(List<Spans.Span> spans) {
        List<Spans.Span> here = new ArrayList<>(spans.size());
        for (Spans.Span span : spans) {
            int from = index(span.from());
            int to = index(span.to());
            from = from < 0 ? -from - 2 : from;
            to = to < 0 ? -to - 1 : to;
            // Of a pair of surrogates that one escape stands for, both.
            while (from > 0 && starts[from - 1] == starts[from]) {
                from--;
            }
            while (to < text.length() && to > 0 && starts[to] == starts[to - 1]) {
                to++;
            }
            from = Math.max(0, from);
            to = Math.min(text.length(), to);
            if (from < to) {
                here.add(new Spans.Span(from, to, span.detector()));
            }
        }
        return here;
    }

    private int index(int original) {
        return Arrays.binarySearch(starts, original);
    }

    /** The character of so many hexadecimal digits, and where they end: {@code end << 16 | character}; -1 where they are none of ASCII. */
    private static long hex(String text, int at, int digits) {
        int value = 0;
        if (at + digits > text.length()) {
            return -1;
        }
        for (int i = at; i < at + digits; i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return found(value, at + digits);
    }

    private static long found(int value, int end) {
        return (value >= ' ' && value < 0x7F) || value == ESC ? (long) end << 16 | value : -1;
    }

    /**
     * Where a control sequence ends whose escape ends here (ECMA-48: CSI); the same place where there is none. {@code @} only makes room,
     * and is taken for what follows a password.
     */
    private static int controlEnd(String text, int start) {
        if (start == text.length() || text.charAt(start) != '[') {
            return start;
        }
        int at = start + 1;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= ';') {
            at++;
        }
        return at < text.length() && Ascii.isLetter(text.charAt(at)) ? at + 1 : at;
    }

    private static long escape(String text, int at) {
        if (text.startsWith("u", at)) {
            return hex(text, at + 1, 4);
        } else if (text.startsWith("x", at)) {
            return hex(text, at + 1, 2);
        } else if (text.startsWith("e[", at) || text.startsWith("033[", at)) {
            return found(ESC, text.indexOf('[', at));
        }
        return text.startsWith("/", at) ? found('/', at + 1) : -1;
    }

    private static long reference(String text, int at) {
        int end = at + 1;
        while (end < text.length() && end < at + LONGEST_REFERENCE && text.charAt(end) != ';') {
            end++;
        }
        if (end == text.length() || text.charAt(end) != ';') {
            return -1;
        }
        if (text.charAt(at + 1) != '#') {
            Character named = ENTITIES.get(text.substring(at + 1, end));
            return named == null ? -1 : found(named, end + 1);
        }
        boolean hex = text.startsWith("x", at + 2) || text.startsWith("X", at + 2);
        String digits = text.substring(at + (hex ? 3 : 2), end);
        try {
            return found(Integer.parseInt(digits, hex ? 16 : 10), end + 1);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
