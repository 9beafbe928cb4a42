package dev.logcast.ingest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bound on what long lines may take of all pushes together: memory while their ends have not come, and processors while they are looked
 * through. The first {@value #FREE_BYTES} bytes of a line need nobody's leave, so that who pushes ordinary lines never waits for those who
 * do not. Thread-safe.
 */
final class LongLines {
    static final int FREE_BYTES = 8 * 1024;

    /** Of the heap: a buffer that grows takes twice what it holds. */
    private static final int SHARE_OF_HEAP = 16;

    private static final int LARGE_BLOCK_BYTES = 128 * 1024;

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final Semaphore processors =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    /** @param most bytes of unfinished lines beyond what is free */
    LongLines(long most) {
        this.most = most;
    }

    /** @param longest bytes that are kept of one line: there is always room for two such */
    static LongLines ofHeap(long longest) {
        return new LongLines(Math.max(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, 2 * longest));
    }

    /** @throws NoRoomException when others hold too much; then nothing was taken */
    void take(long bytes) throws NoRoomException {
        if (held.addAndGet(bytes) > most) {
            held.addAndGet(-bytes);
            throw new NoRoomException();
        }
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    /** What {@link #take} has given out. */
    long held() {
        return held.get();
    }

    /** Looks a block through, which takes several times its size: large ones only a few at a time. */
    byte[] stored(StoredLines lines, byte[] block) {
        if (block.length < LARGE_BLOCK_BYTES) {
            return lines.of(block);
        }
        processors.acquireUninterruptibly();
        try {
            return lines.of(block);
        } finally {
            processors.release();
        }
    }
}
