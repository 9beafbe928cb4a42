package dev.logcast.archive.local;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being written: numbers of variable length (LEB128, signed ones in zigzag), texts with their length before them. Not thread-safe. */
final class Out {
    private byte[] bytes;
    private int length;

    Out(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    Out put(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** A number that is not negative takes a byte for each seven bits. */
    Out number(long value) {
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
    Out signed(long value) {
        return number((value << 1) ^ (value >> 63));
    }

    Out fixed(long value) {
        ensure(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    Out bytes(byte[] more, int from, int count) {
        ensure(count);
        System.arraycopy(more, from, bytes, length, count);
        length += count;
        return this;
    }

    Out section(Out other) {
        return number(other.length).bytes(other.bytes, 0, other.length);
    }

    Out text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return number(encoded.length).bytes(encoded, 0, encoded.length);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
