package dev.logcast.line;

import org.jspecify.annotations.Nullable;

/** The escapes of JSON strings (RFC 8259, section 7). */
public final class JsonEscapes {
    private static final String HEX = "0123456789abcdef";
    private static final char REPLACEMENT = '\uFFFD';

    private JsonEscapes() {}

    /**
     * Decodes one escape; a surrogate that is not one of a pair becomes U+FFFD.
     *
     * @param at behind the backslash
     * @return where it ends; -1 for one that JSON does not know
     */
    public static int decode(String text, int at, StringBuilder to) {
        if (at >= text.length()) {
            return -1;
        }
        char c = text.charAt(at);
        switch (c) {
            case '"', '\\', '/' -> to.append(c);
            case 'b' -> to.append('\b');
            case 'f' -> to.append('\f');
            case 'n' -> to.append('\n');
            case 'r' -> to.append('\r');
            case 't' -> to.append('\t');
            case 'u' -> {
                return unicode(text, at + 1, to);
            }
            default -> {
                return -1;
            }
        }
        return at + 1;
    }

    /** What a string says; null where one of its escapes is none. */
    public static @Nullable String decoded(String text, int from, int to) {
        StringBuilder decoded = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            char c = text.charAt(at++);
            if (c == '\\') {
                at = decode(text, at, decoded);
                if (at < 0) {
                    return null;
                }
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    /** What a string is written as, without its quotes. */
    public static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> encoded.append('\\').append(c);
                case '\n' -> encoded.append("\\n");
                case '\r' -> encoded.append("\\r");
                case '\t' -> encoded.append("\\t");
                default -> {
                    if (c < ' ') {
                        encoded.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        encoded.append(c);
                    }
                }
            }
        }
        return encoded.toString();
    }

    /** Where the quote is that ends the string which begins at {@code start}; -1 without one. */
    public static int endOfString(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                i++;
            }
        }
        return -1;
    }

    private static int unicode(String text, int at, StringBuilder to) {
        int unit = hex(text, at);
        if (unit < 0) {
            return -1;
        }
        char c = (char) unit;
        if (!Character.isSurrogate(c)) {
            to.append(c);
            return at + 4;
        }
        int low = Character.isHighSurrogate(c) && text.startsWith("\\u", at + 4) ? hex(text, at + 6) : -1;
        if (low >= 0 && Character.isLowSurrogate((char) low)) {
            to.append(c).append((char) low);
            return at + 10;
        }
        to.append(REPLACEMENT);
        return at + 4;
    }

    private static int hex(String text, int at) {
        if (at + 4 > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
