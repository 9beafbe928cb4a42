package dev.logcast.pipeline.mask;

import java.util.List;
import java.util.Set;

/** Keys as JSON holds them (RFC 7517): what of a symmetric or a private one is secret, in the object that says {@code "kty"}. */
final class WebKeys {
    static final Detector PRIVATE = new Detector("private-key", List.of("kty\"", "kty\\\"", "kty'"), WebKeys::find);

    /** RFC 7518, section 6. */
    private static final Set<String> SECRET = Set.of("k", "d", "p", "q", "dp", "dq", "qi");

    private static final Chars.Kind OF_OBJECT = c -> c != '{' && c != '}';
    private static final Chars.Kind NO_MARK = c -> c != '"' && c != '\'' && c != '\\' && OF_OBJECT.has(c);
    private static final int LEAST = 16;
    private static final int LONGEST = 8192;

    private WebKeys() {}

    private static void find(Text text, int start, int end) {
        if (text.passed(start)) {
            return;
        }
        int at = text.end(text.start(start, OF_OBJECT, LONGEST), NO_MARK);
        int last = text.end(start, OF_OBJECT, LONGEST);
        while (at < last) {
            Quote open = Quote.at(text, at);
            int to = text.end(open.end(), Chars.BASE64_URL);
            int closed = Quote.at(text, to).end();
            int sign = text.skipBlanks(closed);
            boolean member = !open.none() && closed > to && text.at(sign) == ':';
            if (member && SECRET.contains(text.substring(open.end(), Math.min(to, open.end() + 3)))) {
                Quote value = Quote.at(text, text.skipBlanks(sign + 1));
                int valueEnd = text.end(value.end(), Chars.BASE64_URL);
                if (!value.none() && valueEnd - value.end() >= LEAST) {
                    text.hide(value.end(), valueEnd);
                }
            }
            at = text.end(Math.max(at + 1, closed), NO_MARK);
        }
        text.passedTo(last);
    }
}
