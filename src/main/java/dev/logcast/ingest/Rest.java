package dev.logcast.ingest;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a line whose end has not come yet: in memory while it is short, else in a file, which is gone once closed.
 * Not thread-safe.
 */
final class Rest implements Closeable {
    static final String SUFFIX = ".rest";

    private static final int MOST_IN_MEMORY = 64 * 1024;

    private final Path directory;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(0);
    private @Nullable FileChannel file;
    private long length;

    /** @param directory for the file */
    Rest(Path directory) {
        this.directory = directory;
    }

    /** In bytes. */
    long length() {
        return length;
    }

    void add(byte[] bytes, int offset, int count) throws IOException {
        if (file == null && length + count > MOST_IN_MEMORY) {
            file = FileChannel.open(
                    Files.createTempFile(directory, "", SUFFIX),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            write(file, ByteBuffer.wrap(memory.toByteArray()));
            memory.reset();
        }
        if (file == null) {
            memory.write(bytes, offset, count);
        } else {
            write(file, ByteBuffer.wrap(bytes, offset, count));
        }
        length += count;
    }

    /** Appends all of it to a file. */
    void writeTo(FileChannel out) throws IOException {
        if (file == null) {
            write(out, ByteBuffer.wrap(memory.toByteArray()));
            return;
        }
        for (long done = 0; done < length; ) {
            done += file.transferTo(done, length - done, out);
        }
    }

    void clear() throws IOException {
        memory.reset();
        length = 0;
        if (file != null) {
            file.close();
            file = null;
        }
    }

    @Override
    public void close() throws IOException {
        clear();
    }

    static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
