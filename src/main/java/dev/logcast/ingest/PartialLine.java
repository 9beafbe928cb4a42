package dev.logcast.ingest;

import java.io.ByteArrayOutputStream;

/** The beginning of a line whose end has not come yet, in memory: nothing is stored before it is known what of it may be. Not thread-safe. */
final class PartialLine {
    private final int most;
    private final LongLines room;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private long length;
    private long taken;

    /**
     * @param most how many bytes are kept; what comes behind is counted only
     * @param room for what is long
     */
    PartialLine(int most, LongLines room) {
        this.most = most;
        this.room = room;
    }

    /** In bytes, all that came. */
    long length() {
        return length;
    }

    /** Whether it takes of the room that all have together. */
    boolean isLong() {
        return taken > 0;
    }

    /** @throws NoRoomException then nothing was added */
    void add(byte[] more, int offset, int count) throws NoRoomException {
        int kept = Math.min(count, most - bytes.size());
        long wanted = Math.max(0, bytes.size() + kept - LongLines.FREE_BYTES) - taken;
        if (wanted > 0) {
            room.take(wanted);
            taken += wanted;
        }
        bytes.write(more, offset, kept);
        length += count;
    }

    /**
     * What is kept, and behind it what came last: of the line that ends there no more than is kept of any, and all that follows.
     *
     * @param lineEnd where the line ends in {@code more}
     */
    byte[] with(byte[] more, int offset, int lineEnd, int end) {
        int kept = Math.min(lineEnd - offset, most - bytes.size());
        byte[] all = new byte[bytes.size() + kept + end - lineEnd];
        System.arraycopy(bytes.toByteArray(), 0, all, 0, bytes.size());
        System.arraycopy(more, offset, all, bytes.size(), kept);
        System.arraycopy(more, lineEnd, all, bytes.size() + kept, end - lineEnd);
        return all;
    }

    void clear() {
        if (taken > 0) {
            bytes = new ByteArrayOutputStream(0);
            room.giveBack(taken);
            taken = 0;
        }
        bytes.reset();
        length = 0;
    }
}
