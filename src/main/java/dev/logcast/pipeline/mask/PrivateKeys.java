package dev.logcast.pipeline.mask;

import java.util.List;

/** Private keys between {@code -----BEGIN … PRIVATE KEY-----} and its end (RFC 7468, and OpenPGP's of RFC 9580). */
final class PrivateKeys {
    static final Detector BLOCK = new Detector("private-key", List.of("-----begin "), PrivateKeys::block);

    private static final String END = "-----END ";

    private PrivateKeys() {}

    /** A key that ends may be a list of its lines; one that does not goes no further than its string. */
    private static void block(Text text, int start, int end) {
        int label = text.find("-----", end);
        if (label == text.length()
                || label - end > 40
                || text.substring(end, label).indexOf("PRIVATE KEY") < 0) {
            return;
        }
        int from = label + 5;
        int to = text.find(END, from);
        if (to < text.length()) {
            text.hideAll(from, to);
        } else {
            text.hide(from, to);
        }
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
        int from = to;
        while (from > 0 && Chars.BASE64.has(text.charAt(from - 1))) {
            from--;
        }
        boolean all = text.substring(0, from).isBlank();
        boolean key = from < to && (all || to - from >= 32 || text.charAt(to - 1) == '=');
        return key ? Masked.of(text, List.of(new Spans.Span(from, to, 0)), List.of(BLOCK.name())) : Masked.none(text);
    }
}
