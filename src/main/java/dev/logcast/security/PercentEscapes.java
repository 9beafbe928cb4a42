package dev.logcast.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent escapes of an address (RFC 3986, section 2.1) that must be UTF-8, of which servers make this or that where they are none. */
final class PercentEscapes {
    private PercentEscapes() {}

    /**
     * What is wrong with them, and what to do; null when nothing is.
     *
     * @param text of the path or of the query, as it was sent
     */
    static @Nullable String mistake(@Nullable String text) {
        if (text == null) {
            return null;
        }
        ByteBuffer run = ByteBuffer.allocate(text.length());
        int begin = 0;
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) != '%') {
                i++;
                continue;
            }
            run.clear();
            begin = i;
            for (; i < text.length() && text.charAt(i) == '%'; i += 3) {
                int high = i + 1 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    String found = text.substring(i, Math.min(text.length(), i + 3));
                    return '"' + found + "\" is no percent escape. Write a percent sign as %25.";
                }
                if (high + low == 0) {
                    return "\"%00\" is a character that nothing here has in it. Leave it out.";
                }
                run.put((byte) (high << 4 | low));
            }
            try {
                StandardCharsets.UTF_8.newDecoder().decode(run.flip());
            } catch (CharacterCodingException e) {
                return '"' + text.substring(begin, i)
                        + "\" is not UTF-8. Write characters as the bytes of their UTF-8.";
            }
        }
        return null;
    }
}
