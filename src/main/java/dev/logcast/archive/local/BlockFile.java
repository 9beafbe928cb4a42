package dev.logcast.archive.local;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.logcast.archive.local.block.BlockDecoder;
import dev.logcast.archive.local.block.BlockHeader;
import dev.logcast.archive.local.block.ByteReader;
import dev.logcast.archive.local.block.ByteWriter;
import dev.logcast.archive.local.block.Checksum;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of blocks, one behind the other, only ever appended to.
 *
 * <p>A block, numbers in big endian: {@code "LCB1"}, length of the header, of the compressed body and of the body, CRC-32C of the
 * compressed body, CRC-32C of all before and of the header, each in four bytes; the header; the body as one frame of zstd (RFC 8878).
 *
 * <p>Thread-safe for reading; one thread at a time appends.
 */
final class BlockFile implements Closeable {
    static final int PREFIX_BYTES = 24;

    private static final int MAGIC = 'L' << 24 | 'C' << 16 | 'B' << 8 | '1';
    private static final int LEVEL = 1;

    /** A longer one is none: what is read at once is bounded also where a file is damaged. */
    private static final int MAX_BYTES = 1 << 30;

    private static final int MAX_HEADER_BYTES = 1 << 26;
    private static final int SEARCH_BYTES = 1 << 20;

    private final StoredFile file;

    /** A block in its file. */
    record Located(long offset, int length, BlockHeader header) {}

    private record Prefix(int header, int packed, int raw, int bodyCrc, int headerCrc) {
        int length() {
            return PREFIX_BYTES + header + packed;
        }
    }

    BlockFile(StoredFile file) {
        this.file = file;
    }

    long size() throws IOException {
        return file.size();
    }

    /** Cuts off what lies behind. */
    void truncate(long size) throws IOException {
        file.truncate(size);
    }

    void force() throws IOException {
        file.force();
    }

    /**
     * Writes a block. After a failure the file may hold a part of it, which the caller cuts off.
     *
     * @param offset the end of the file
     */
    Located append(long offset, BlockHeader header, ByteWriter body) throws IOException {
        ByteWriter head = new ByteWriter(512);
        header.write(head);
        byte[] packed = new byte[(int) Zstd.compressBound(body.length())];
        long packedLength = Zstd.compressByteArray(packed, 0, packed.length, body.array(), 0, body.length(), LEVEL);
        if (Zstd.isError(packedLength)) {
            throw new IOException("compressing failed: " + Zstd.getErrorName(packedLength));
        }
        ByteBuffer block = ByteBuffer.allocate(PREFIX_BYTES + head.length() + (int) packedLength);
        block.putInt(MAGIC)
                .putInt(head.length())
                .putInt((int) packedLength)
                .putInt(body.length())
                .putInt(Checksum.of(packed, 0, (int) packedLength))
                .putInt(0)
                .put(head.array(), 0, head.length())
                .put(packed, 0, (int) packedLength);
        block.putInt(PREFIX_BYTES - Integer.BYTES, headerCrc(block.array(), head.length()));
        file.write(block.array(), block.position(), offset);
        return new Located(offset, block.position(), header);
    }

    private static int headerCrc(byte[] block, int header) {
        CRC32C crc = new CRC32C();
        crc.update(block, 0, PREFIX_BYTES - Integer.BYTES);
        crc.update(block, PREFIX_BYTES, header);
        return (int) crc.getValue();
    }

    /** The block that begins there, without its body; null where none does. */
    @Nullable
    Located locate(long offset) throws IOException {
        if (offset + PREFIX_BYTES > size()) {
            return null;
        }
        byte[] start = new byte[PREFIX_BYTES];
        file.read(start, 0, start.length, offset);
        Prefix prefix = prefix(start);
        if (prefix == null || offset + prefix.length() > size()) {
            return null;
        }
        byte[] bytes = new byte[PREFIX_BYTES + prefix.header()];
        file.read(bytes, 0, bytes.length, offset);
        BlockHeader header = header(bytes, prefix);
        return header == null ? null : new Located(offset, prefix.length(), header);
    }

    /** Where the next block begins, at an offset or behind it; -1 when there is none. */
    long find(long from) throws IOException {
        byte[] bytes = new byte[SEARCH_BYTES];
        for (long at = from; at + PREFIX_BYTES <= size(); at += SEARCH_BYTES - PREFIX_BYTES) {
            int length = (int) Math.min(SEARCH_BYTES, size() - at);
            file.read(bytes, 0, length, at);
            for (int i = 0; i + Integer.BYTES <= length; i++) {
                if (bytes[i] == 'L'
                        && bytes[i + 1] == 'C'
                        && bytes[i + 2] == 'B'
                        && bytes[i + 3] == '1'
                        && locate(at + i) != null) {
                    return at + i;
                }
            }
        }
        return -1;
    }

    /**
     * Opens a block.
     *
     * @throws DamagedException if it is not what was written
     */
    BlockDecoder open(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.read(bytes, 0, length, offset);
        Prefix prefix = length < PREFIX_BYTES ? null : prefix(bytes);
        BlockHeader header = prefix == null || prefix.length() != length ? null : header(bytes, prefix);
        if (prefix == null || header == null) {
            throw new DamagedException(file.path(), offset, null);
        }
        int from = PREFIX_BYTES + prefix.header();
        if (Checksum.of(bytes, from, prefix.packed()) != prefix.bodyCrc()) {
            throw new DamagedException(file.path(), offset, header);
        }
        byte[] body = new byte[prefix.raw()];
        try {
            long raw = Zstd.decompressByteArray(body, 0, body.length, bytes, from, prefix.packed());
            if (raw != body.length) {
                throw new DamagedException(file.path(), offset, header);
            }
            return new BlockDecoder(header, body, body.length);
        } catch (ZstdException | IndexOutOfBoundsException e) {
            throw new DamagedException(file.path(), offset, header);
        }
    }

    private static @Nullable Prefix prefix(byte[] start) {
        ByteBuffer buffer = ByteBuffer.wrap(start);
        if (buffer.getInt() != MAGIC) {
            return null;
        }
        Prefix prefix = new Prefix(buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt());
        boolean possible = prefix.header() > 0
                && prefix.header() <= MAX_HEADER_BYTES
                && prefix.packed() > 0
                && prefix.packed() <= MAX_BYTES
                && prefix.raw() >= 0
                && prefix.raw() <= MAX_BYTES;
        return possible ? prefix : null;
    }

    private static @Nullable BlockHeader header(byte[] bytes, Prefix prefix) {
        if (headerCrc(bytes, prefix.header()) != prefix.headerCrc()) {
            return null;
        }
        try {
            return BlockHeader.read(new ByteReader(bytes, PREFIX_BYTES, PREFIX_BYTES + prefix.header()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
