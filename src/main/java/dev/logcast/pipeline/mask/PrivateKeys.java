package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Detector.Finder;
import java.util.List;

/** Private keys between {@code -----BEGIN … PRIVATE KEY-----} and its end (RFC 7468, and OpenPGP's of RFC 9580). */
final class PrivateKeys {
    static final Detector BLOCK = new Detector("private-key", List.of("-----begin "), PrivateKeys::block);

    private static final String END = "-----END ";

    private PrivateKeys() {}

    private static long block(String text, int start, int end) {
        int label = text.indexOf("-----", end);
        if (label < 0 || label - end > 40 || text.substring(end, label).indexOf("PRIVATE KEY") < 0) {
            return Finder.NOTHING;
        }
        int close = text.indexOf(END, label + 5);
        return Finder.span(label + 5, close < 0 ? text.length() : close);
    }

    /** Whether a record begins a key that it does not end. */
    static boolean opens(String text) {
        int begin = text.lastIndexOf("-----BEGIN ");
        int label = begin < 0 ? -1 : text.indexOf("PRIVATE KEY", begin);
        return label >= 0 && text.indexOf(END, label) < 0;
    }

    static boolean closes(String text) {
        return text.contains(END);
    }

    /** A record within a key; what is hidden is its last word, if that is base64 and not the end of a sentence. */
    static Masked part(String text) {
        int to = text.length();
        while (to > 0 && text.charAt(to - 1) <= ' ') {
            to--;
        }
        int from = Chars.start(text, to, Chars.BASE64, Integer.MAX_VALUE);
        boolean all = Chars.skipBlanks(text, 0) == from;
        boolean key = from < to && (all || to - from >= 32 || text.charAt(to - 1) == '=');
        return key ? new Masked(text, List.of(from), List.of(to), List.of(BLOCK.name())) : Masked.none(text);
    }
}
