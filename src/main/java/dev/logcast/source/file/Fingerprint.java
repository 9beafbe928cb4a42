package dev.logcast.source.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * The marks that tell one content of a file from another: checksums of the bytes it begins with and of those just before a place. The
 * file's identity alone loses data when it is used again; the head alone confuses contents that begin alike; only the bytes before the
 * place show a truncated file that has grown beyond it.
 */
public record Fingerprint(int headLength, long headHash, int anchorLength, long anchorHash) {
    public static final int HEAD_BYTES = 256;
    public static final int ANCHOR_BYTES = 256;

    /** So much of its beginning alone tells a content from another. */
    public static final int SURE_HEAD_BYTES = 64;

    /** Of the content up to an offset, as it stands in the file now. */
    public static Fingerprint of(FileChannel channel, long offset) throws IOException {
        return of(read(channel, 0, (int) Math.min(HEAD_BYTES, offset)), anchor(channel, offset));
    }

    /** @param head of the content, as much as is known, which may be more than what lies before the place */
    public static Fingerprint of(byte[] head, byte[] anchor) {
        return new Fingerprint(head.length, hash(head), anchor.length, hash(anchor));
    }

    /** The bytes just before an offset. */
    public static byte[] anchor(FileChannel channel, long offset) throws IOException {
        int length = (int) Math.min(ANCHOR_BYTES, offset);
        return read(channel, offset - length, length);
    }

    /** Whether the file still has the content that this is of, up to the same offset. */
    public boolean matches(FileChannel channel, long offset) throws IOException {
        return channel.size() >= offset
                && hash(read(channel, 0, headLength)) == headHash
                && hash(read(channel, offset - anchorLength, anchorLength)) == anchorHash;
    }

    /** As many bytes as there are, at most {@code length}. */
    public static byte[] read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) > 0) {
            Thread.onSpinWait();
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    /** The hashes of all beginnings of a head: of its first byte, of its first two, and so on. */
    public static long[] hashes(byte[] head) {
        long[] hashes = new long[head.length];
        CRC32C crc = new CRC32C();
        for (int i = 0; i < head.length; i++) {
            crc.update(head[i]);
            hashes[i] = crc.getValue();
        }
        return hashes;
    }

    private static long hash(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }
}
