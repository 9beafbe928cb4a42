package dev.logcast.archive.local.block;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being written: numbers of variable length (LEB128, signed ones in zigzag), texts with their length before them. Not thread-safe. */
public final class ByteWriter {
    private byte[] bytes;
    private int length;

    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public ByteWriter put(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** A number that is not negative takes a byte for each seven bits. */
    public ByteWriter number(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** A number of either sign, short when it is near zero. */
    public ByteWriter signed(long value) {
        return number((value << 1) ^ (value >> 63));
    }

    public ByteWriter fixed(long value) {
        ensure(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    ByteWriter bytes(byte[] more, int from, int count) {
        ensure(count);
        System.arraycopy(more, from, bytes, length, count);
        length += count;
        return this;
    }

    ByteWriter section(ByteWriter other) {
        return number(other.length).bytes(other.bytes, 0, other.length);
    }

    public ByteWriter text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return number(encoded.length).bytes(encoded, 0, encoded.length);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
