package dev.logcast.archive.local;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** An open file, read and written at any place. An interrupted thread closes a channel for all others; this one is opened again. Thread-safe. */
final class StoredFile implements Closeable {
    private final Path path;
    private final Channels channels;
    private final Set<StandardOpenOption> options;
    private volatile FileChannel channel;
    private volatile boolean closed;

    /** @param writable it is made where there is none */
    StoredFile(Path path, boolean writable, Channels channels) throws IOException {
        this.path = path;
        this.channels = channels;
        this.options = writable
                ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.READ);
        this.channel = channels.open(path, options);
    }

    Path path() {
        return path;
    }

    long size() throws IOException {
        return channel().size();
    }

    /** @throws EOFException if the file does not hold so much */
    void read(byte[] into, int from, int length, long offset) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, from, length);
        while (buffer.hasRemaining()) {
            try {
                if (channel().read(buffer, offset + buffer.position() - from) < 0) {
                    throw new EOFException(path + " ends before " + (offset + length));
                }
            } catch (AsynchronousCloseException e) {
                rethrowUnlessOfOthers(e);
            }
        }
    }

    /** After a failure a part may have been written. */
    void write(byte[] bytes, int length, long offset) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            try {
                channel().write(buffer, offset + buffer.position());
            } catch (AsynchronousCloseException e) {
                rethrowUnlessOfOthers(e);
            } catch (NonWritableChannelException e) {
                throw readOnly(e);
            }
        }
    }

    /** It was another thread that was interrupted: this one goes on. */
    private void rethrowUnlessOfOthers(AsynchronousCloseException e) throws IOException {
        if (closed || Thread.currentThread().isInterrupted()) {
            throw e;
        }
    }

    void truncate(long size) throws IOException {
        try {
            channel().truncate(size);
        } catch (NonWritableChannelException e) {
            throw readOnly(e);
        }
    }

    private IOException readOnly(NonWritableChannelException e) {
        return new IOException(path + " can only be read", e);
    }

    /** What was written is on the disk when this returns. */
    void force() throws IOException {
        channel().force(false);
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        return open.isOpen() ? open : reopened();
    }

    private synchronized FileChannel reopened() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ClosedByInterruptException();
        }
        if (!channel.isOpen()) {
            channel = channels.open(path, options);
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
