package dev.logcast.archive.local.block;

import dev.logcast.query.Folding;
import java.util.Arrays;

/**
 * The sequences of four characters, in any case, that the texts of a block hold: two bits for each. A text can only be in a block that has
 * the bits of all its sequences; those of a single one may be there by chance, all of a longer text hardly are. (Bloom filters of n-grams
 * with two hash functions, the idea of codesearch's trigrams.) Not thread-safe.
 */
public final class Grams {
    /** Bits of the largest set, as a power of two. */
    public static final int BITS = 18;

    static final int LENGTH = 4;

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final long[] words = new long[1 << (BITS - 6)];

    void clear() {
        Arrays.fill(words, 0);
    }

    /** @param bytes a text in ASCII */
    void addAscii(byte[] bytes, int from, int to) {
        long gram = 0;
        int end = Math.min(to, from + LENGTH - 1);
        int i = from;
        for (; i < end; i++) {
            gram = (gram << 16) | folded(bytes[i]);
        }
        for (; i < to; i++) {
            gram = (gram << 16) | folded(bytes[i]);
            set(gram);
        }
    }

    private static int folded(byte ascii) {
        return ascii >= 'A' && ascii <= 'Z' ? ascii | 0x20 : ascii;
    }

    void add(CharSequence text) {
        long gram = 0;
        for (int i = 0; i < text.length(); i++) {
            gram = (gram << 16) | Folding.fold(text.charAt(i));
            if (i >= LENGTH - 1) {
                set(gram);
            }
        }
    }

    private void set(long gram) {
        long hash = gram * FACTOR;
        int one = one(hash);
        int other = other(hash);
        words[one >>> 6] |= 1L << one;
        words[other >>> 6] |= 1L << other;
    }

    /** The bits, with so many of them as a power of two: where a set is smaller, neighbours share one. */
    public long[] folded(int bits) {
        return fold(words.clone(), bits);
    }

    public static long[] fold(long[] from, int bits) {
        long[] set = from;
        while (set.length > Math.max(1, 1 << (bits - 6))) {
            long[] half = new long[set.length / 2];
            for (int i = 0; i < set.length; i++) {
                half[i / 2] |= pairs(set[i]) << (32 * (i & 1));
            }
            set = half;
        }
        return set;
    }

    /** Of each two neighbouring bits their union, closed up in the lower half. */
    private static long pairs(long word) {
        long union = (word | (word >>> 1)) & 0x5555_5555_5555_5555L;
        union = (union | (union >>> 1)) & 0x3333_3333_3333_3333L;
        union = (union | (union >>> 2)) & 0x0F0F_0F0F_0F0F_0F0FL;
        union = (union | (union >>> 4)) & 0x00FF_00FF_00FF_00FFL;
        union = (union | (union >>> 8)) & 0x0000_FFFF_0000_FFFFL;
        return (union | (union >>> 16)) & 0x0000_0000_FFFF_FFFFL;
    }

    /** The bits of a text, in a set of {@value #BITS}; none for one that is too short. */
    public static int[] slots(String text) {
        int count = Math.max(0, text.length() - LENGTH + 1);
        int[] slots = new int[2 * count];
        int next = 0;
        long gram = 0;
        for (int i = 0; i < text.length(); i++) {
            gram = (gram << 16) | Folding.fold(text.charAt(i));
            if (i >= LENGTH - 1) {
                long hash = gram * FACTOR;
                slots[next++] = one(hash);
                slots[next++] = other(hash);
            }
        }
        return slots;
    }

    private static int one(long hash) {
        return (int) (hash >>> (Long.SIZE - BITS));
    }

    private static int other(long hash) {
        return (int) (hash >>> (Long.SIZE - 2 * BITS)) & ((1 << BITS) - 1);
    }
}
