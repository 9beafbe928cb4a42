package dev.logcast.archive.local;

import dev.logcast.archive.local.block.BlockHeader;
import dev.logcast.archive.local.block.ByteReader;
import dev.logcast.archive.local.block.ByteWriter;
import java.util.Arrays;

/** The blocks of a segment in their order, and what is looked at to choose among them. Not thread-safe. */
final class BlockTable {
    private static final int LOSSY = 1 << 7;

    private int size;
    private long[] offsets = new long[64];
    private int[] lengths = new int[64];
    private long[] firsts = new long[64];
    private long[] lasts = new long[64];
    private long[] mins = new long[64];
    private long[] maxs = new long[64];
    private byte[] levels = new byte[64];

    int size() {
        return size;
    }

    void add(BlockFile.Located block) {
        BlockHeader header = block.header();
        add(
                block.offset(),
                block.length(),
                header.firstSequence(),
                header.lastSequence(),
                header.minMillis(),
                header.maxMillis(),
                header.levels() | (header.lossy() ? LOSSY : 0));
    }

    private void add(long offset, int length, long first, long last, long min, long max, int level) {
        if (size == offsets.length) {
            int capacity = 2 * size;
            offsets = Arrays.copyOf(offsets, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            firsts = Arrays.copyOf(firsts, capacity);
            lasts = Arrays.copyOf(lasts, capacity);
            mins = Arrays.copyOf(mins, capacity);
            maxs = Arrays.copyOf(maxs, capacity);
            levels = Arrays.copyOf(levels, capacity);
        }
        offsets[size] = offset;
        lengths[size] = length;
        firsts[size] = first;
        lasts[size] = last;
        mins[size] = min;
        maxs[size] = max;
        levels[size++] = (byte) level;
    }

    /** Where the next block begins if there is no damage in between. */
    long end() {
        return size == 0 ? 0 : offsets[size - 1] + lengths[size - 1];
    }

    long offset(int block) {
        return offsets[block];
    }

    int length(int block) {
        return lengths[block];
    }

    long first(int block) {
        return firsts[block];
    }

    long last(int block) {
        return lasts[block];
    }

    long min(int block) {
        return mins[block];
    }

    long max(int block) {
        return maxs[block];
    }

    /** As in {@link BlockHeader#levels()}. */
    int levels(int block) {
        return levels[block] & ~LOSSY & 0xFF;
    }

    boolean lossy(int block) {
        return (levels[block] & LOSSY) != 0;
    }

    /** The first block that holds a line behind this sequence number; {@link #size()} when there is none. */
    int behind(long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lasts[middle] > sequence) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Writes blocks down, to be read by {@link #read}. */
    void write(int from, int to, ByteWriter out) {
        for (int i = from; i < to; i++) {
            out.number(offsets[i])
                    .number(lengths[i])
                    .number(firsts[i])
                    .number(lasts[i] - firsts[i])
                    .signed(mins[i])
                    .signed(maxs[i])
                    .put(levels[i]);
        }
    }

    void read(ByteReader in, int count) {
        for (int i = 0; i < count; i++) {
            long offset = in.number();
            int length = in.count();
            long first = in.number();
            long last = first + in.number();
            add(offset, length, first, last, in.signed(), in.signed(), in.next());
        }
    }
}
