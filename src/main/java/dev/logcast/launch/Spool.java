package dev.logcast.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that were read and not yet sent, in a temporary file: the writer never waits for the reader. The file is emptied whenever the reader
 * has come to its end. Thread-safe: one writes, one reads.
 */
final class Spool implements Closeable {
    private static final long WORTH_EMPTYING = 1_000_000;

    private final FileChannel file;
    private long written;
    private long read;
    private boolean ended;

    private Spool(FileChannel file) {
        this.file = file;
    }

    static Spool open() throws IOException {
        Path path = Files.createTempFile("logcast-", ".stdin");
        return new Spool(FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    synchronized void write(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            written += file.write(buffer, written);
        }
        notifyAll();
    }

    /** Nothing more is written. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** @return how many bytes, at least one; -1 at the end */
    synchronized int read(byte[] into, int from, int length) throws IOException, InterruptedException {
        while (read == written && !ended) {
            wait();
        }
        if (read == written) {
            return -1;
        }
        int count = file.read(ByteBuffer.wrap(into, from, (int) Math.min(length, written - read)), read);
        read += Math.max(0, count);
        if (read == written && read > WORTH_EMPTYING) {
            file.truncate(0);
            read = 0;
            written = 0;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
