package dev.logcast.pipeline;

import dev.logcast.line.Ascii;
import dev.logcast.line.JsonEscapes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields that journald's JSON writes as arrays of bytes, since they hold control characters or no UTF-8 (systemd's "Journal
 * JSON Format"): read as UTF-8 and put in their place as strings, so that what they say is seen, and what is secret in it hidden.
 * What is malformed becomes U+FFFD; of terminal escapes and control characters only whole colours stay. Takes time linear in the
 * length of the text.
 */
final class JournalBytes {
    private static final String MESSAGE = "\"MESSAGE\"";
    private static final String TIME = "\"__REALTIME_TIMESTAMP\"";

    private final String text;
    private final StringBuilder decoded;
    private int copied;

    private int at;

    private JournalBytes(String text) {
        this.text = text;
        this.decoded = new StringBuilder(text.length());
    }

    /** The same object where there is no such field. */
    static String decode(String text) {
        boolean candidate =
                text.startsWith("{") && text.indexOf('[') > 0 && (text.contains(MESSAGE) || text.contains(TIME));
        return candidate ? new JournalBytes(text).decoded() : text;
    }

    private String decoded() {
        int nameStart = 0;
        int nameEnd = 0;
        boolean field = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                nameStart = at + 1;
                nameEnd = JsonEscapes.endOfString(text, nameStart);
                if (nameEnd < 0) {
                    break;
                }
                at = nameEnd + 1;
            } else if (c == ':') {
                field = isName(nameStart, nameEnd);
                at++;
            } else if (c == '[' && field) {
                array(at);
            } else {
                at++;
            }
        }
        return copied == 0 ? text : decoded.append(text, copied, text.length()).toString();
    }

    private boolean isName(int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Ascii.isUpper(c) && !Ascii.isDigit(c) && c != '_') {
                return false;
            }
        }
        return end > start;
    }

    /** Puts a string in place of an array, if it is one of bytes; of a field that came twice there are arrays in an array. */
    private void array(int open) {
        byte[] bytes = new byte[64];
        int length = 0;
        at = open + 1;
        while (true) {
            skipSpace();
            int end = Math.min(Ascii.digitsEnd(text, at), at + 4);
            if (end == at || end > at + 3) {
                return;
            }
            int value = Integer.parseInt(text, at, end, 10);
            if (value > 255) {
                return;
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = (byte) value;
            at = end;
            skipSpace();
            char c = at < text.length() ? text.charAt(at++) : 0;
            if (c == ']') {
                break;
            }
            if (c != ',') {
                return;
            }
        }
        decoded.append(text, copied, open);
        // Colours stay, for whoever shows them. A sequence that is broken would be read to go on behind the string.
        string(Escapes.coloursOnly(new String(bytes, 0, length, StandardCharsets.UTF_8)));
        copied = at;
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private void string(String value) {
        decoded.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> decoded.append('\\').append(c);
                case '\n' -> decoded.append("\\n");
                case '\r' -> decoded.append("\\r");
                case '\t' -> decoded.append("\\t");
                default -> decoded.append(c);
            }
        }
        decoded.append('"');
    }
}
