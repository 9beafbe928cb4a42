package dev.logcast.archive.local;

import dev.logcast.archive.local.block.ByteReader;
import dev.logcast.archive.local.block.ByteWriter;
import dev.logcast.archive.local.block.Checksum;
import dev.logcast.archive.local.block.Grams;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The index of what a segment's blocks hold, in groups of up to {@value #GROUP}: the table of the group, and the {@link Grams} of its
 * blocks, bit by bit: for each bit of a set a word, in which each block has its bit. One word so tells of a whole group (the layout of
 * bit-sliced signature files). All of it can be made again of the blocks.
 *
 * <p>A group, numbers in big endian: {@code "LCG3"}, number of blocks, bits of a set as a power of two, length of the table, CRC-32C of
 * what follows, each in four bytes; the table; the words, of which each {@value #ROW} are followed by their CRC-32C in eight bytes: a
 * word is asked for long after the group was read. Not thread-safe but for reading words.
 */
final class IndexFile {
    static final int GROUP = 64;

    private static final int MAGIC = 'L' << 24 | 'C' << 16 | 'G' << 8 | '3';
    private static final int PREFIX_BYTES = 20;
    private static final int MIN_BITS = 6;
    private static final int ROW = 1 << MIN_BITS;
    private static final int ROW_BYTES = (ROW + 1) * Long.BYTES;

    /** In fuller sets too many sequences are there by chance. */
    private static final double FULLEST = 0.42;

    private final StoredFile file;
    private final List<Group> groups = new ArrayList<>();
    private long end;

    /** @param words where they begin in the file */
    private record Group(int count, int bits, long words) {}

    IndexFile(StoredFile file) {
        this.file = file;
    }

    /** Groups written. */
    int groups() {
        return groups.size();
    }

    /**
     * Reads the tables of all groups.
     *
     * @return whether all of the file was understood; if not, what was is used
     */
    boolean read(BlockTable table) throws IOException {
        long size = file.size();
        while (end < size) {
            ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES);
            if (size - end < PREFIX_BYTES) {
                return false;
            }
            file.read(prefix.array(), 0, PREFIX_BYTES, end);
            if (prefix.getInt() != MAGIC) {
                return false;
            }
            int count = prefix.getInt();
            int bits = prefix.getInt();
            int length = prefix.getInt();
            int crc = prefix.getInt();
            if (count < 1 || count > GROUP || bits < MIN_BITS || bits > Grams.BITS || length < 0 || length > 1 << 24) {
                return false;
            }
            byte[] rest = new byte[length + wordBytes(bits)];
            if (size - end - PREFIX_BYTES < rest.length) {
                return false;
            }
            file.read(rest, 0, rest.length, end + PREFIX_BYTES);
            if (crc != Checksum.of(rest, 0, rest.length)) {
                return false;
            }
            table.read(new ByteReader(rest, 0, length), count);
            groups.add(new Group(count, bits, end + PREFIX_BYTES + length));
            end += PREFIX_BYTES + rest.length;
            if (count < GROUP && end < size) {
                return false;
            }
        }
        return true;
    }

    private static int wordBytes(int bits) {
        return ROW_BYTES << (bits - MIN_BITS);
    }

    /** Cuts off what could not be understood behind the groups. */
    void truncate() throws IOException {
        file.truncate(end);
    }

    /** Whether the last group has room, so that no more can be added. */
    boolean sealed() {
        return !groups.isEmpty() && groups.get(groups.size() - 1).count() < GROUP;
    }

    /** Adds the next group: the blocks of a table from one on, with their grams. */
    void add(BlockTable table, int from, List<long[]> grams) throws IOException {
        int bits = bits(grams);
        ByteWriter head = new ByteWriter(4096);
        table.write(from, from + grams.size(), head);
        ByteBuffer group = ByteBuffer.allocate(PREFIX_BYTES + head.length() + wordBytes(bits));
        group.putInt(MAGIC)
                .putInt(grams.size())
                .putInt(bits)
                .putInt(head.length())
                .putInt(0)
                .put(head.array(), 0, head.length());
        words(grams, bits, group);
        group.putInt(
                PREFIX_BYTES - Integer.BYTES,
                Checksum.of(group.array(), PREFIX_BYTES, group.capacity() - PREFIX_BYTES));
        file.write(group.array(), group.capacity(), end);
        groups.add(new Group(grams.size(), bits, end + PREFIX_BYTES + head.length()));
        end += group.capacity();
    }

    /** The smallest sets that are not too full on average. */
    private static int bits(List<long[]> grams) {
        int bits = Grams.BITS;
        List<long[]> sets = grams;
        while (bits > MIN_BITS) {
            int smaller = bits - 1;
            List<long[]> folded =
                    sets.stream().map(set -> Grams.fold(set, smaller)).toList();
            long there = folded.stream().mapToLong(IndexFile::count).sum();
            if (there > FULLEST * folded.size() * (1L << smaller)) {
                break;
            }
            bits = smaller;
            sets = folded;
        }
        return bits;
    }

    private static long count(long[] set) {
        long count = 0;
        for (long word : set) {
            count += Long.bitCount(word);
        }
        return count;
    }

    @SuppressWarnings("ByteBufferBackingArray") // allocated by the caller
    private static void words(List<long[]> grams, int bits, ByteBuffer to) {
        List<long[]> sets = grams.stream().map(set -> Grams.fold(set, bits)).toList();
        for (int slot = 0; slot < 1 << bits; slot++) {
            long word = 0;
            for (int block = 0; block < sets.size(); block++) {
                word |= (sets.get(block)[slot >>> 6] >>> slot & 1) << block;
            }
            to.putLong(word);
            if ((slot + 1) % ROW == 0) {
                int end = to.position();
                to.putLong(Checksum.of(to.array(), end - ROW * Long.BYTES, ROW * Long.BYTES));
            }
        }
    }

    /**
     * Which blocks of a group have all these bits.
     *
     * @throws DamagedException if what tells is not what was written
     */
    long blocks(int group, int[] slots) throws IOException {
        Group of = groups.get(group);
        long blocks = of.count == GROUP ? -1L : (1L << of.count) - 1;
        ByteBuffer row = ByteBuffer.allocate(ROW_BYTES);
        for (int i = 0; i < slots.length && blocks != 0; i++) {
            int slot = slots[i] >>> (Grams.BITS - of.bits);
            long offset = of.words + (long) (slot / ROW) * ROW_BYTES;
            file.read(row.array(), 0, ROW_BYTES, offset);
            int words = ROW * Long.BYTES;
            if (row.getLong(words) != Checksum.of(row.array(), 0, words)) {
                throw new DamagedException(file.path(), offset, null);
            }
            blocks &= row.getLong(slot % ROW * Long.BYTES);
        }
        return blocks;
    }

    void force() throws IOException {
        file.force();
    }
}
