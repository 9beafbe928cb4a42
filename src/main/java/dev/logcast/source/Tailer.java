package dev.logcast.source;

import dev.logcast.line.SourceId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Follows one file, through its renames, from its open descriptor. Keeps no bytes: an unfinished record is read again.
 *
 * <p>Thread-safe: any thread signals, one worker at a time polls.
 */
final class Tailer implements Closeable {
    /** Bytes of one batch; a longer record makes its batch longer. */
    static final int BATCH_BYTES = 64 * 1024;

    private static final int IDLE = 0;
    private static final int QUEUED = 1;
    private static final int POLLING = 2;
    private static final int SIGNALLED_WHILE_POLLING = 3;

    private final SourceSpec spec;
    private final SourceId source;
    private final FileChannel channel;
    private final RecordListener listener;
    private final RecordFramer framer;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    private final long openedNanos = System.nanoTime();

    private volatile Path path;
    private long sizeAtOpening;
    private volatile Path pathBefore;
    private volatile long position;
    private volatile long lastReadNanos;
    private volatile boolean unfinished;
    private volatile boolean gone;
    private volatile @Nullable String error;

    private @Nullable Tailer predecessor;
    private volatile long generation = newGeneration();
    private long unfinishedLength;
    private long unfinishedSinceNanos;

    private Tailer(SourceSpec spec, SourceId source, Path path, FileChannel channel, RecordListener listener) {
        this.spec = spec;
        this.source = source;
        this.path = path;
        this.pathBefore = path;
        this.channel = channel;
        this.listener = listener;
        this.framer = new RecordFramer(spec.encoding(), spec.maxRecordBytes());
        this.lastReadNanos = System.nanoTime();
    }

    /**
     * @param predecessor what was followed under the same path before; its rest is read first
     * @throws IOException if the file cannot be opened or read
     */
    static Tailer open(
            SourceSpec spec,
            SourceId source,
            Path path,
            StartPosition start,
            @Nullable Tailer predecessor,
            RecordListener listener)
            throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            Tailer tailer = new Tailer(spec, source, path, channel, listener);
            tailer.sizeAtOpening = channel.size();
            tailer.position = offsetOf(channel, start);
            tailer.predecessor = predecessor;
            return tailer;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    SourceId source() {
        return source;
    }

    Path path() {
        return path;
    }

    void movedTo(Path newPath) {
        if (!newPath.equals(path)) {
            pathBefore = path;
            path = newPath;
        }
    }

    /** Whether the file is called so, or was before its last renaming. */
    boolean hasBeenAt(Path name) {
        return name.equals(path) || name.equals(pathBefore);
    }

    long openedNanos() {
        return openedNanos;
    }

    /** How far the file has been read: the end of the last whole record. */
    long position() {
        return position;
    }

    long lastReadNanos() {
        return lastReadNanos;
    }

    /** Whether the file ends in a record without line end that has not been handed on. */
    boolean unfinished() {
        return unfinished;
    }

    /** Whether no pattern finds the file any more; it is read on while it is open. */
    boolean gone() {
        return gone;
    }

    void gone(boolean now) {
        gone = now;
    }

    /** Why reading failed the last time, or null. */
    @Nullable
    String error() {
        return error;
    }

    /** Whether what was in the file when it was opened has been handed on, but for an unfinished last line. */
    boolean caughtUp() {
        return unfinished || error != null || position >= sizeAtOpening;
    }

    FileReport report() {
        long unread = lag();
        FileReport.State state = FileReport.State.FOLLOWING;
        if (error != null) {
            state = FileReport.State.UNREADABLE;
        } else if (gone) {
            state = FileReport.State.GONE;
        } else if (unread > 0) {
            state = FileReport.State.READING;
        }
        return new FileReport(path, state, position, position + unread, generation, error);
    }

    /** Bytes not yet handed on. */
    long lag() {
        try {
            return channel.isOpen() ? Math.max(0, channel.size() - position) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** @return whether the tailer must be queued now: it was not, and no worker is at it */
    boolean signal() {
        while (true) {
            int now = state.get();
            if (now == QUEUED || now == SIGNALLED_WHILE_POLLING) {
                return false;
            }
            if (state.compareAndSet(now, now == IDLE ? QUEUED : SIGNALLED_WHILE_POLLING)) {
                return now == IDLE;
            }
        }
    }

    /**
     * A worker's turn: reads at most so many batches.
     *
     * @return whether it must be queued again
     */
    boolean turn(ReadBuffer buffer, int batches) {
        state.set(POLLING);
        boolean more = false;
        try {
            for (int i = 0; i < batches; i++) {
                more = poll(buffer);
                if (!more) {
                    break;
                }
            }
            error = null;
        } catch (IOException e) {
            fail(e);
            more = false;
        }
        if (more) {
            state.set(QUEUED);
            return true;
        }
        if (state.compareAndSet(POLLING, IDLE)) {
            return false;
        }
        state.set(QUEUED);
        return true;
    }

    /**
     * Reads one batch of what was appended.
     *
     * @return whether there may be more to read
     */
    synchronized boolean poll(ReadBuffer buffer) throws IOException {
        Tailer before = predecessor;
        if (before != null) {
            while (before.poll(buffer)) {
                Thread.onSpinWait();
            }
            predecessor = null;
        }
        if (!channel.isOpen()) {
            return false;
        }
        int length = buffer.read(channel, position);
        if (length <= 0) {
            if (channel.size() < position) {
                restart();
                return true;
            }
            setUnfinished(0);
            return false;
        }
        long readNanos = System.nanoTime();
        int consumed = framer.frame(buffer.bytes(), length, position);
        if (consumed > 0) {
            lastReadNanos = readNanos;
            handOn(consumed, readNanos);
            setUnfinished(0);
            return consumed < length || length == buffer.capacity();
        }
        if (length == buffer.capacity()) {
            buffer.grow();
            return true;
        }
        setUnfinished(length);
        if (unfinished && readNanos - unfinishedSinceNanos >= spec.flushAfter().toNanos()) {
            framer.flush(buffer.bytes(), length, position);
            handOn(length, readNanos);
            setUnfinished(0);
        }
        return false;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under this tailer's lock; others only read
    private void handOn(int consumed, long readNanos) {
        List<RawRecord> records = framer.take();
        position += consumed;
        if (!records.isEmpty()) {
            listener.onRecords(new RecordBatch(source, generation, records, consumed, readNanos));
        }
    }

    private void restart() {
        generation = newGeneration();
        position = 0;
        framer.restart();
    }

    private void setUnfinished(long length) {
        if (length != unfinishedLength) {
            unfinishedLength = length;
            unfinishedSinceNanos = System.nanoTime();
        }
        unfinished = length > 0;
    }

    private void fail(IOException e) {
        String reason = Reason.of(e);
        if (!reason.equals(error)) {
            System.getLogger(Tailer.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Stopped reading {0} at offset {1}: {2}. Trying again when it changes.",
                            path,
                            Long.toString(position),
                            reason);
        }
        error = reason;
    }

    private static long newGeneration() {
        return ThreadLocalRandom.current().nextLong(1L << 16, 1L << 32);
    }

    /** Where the last lines begin, found by looking for line feeds from the end. */
    private static long offsetOf(FileChannel channel, StartPosition start) throws IOException {
        if (start.equals(StartPosition.BEGINNING)) {
            return 0;
        }
        long size = channel.size();
        if (start.lastLines() == 0) {
            return size;
        }
        ByteBuffer block = ByteBuffer.allocate(BATCH_BYTES);
        long wanted = start.lastLines();
        long end = size;
        while (end > 0) {
            long from = Math.max(0, end - block.capacity());
            block.clear().limit((int) (end - from));
            for (int n = 0; n >= 0 && block.hasRemaining(); ) {
                n = channel.read(block, from + block.position());
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                boolean lastByte = from + i == size - 1;
                if (block.get(i) == '\n' && !lastByte && --wanted == 0) {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return 0;
    }
}
