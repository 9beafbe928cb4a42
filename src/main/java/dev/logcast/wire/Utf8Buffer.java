package dev.logcast.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being written: UTF-8 text, numbers, JSON strings. Grows as needed. Not thread-safe. */
public final class Utf8Buffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes;
    private int length;

    public Utf8Buffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** What was written, and room behind it. What is written later may be elsewhere, these bytes never change. */
    public byte[] array() {
        return bytes;
    }

    /** Gives back the room behind what was written. */
    public void trim() {
        bytes = toBytes();
    }

    public int length() {
        return length;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public Utf8Buffer ascii(String text) {
        int n = text.length();
        ensure(n);
        copyLatin1(text, 0, n, bytes, length);
        length += n;
        return this;
    }

    public Utf8Buffer bytes(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    public Utf8Buffer utf8(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public Utf8Buffer utf8(String text, int start, int end) {
        return utf8(text.substring(start, end));
    }

    public Utf8Buffer put(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    public Utf8Buffer number(long value) {
        ensure(20);
        if (value < 0) {
            return ascii(Long.toString(value));
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** A number of so many digits, with zeros in front. */
    Utf8Buffer digits(int value, int n) {
        ensure(n);
        int rest = value;
        for (int i = length + n - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += n;
        return this;
    }

    /** A JSON string with its quotes (RFC 8259, section 7). */
    public Utf8Buffer json(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        put('"');
        int from = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b < 0) {
                continue;
            }
            byte escape = ESCAPES[b];
            if (escape == 0) {
                continue;
            }
            raw(utf8, from, i);
            from = i + 1;
            if (escape == 'u') {
                ascii("\\u00");
                ensure(2);
                bytes[length++] = HEX[b >> 4];
                bytes[length++] = HEX[b & 15];
            } else {
                ensure(2);
                bytes[length++] = '\\';
                bytes[length++] = escape;
            }
        }
        raw(utf8, from, utf8.length);
        return put('"');
    }

    private void raw(byte[] from, int start, int end) {
        int n = end - start;
        ensure(n);
        System.arraycopy(from, start, bytes, length, n);
        length += n;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    @SuppressWarnings("deprecation") // the one bulk copy that does not allocate; the text is ASCII
    private static void copyLatin1(String text, int start, int end, byte[] to, int at) {
        text.getBytes(start, end, to, at);
    }

    private static byte[] escapes() {
        byte[] table = new byte[128];
        Arrays.fill(table, 0, 0x20, (byte) 'u');
        table[0x7F] = 'u';
        table['"'] = '"';
        table['\\'] = '\\';
        table['\n'] = 'n';
        table['\r'] = 'r';
        table['\t'] = 't';
        table['\b'] = 'b';
        table['\f'] = 'f';
        return table;
    }
}
