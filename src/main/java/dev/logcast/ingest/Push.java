package dev.logcast.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One request's lines on their way into a spool file: whole lines at once, the beginning of a line when its end has come.
 * Not thread-safe.
 */
public final class Push implements Closeable {
    private static final byte[] LINE_FEED = {'\n'};

    private final SpoolFile file;
    private final Rest rest;
    private final long longestLine;
    private long lines;

    Push(SpoolFile file, Rest rest, long longestLine) {
        this.file = file;
        this.rest = rest;
        this.longestLine = longestLine;
    }

    /** How many lines have been stored. */
    public long lines() {
        return lines;
    }

    /**
     * @throws LineTooLongException beyond the longest line; what came of it is not stored
     * @throws IOException if storing failed; {@link #lines()} have been stored
     */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int whole = end;
        while (whole > offset && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole > offset) {
            int first = offset;
            while (bytes[first] != '\n') {
                first++;
            }
            refuseBeyond(first - offset);
            store(bytes, offset, whole);
        }
        if (end > whole) {
            refuseBeyond(end - whole);
            rest.add(bytes, whole, end - whole);
        }
    }

    /** Ends the last line, if it has no end. */
    @Override
    public void close() throws IOException {
        try (rest) {
            if (rest.length() > 0) {
                store(LINE_FEED, 0, 1);
            }
        }
    }

    /** Ends without the line that has no end. */
    public void abandon() throws IOException {
        rest.close();
    }

    private void store(byte[] bytes, int offset, int end) throws IOException {
        ByteBuffer block = ByteBuffer.wrap(bytes, offset, end - offset);
        try {
            file.append(rest, block);
        } finally {
            for (int i = offset; i < block.position(); i++) {
                if (bytes[i] == '\n') {
                    lines++;
                }
            }
        }
        rest.clear();
    }

    private void refuseBeyond(int more) throws IOException {
        if (rest.length() + more > longestLine) {
            throw new LineTooLongException(longestLine);
        }
    }
}
