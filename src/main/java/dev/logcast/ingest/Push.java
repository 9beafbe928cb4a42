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
    private final PartialLine rest;
    private final LongLines longLines;
    private final long longestLine;
    private long lines;
    private boolean behindCarriageReturn;

    Push(SpoolFile file, long longestLine, LongLines longLines) {
        this.file = file;
        this.longLines = longLines;
        this.rest = new PartialLine(file.stored().useful(), longLines);
        this.longestLine = longestLine;
    }

    /** How many lines have been stored. */
    public long lines() {
        return lines;
    }

    /** Whether it has begun a line so long that others have less room for theirs. */
    public boolean waitsForLongLine() {
        return rest.isLong();
    }

    /**
     * @throws NoRoomException when there are too many long lines; what came of this one is not stored
     * @throws SpoolFullException when no more may be stored; {@link #lines()} have been
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
        try {
            if (rest.length() > 0) {
                store(LINE_FEED, 0, 1);
            }
        } finally {
            rest.clear();
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
        byte[] whole = rest.with(bytes, offset, lineEnd(bytes, offset, end), end);
        byte[] stored = longLines.stored(file.stored(), whole);
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
