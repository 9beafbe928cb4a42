package dev.logcast.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the bytes of a file into records. LF, CRLF and a lone CR end a record; a CR does so at once, since progress bars
 * write it last, and an LF that follows it belongs to it. Holds no bytes: what it does not consume is given again, with what
 * came behind it.
 *
 * <p>For encodings in which the bytes 0x0A and 0x0D are nothing but LF and CR: all but UTF-16 and UTF-32. Not thread-safe.
 */
final class RecordFramer {
    private final Charset encoding;
    private final int maxRecordBytes;

    private boolean behindCarriageReturn;
    private boolean behindCut;
    private long flushed = -1;

    private List<RawRecord> records = new ArrayList<>();

    RecordFramer(Charset encoding, int maxRecordBytes) {
        this.encoding = encoding;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** Forgets where it was, for a file that begins anew. */
    void restart() {
        behindCarriageReturn = false;
        behindCut = false;
        flushed = -1;
    }

    /** Records framed since the last call. */
    List<RawRecord> take() {
        List<RawRecord> taken = records;
        records = new ArrayList<>();
        return taken;
    }

    /**
     * @param bytes what stands in the file at {@code offset}, {@code length} bytes of it
     * @return how many bytes are done with
     */
    int frame(byte[] bytes, int length, long offset) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b > '\r' || (b != '\n' && b != '\r')) {
                continue;
            }
            if (b == '\n' && i == start && behindCarriageReturn) {
                behindCarriageReturn = false;
            } else {
                end(bytes, start, i, offset);
                behindCarriageReturn = b == '\r';
            }
            start = i + 1;
        }
        if (length > start) {
            behindCarriageReturn = false;
        }
        if (behindCut) {
            return length;
        }
        if (length - start > maxRecordBytes) {
            cut(bytes, start, offset);
            behindCut = true;
            return length;
        }
        return start;
    }

    /** Ends an unfinished record that will not wait any longer; what comes behind it becomes a record that continues it. */
    void flush(byte[] bytes, int length, long offset) {
        long beginning = flushed;
        add(bytes, 0, length, offset, false);
        flushed = beginning < 0 ? offset : beginning;
    }

    private void end(byte[] bytes, int start, int end, long offset) {
        if (behindCut) {
            behindCut = false;
        } else if (end - start > maxRecordBytes) {
            cut(bytes, start, offset);
        } else if (end > start || flushed < 0) {
            add(bytes, start, end, offset, false);
        }
        flushed = -1;
    }

    private void cut(byte[] bytes, int start, long offset) {
        int end = start + maxRecordBytes;
        if (encoding.equals(StandardCharsets.UTF_8)) {
            for (int back = 0; back < 3 && end > start + 1 && (bytes[end] & 0xC0) == 0x80; back++) {
                end--;
            }
        }
        add(bytes, start, end, offset, true);
    }

    private void add(byte[] bytes, int start, int end, long offset, boolean cut) {
        records.add(new RawRecord(offset + start, new String(bytes, start, end - start, encoding), flushed, cut));
    }
}
