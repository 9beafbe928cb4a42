package dev.logcast.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A filter that takes out of text what terminals act upon instead of showing it: escape sequences (ECMA-48), all of them or all but
 * colours (SGR, {@code ESC [ … m}); those that begin with one character of eight bits, as with CSI (U+009B) or OSC (U+009D), among them;
 * and control characters other than tab and line ends, such as BEL, backspace and NUL. Text without any is returned as it is.
 */
final class Escapes {
    /** Stands behind a mask in what is stored: a protected and guarded area (ECMA-48, 8.3.25: DAQ) is not to be transmitted. */
    static final String GUARDED = "\u001b[1o";

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long BLANKS = ' ' * ONES;
    private static final long DELETES = 0x7F * ONES;

    private static final char ESC = '\u001b';
    private static final char BEL = '\u0007';
    private static final char DELETE = '\u007f';
    private static final char NEXT_LINE = '\u0085';
    private static final char STRING_END = '\u009c';
    private static final char LAST_CONTROL = '\u009f';

    private Escapes() {}

    static String none(String text) {
        return any(text) ? without(text, false) : text;
    }

    static String coloursOnly(String text) {
        return any(text) ? without(text, true) : text;
    }

    /** Whether anything was hidden in it before it was stored. */
    static boolean isGuarded(String text) {
        return text.indexOf(ESC) >= 0 && text.contains(GUARDED);
    }

    /** Whether there is anything to take out. Looks at eight characters at a time. */
    static boolean any(String text) {
        // What is beyond Latin-1 becomes a question mark, and is no control character.
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            // A byte below the blank or from 128 on, or DEL, sets its highest bit; what else does so is looked at in
            // vain.
            long suspect = ((eight - BLANKS) | eight | ((eight ^ DELETES) - ONES)) & HIGHS;
            if (suspect != 0 && any(bytes, i, i + Long.BYTES)) {
                return true;
            }
        }
        return any(bytes, i, bytes.length);
    }

    private static boolean any(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = (char) (bytes[i] & 0xFF);
            if (c < ' ' ? isControl(c) : c >= DELETE && c <= LAST_CONTROL && c != NEXT_LINE) {
                return true;
            }
        }
        return false;
    }

    /** Of those below the blank. */
    private static boolean isControl(char c) {
        return c != '\t' && c != '\n' && c != '\r';
    }

    private static String without(String text, boolean keepColours) {
        StringBuilder kept = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != ESC && !isEightBit(c)) {
                if (c < ' ' ? !isControl(c) : c < DELETE || c > LAST_CONTROL || c == NEXT_LINE) {
                    kept.append(c);
                }
                i++;
                continue;
            }
            int end = endOf(text, i);
            int behind = kindAt(text, i) + 1;
            if (keepColours && isColour(text, i, behind, end)) {
                kept.append(ESC).append('[').append(text, behind, end);
            }
            i = end;
        }
        return kept.toString();
    }

    /** Whether a sequence begins with it, as with an ESC and the letter that is 64 less (ECMA-48, 5.3). */
    private static boolean isEightBit(char c) {
        return switch (c) {
            case '\u0090', '\u0098', '\u009b', '\u009d', '\u009e', '\u009f' -> true;
            default -> false;
        };
    }

    /** Where the character that tells the kind of a sequence is: the first one of those of eight bits. */
    private static int kindAt(String text, int start) {
        return text.charAt(start) == ESC ? start + 1 : start;
    }

    private static char kind(String text, int start) {
        return text.charAt(start) == ESC ? text.charAt(start + 1) : (char) (text.charAt(start) - 0x40);
    }

    private static boolean isColour(String text, int start, int behind, int end) {
        if (end <= behind || kind(text, start) != '[' || text.charAt(end - 1) != 'm') {
            return false;
        }
        for (int i = behind; i < end - 1; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != ';' && c != ':') {
                return false;
            }
        }
        return true;
    }

    /**
     * Where a sequence ends; a broken one ends before the character that breaks it. A quote breaks any, for it
     * ends the string that an ESC is the last character of, and {@code @} that of two characters, for it has no meaning, and a control
     * sequence, where it only makes room: it stands behind the password of an address too.
     */
    private static int endOf(String text, int start) {
        int i = kindAt(text, start);
        if (i == text.length()) {
            return i;
        }
        char kind = kind(text, start);
        i++;
        if (kind == '[') {
            while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) <= 0x3F && text.charAt(i) != '"') {
                i++;
            }
            return i < text.length() && text.charAt(i) > '@' && text.charAt(i) <= 0x7E ? i + 1 : i;
        }
        if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_') {
            for (int end = i; end < text.length(); end++) {
                if (text.charAt(end) == BEL || text.charAt(end) == STRING_END) {
                    return end + 1;
                }
                if (text.charAt(end) == ESC) {
                    return end + 1 < text.length() && text.charAt(end + 1) == '\\' ? end + 2 : end;
                }
                if (isEightBit(text.charAt(end))) {
                    return end;
                }
            }
            return i;
        }
        while (kind >= 0x20 && kind <= 0x2F && kind != '"' && i < text.length()) {
            kind = text.charAt(i++);
        }
        return kind >= 0x20 && kind <= 0x7E && kind != '"' && kind != '@' ? i : i - 1;
    }
}
