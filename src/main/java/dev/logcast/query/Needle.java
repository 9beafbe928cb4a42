package dev.logcast.query;

/**
 * A text to be found in others, in any case or as it is. Allocates nothing: looks for the needle's rarest character with
 * {@link String#indexOf(int, int)}, which the JVM does many characters at a time, in both its cases, and compares the rest where it
 * stands. Where that has cost too much, as with a long needle in a text of little else than its beginning, it goes on in time linear in
 * the length of the text (Knuth, Morris and Pratt, "Fast pattern matching in strings").
 *
 * <p>Immutable.
 */
public final class Needle {
    /** What logs are made of, the most frequent first; what is not here is rarer. */
    private static final String FREQUENT = " e0ta1in2or3s4l5-d.6c:7u8m9/p\"h,gfbyvw=_[]()kTIENORSADLCxUMPGFqjz";

    private static final int NO_ANCHOR = -1;

    /** Shorter needles are compared wherever they may stand: that costs no more than so many looks at each character. */
    private static final int SHORT = 32;

    /** How many characters of a needle may be compared in vain for each one of the text. */
    private static final int PATIENCE = 8;

    private final String folded;
    private final boolean caseSensitive;

    /** Where the character that is looked for stands in the needle. */
    private final int anchorAt;

    private final char anchor;
    private final char otherAnchor;

    /** How much of the beginning of the needle stands before each of its places; empty for a short one. */
    private final int[] repeated;

    public Needle(String text, boolean caseSensitive) {
        this.caseSensitive = caseSensitive;
        this.folded = caseSensitive ? text : Folding.fold(text);
        this.repeated = folded.length() > SHORT ? repeated(folded) : new int[0];
        this.anchorAt = caseSensitive && folded.length() <= SHORT ? NO_ANCHOR : rarest(folded);
        this.anchor = anchorAt == NO_ANCHOR ? 0 : folded.charAt(anchorAt);
        this.otherAnchor =
                caseSensitive || anchorAt == NO_ANCHOR || Forms.OTHER[anchor] == 0 ? anchor : Forms.OTHER[anchor];
    }

    public boolean in(String text) {
        if (caseSensitive && repeated.length == 0) {
            return text.contains(folded);
        }
        return anchorAt == NO_ANCHOR ? atAnyPlace(text) : atAnAnchor(text);
    }

    private boolean atAnAnchor(String text) {
        int last = text.length() - folded.length() + anchorAt;
        if (last < anchorAt) {
            return false;
        }
        long compared = 0;
        int one = text.indexOf(anchor, anchorAt);
        int other = otherAnchor == anchor ? -1 : text.indexOf(otherAnchor, anchorAt);
        while (one >= 0 || other >= 0) {
            boolean first = other < 0 || (one >= 0 && one < other);
            int at = first ? one : other;
            if (at > last) {
                return false;
            }
            int start = at - anchorAt;
            int same = sameAt(text, start);
            if (same == folded.length()) {
                return true;
            }
            compared += same;
            if (repeated.length > 0 && compared > PATIENCE * (at + (long) folded.length())) {
                return from(text, start + 1);
            }
            if (first) {
                one = text.indexOf(anchor, at + 1);
            } else {
                other = text.indexOf(otherAnchor, at + 1);
            }
        }
        return false;
    }

    private boolean atAnyPlace(String text) {
        if (repeated.length > 0) {
            return from(text, 0);
        }
        for (int start = text.length() - folded.length(); start >= 0; start--) {
            if (sameAt(text, start) == folded.length()) {
                return true;
            }
        }
        return false;
    }

    /** How many characters of the needle stand there. */
    private int sameAt(String text, int start) {
        int i = 0;
        while (i < folded.length() && fold(text.charAt(start + i)) == folded.charAt(i)) {
            i++;
        }
        return i;
    }

    private char fold(char c) {
        return caseSensitive ? c : Folding.fold(c);
    }

    private boolean from(String text, int start) {
        int same = 0;
        for (int i = start; i < text.length(); i++) {
            char c = fold(text.charAt(i));
            while (same > 0 && folded.charAt(same) != c) {
                same = repeated[same - 1];
            }
            if (folded.charAt(same) == c && ++same == folded.length()) {
                return true;
            }
        }
        return false;
    }

    private static int[] repeated(String needle) {
        int[] repeated = new int[needle.length()];
        int same = 0;
        for (int i = 1; i < needle.length(); i++) {
            while (same > 0 && needle.charAt(same) != needle.charAt(i)) {
                same = repeated[same - 1];
            }
            if (needle.charAt(same) == needle.charAt(i)) {
                same++;
            }
            repeated[i] = same;
        }
        return repeated;
    }

    /** The place of the rarest character of which there are two forms at most; {@link #NO_ANCHOR} when there is none. */
    private static int rarest(String folded) {
        int best = NO_ANCHOR;
        int bestRank = -1;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            int index = FREQUENT.indexOf(c);
            int rank = index < 0 ? Integer.MAX_VALUE : index;
            if (rank > bestRank && Forms.OTHER[c] != Forms.MANY) {
                best = i;
                bestRank = rank;
            }
        }
        return best;
    }

    /** Which characters fold to one: of most there are one or two, of k and s three (the Kelvin sign, the long ſ). */
    private static final class Forms {
        private static final char MANY = '\uffff';

        /** By folded character: the other one that folds to it, 0 where there is none, or {@link #MANY}. */
        private static final char[] OTHER = others();

        private static char[] others() {
            char[] others = new char[Character.MAX_VALUE + 1];
            for (int c = 1; c < Character.MAX_VALUE; c++) {
                char folded = Folding.fold((char) c);
                if (folded != c) {
                    others[folded] = others[folded] == 0 ? (char) c : MANY;
                }
            }
            return others;
        }
    }
}
