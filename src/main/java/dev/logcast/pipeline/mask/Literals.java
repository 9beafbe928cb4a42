package dev.logcast.pipeline.mask;

import java.util.Arrays;

/**
 * Strings in a text, and where they end: those of JSON, also in strings of it, and quoted values of logfmt. What is found in one does not
 * go on in the next, even if a quotation mark within is never closed. Immutable.
 */
final class Literals {
    /** By character: where what begins there ends at the latest; {@code ~} of it where nothing begins. */
    private final int[] ends;

    private Literals(int[] ends) {
        this.ends = ends;
    }

    static Literals of(String text) {
        int[] ends = new int[text.length() + 1];
        Arrays.fill(ends, text.length());
        JsonLeaves.bound(text, ends, true);
        quoted(text, ends);
        return new Literals(ends);
    }

    /** Where what begins here ends at the latest; the same place where nothing can begin: between strings of JSON. */
    int end(int from) {
        return ends[from] < 0 ? from : ends[from];
    }

    /** Where the string ends that this place is in; the end of the text, if in none. */
    int around(int at) {
        return ends[at] < 0 ? ~ends[at] : ends[at];
    }

    /** {@code name="…"}, that ends with a mark behind which the next thing can begin. */
    private static void quoted(String text, int[] ends) {
        int open = text.indexOf("=\"");
        while (open >= 0) {
            int from = open + 2;
            int next = from;
            if (open > 0 && Chars.IDENTIFIER.has(text.charAt(open - 1)) && ends[open] == text.length()) {
                int to = close(text, from);
                next = Math.max(from, to);
                if (to < text.length() && text.charAt(to) == '"') {
                    Arrays.fill(ends, from, to, to);
                    Arrays.fill(ends, to, Math.min(text.length(), to + 2), ~text.length());
                    JsonLeaves.boundSaid(text, from, to, ends);
                }
            }
            open = text.indexOf("=\"", next);
        }
    }

    /** Where the mark is that closes, or the line ends. */
    private static int close(String text, int from) {
        int at = from;
        while (at < text.length() && !Chars.endsLine(text.charAt(at))) {
            char c = text.charAt(at);
            if (c == '"' && closes(text, at + 1)) {
                return at;
            }
            boolean pair = c == '\\' || (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"');
            at += pair ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private static boolean closes(String text, int behind) {
        return behind >= text.length() || text.charAt(behind) <= ' ' || ",;)]}>/".indexOf(text.charAt(behind)) >= 0;
    }
}
