package dev.logcast.source;

import dev.logcast.source.file.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A tail worker's buffer; grows to the longest record it meets, up to a bound. Not thread-safe. */
final class ReadBuffer {
    private static final int SMALLEST = Tailer.BATCH_BYTES + Fingerprint.ANCHOR_BYTES;

    private final int maxBytes;
    private byte[] bytes = new byte[SMALLEST];

    /** @param maxRecordBytes the longest record that must fit whole */
    ReadBuffer(int maxRecordBytes) {
        this.maxBytes = maxRecordBytes + SMALLEST;
    }

    /** Fills the buffer with what stands in a file at this position; returns how much that is, or -1 at its end. */
    int read(FileChannel channel, long position) throws IOException {
        return channel.read(ByteBuffer.wrap(bytes), position);
    }

    /** What was read last. */
    byte[] bytes() {
        return bytes;
    }

    int capacity() {
        return bytes.length;
    }

    void grow() {
        bytes = new byte[Math.min(bytes.length * 4, maxBytes)];
    }

    void shrink() {
        if (bytes.length > SMALLEST) {
            bytes = new byte[SMALLEST];
        }
    }
}
