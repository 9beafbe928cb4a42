package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Detector.Single;
import java.util.List;

/** Private keys between {@code -----BEGIN … PRIVATE KEY-----} and its end (RFC 7468, and OpenPGP's of RFC 9580). */
final class PrivateKeys {
    static final Detector BLOCK = Detector.of("private-key", List.of("-----begin "), PrivateKeys::block);

    private static final String END = "-----END ";

    private PrivateKeys() {}

    private static long block(Text text, int start, int end) {
        int label = text.find("-----", end);
        if (label == text.length()
                || label - end > 40
                || text.substring(end, label).indexOf("PRIVATE KEY") < 0) {
            return Single.NOTHING;
        }
        return Single.span(label + 5, text.find(END, label + 5));
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
