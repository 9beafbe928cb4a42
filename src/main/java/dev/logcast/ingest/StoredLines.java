package dev.logcast.ingest;

import dev.logcast.line.SourceId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The part that is stored of the lines that are pushed to one source: all that has nothing to hide, byte by byte, and of a line that is
 * longer than its reader takes only so much that the reader sees it. Thread-safe: one thread at a time.
 */
final class StoredLines {
    private final SourceId source;
    private final Charset charset;
    private final int longest;
    private final LineMask mask;

    /** @param longest bytes beyond which a line is cut by whoever reads it */
    StoredLines(SourceId source, Charset charset, int longest, LineMask mask) {
        this.source = source;
        this.charset = charset;
        this.longest = longest;
        this.mask = mask;
    }

    /** How many bytes of a line are of any use. */
    int useful() {
        return longest + 1;
    }

    /** @param lines whole ones, each up to LF or CR */
    synchronized byte[] of(byte[] lines) {
        ByteArrayOutputStream stored = null;
        int done = 0;
        for (int start = 0; start < lines.length; ) {
            int end = Push.lineEnd(lines, start, lines.length);
            byte[] instead = instead(lines, start, end);
            if (instead != null) {
                stored = stored == null ? new ByteArrayOutputStream(lines.length) : stored;
                stored.write(lines, done, start - done);
                stored.writeBytes(instead);
                done = end;
            }
            start = end + 1;
        }
        if (stored == null) {
            return lines;
        }
        stored.write(lines, done, lines.length - done);
        return stored.toByteArray();
    }

    /** What is stored in place of a line; null for the line itself. */
    private byte @Nullable [] instead(byte[] bytes, int start, int end) {
        int length = Math.min(end - start, useful());
        String line = new String(bytes, start, length, charset);
        String masked = mask.mask(source, line);
        if (masked.equals(line)) {
            return length == end - start ? null : Arrays.copyOfRange(bytes, start, start + length);
        }
        byte[] instead = masked.getBytes(charset);
        if (length < useful() || instead.length >= useful()) {
            return instead;
        }
        // It is no longer too long, but lost its end all the same, and is to be seen to.
        byte[] padded = Arrays.copyOf(instead, useful());
        Arrays.fill(padded, instead.length, padded.length, (byte) ' ');
        return padded;
    }
}
