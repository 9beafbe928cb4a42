package dev.logcast.source.record;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of a file's text, and which of them end a line: the code unit 0x0A or 0x0D. In all encodings but UTF-16 and UTF-32 a unit
 * is one byte, and no byte of another character looks like either.
 *
 * @param unit bytes of a code unit: 1, 2 or 4
 * @param low which byte of a unit holds its low bits
 * @param mark bytes of the byte order mark at the beginning of the file
 */
public record TextEncoding(Charset charset, int unit, int low, int mark) {
    /** So many bytes at the beginning of a file say whether it has a byte order mark. */
    public static final int MARK_BYTES = 4;

    private static final int CHARACTERS_AT_ONCE = 1024;

    /** The encoding that was configured, without a mark. */
    public static TextEncoding of(Charset charset) {
        return switch (charset.name()) {
            case "UTF-16", "UTF-16BE" -> new TextEncoding(StandardCharsets.UTF_16BE, 2, 1, 0);
            case "UTF-16LE" -> new TextEncoding(StandardCharsets.UTF_16LE, 2, 0, 0);
            case "UTF-32", "UTF-32BE" -> new TextEncoding(Charset.forName("UTF-32BE"), 4, 3, 0);
            case "UTF-32LE" -> new TextEncoding(Charset.forName("UTF-32LE"), 4, 0, 0);
            default -> new TextEncoding(charset, 1, 0, 0);
        };
    }

    /** What a file's first bytes say; the configured encoding when they are no byte order mark. */
    public static TextEncoding sniff(byte[] bytes, int start, int length, Charset configured) {
        if (begins(bytes, start, length, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 1, 0, 3);
        }
        if (begins(bytes, start, length, 0xFF, 0xFE, 0, 0)) {
            return new TextEncoding(Charset.forName("UTF-32LE"), 4, 0, 4);
        }
        if (begins(bytes, start, length, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2, 0, 2);
        }
        if (begins(bytes, start, length, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2, 1, 2);
        }
        return of(configured);
    }

    /** Whether the unit at this index is the character; the whole unit must be there. */
    public boolean is(byte[] bytes, int at, char ascii) {
        for (int i = 0; i < unit; i++) {
            if (bytes[at + i] != (i == low ? ascii : 0)) {
                return false;
            }
        }
        return true;
    }

    String decode(byte[] bytes, int start, int length) {
        return new String(bytes, start, length, charset);
    }

    /** Decodes as many whole characters as fit into so many bytes. */
    String decodeWhole(byte[] bytes, int start, int length) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(length * (double) decoder.maxCharsPerByte()) + 1);
        decoder.decode(ByteBuffer.wrap(bytes, start, length), text, false);
        return text.flip().toString();
    }

    /**
     * How many characters are none: sequences of bytes for each of which decoding gives U+FFFD.
     *
     * @param ended whether the bytes end with a character; if not, a part of one at their end is none of them
     */
    int malformed(byte[] bytes, int start, int length, boolean ended) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer from = ByteBuffer.wrap(bytes, start, length);
        CharBuffer to = CharBuffer.allocate(CHARACTERS_AT_ONCE);
        int count = 0;
        for (CoderResult result = decoder.decode(from, to, ended);
                !result.isUnderflow();
                result = decoder.decode(from, to.clear(), ended)) {
            if (result.isError()) {
                from.position(from.position() + result.length());
                count++;
            }
        }
        return count;
    }

    private static boolean begins(byte[] bytes, int start, int length, int... mark) {
        if (length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[start + i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
