package dev.logcast.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One request's lines on their way into a spool file: whole lines at once, the beginning of a line when its end has come, which is an
 * LF or a CR as in any file that is followed. Not thread-safe.
 */
public final class Push implements Closeable {
    private static final byte[] LINE_FEED = {'\n'};

    private final SpoolFile file;
    private final Rest rest;
    private final long longestLine;
    private long lines;
    private boolean behindCarriageReturn;

    Push(SpoolFile file, long longestLine) {
        this.file = file;
        this.rest = new Rest(file.stored().useful());
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
        if (length == 0) {
            return;
        }
        int end = offset + length;
        // The line has ended already, and another push may have come in between.
        int start = behindCarriageReturn && bytes[offset] == '\n' ? offset + 1 : offset;
        behindCarriageReturn = bytes[end - 1] == '\r';
        int whole = wholeLines(bytes, start, end);
        if (whole > start) {
            refuseBeyond(lineEnd(bytes, start, whole) - start);
            store(bytes, start, whole);
        }
        if (end > whole) {
            refuseBeyond(end - whole);
            rest.add(bytes, whole, end - whole);
        }
    }

    /** Ends the last line, if it has no end. */
    @Override
    public void close() throws IOException {
        if (rest.length() > 0) {
            store(LINE_FEED, 0, 1);
        }
    }

    /** Ends without the line that has no end. */
    public void abandon() {
        rest.clear();
    }

    /** Where the first line ends: at its LF or CR, or behind the last byte. */
    static int lineEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    private static int wholeLines(byte[] bytes, int offset, int end) {
        int whole = end;
        while (whole > offset && bytes[whole - 1] != '\n' && bytes[whole - 1] != '\r') {
            whole--;
        }
        return whole;
    }

    private void store(byte[] bytes, int offset, int end) throws IOException {
        int first = lineEnd(bytes, offset, end);
        rest.add(bytes, offset, first - offset);
        byte[] stored = file.stored().of(rest.with(bytes, first, end - first));
        rest.clear();
        ByteBuffer block = ByteBuffer.wrap(stored);
        try {
            file.append(block);
        } finally {
            lines += linesIn(stored, block.position());
        }
    }

    private static int linesIn(byte[] bytes, int end) {
        int count = 0;
        int start = 0;
        for (int i = 0; i < end; i++) {
            // At the beginning of a line a CR ends none.
            boolean carriageReturn = bytes[i] == '\r' && (i + 1 == end || bytes[i + 1] != '\n');
            if (bytes[i] == '\n' || (carriageReturn && i > start)) {
                count++;
            }
            start = bytes[i] == '\n' || carriageReturn ? i + 1 : start;
        }
        return count;
    }

    private void refuseBeyond(int more) throws IOException {
        if (rest.length() + more > longestLine) {
            throw new LineTooLongException(longestLine);
        }
    }
}
