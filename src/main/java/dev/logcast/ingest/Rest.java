package dev.logcast.ingest;

import java.io.ByteArrayOutputStream;

/** The beginning of a line whose end has not come yet, in memory: nothing is stored before it is known what of it may be. Not thread-safe. */
final class Rest {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private long length;

    /** @param most how many bytes are kept; what comes behind is counted only */
    Rest(int most) {
        this.most = most;
    }

    /** In bytes, all that came. */
    long length() {
        return length;
    }

    void add(byte[] more, int offset, int count) {
        bytes.write(more, offset, Math.min(count, most - bytes.size()));
        length += count;
    }

    /** What is kept, and behind it what else has come. */
    byte[] with(byte[] more, int offset, int count) {
        byte[] all = new byte[bytes.size() + count];
        System.arraycopy(bytes.toByteArray(), 0, all, 0, bytes.size());
        System.arraycopy(more, offset, all, bytes.size(), count);
        return all;
    }

    void clear() {
        bytes.reset();
        length = 0;
    }
}
