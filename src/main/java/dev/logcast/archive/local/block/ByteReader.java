package dev.logcast.archive.local.block;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A reader of what {@link ByteWriter} has written. Not thread-safe. */
public final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** @throws IndexOutOfBoundsException if the range is not within the bytes; so do all reads behind the end */
    public ByteReader(byte[] bytes, int from, int end) {
        Objects.checkFromToIndex(from, end, bytes.length);
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    byte[] array() {
        return bytes;
    }

    int at() {
        return at;
    }

    /** How many bytes are left. */
    int left() {
        return end - at;
    }

    public int next() {
        if (at >= end) {
            throw new IndexOutOfBoundsException("read behind the end, at " + at);
        }
        return bytes[at++] & 0xFF;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = next();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    /** @throws IndexOutOfBoundsException if there is no such length or count in what follows */
    public int count() {
        long count = number();
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException("no such count: " + count);
        }
        return (int) count;
    }

    public long signed() {
        long written = number();
        return (written >>> 1) ^ -(written & 1);
    }

    public long fixed() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (long) next() << shift;
        }
        return value;
    }

    public String text() {
        return text(count());
    }

    /** @param length in bytes */
    public String text(int length) {
        int from = skip(length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    /** Passes over bytes, and says where they begin. */
    int skip(int length) {
        if (length < 0 || length > end - at) {
            throw new IndexOutOfBoundsException("read behind the end, at " + at);
        }
        int from = at;
        at += length;
        return from;
    }

    ByteReader section() {
        int length = count();
        int from = skip(length);
        return new ByteReader(bytes, from, from + length);
    }
}
