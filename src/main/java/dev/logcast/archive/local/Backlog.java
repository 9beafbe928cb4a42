package dev.logcast.archive.local;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The lines that are not stored yet, in their order. Thread-safe; one thread stores. */
final class Backlog {
    private final long roomBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private long bytes;
    private long lines;
    private boolean closed;
    private boolean bypassed;

    /** A batch, or a position behind those before it. */
    private record Waiting(@Nullable LineBatch batch, @Nullable Position position, long bytes, long nanos) {}

    /**
     * What is stored together.
     *
     * @param entries how many of those waiting
     * @param batches without a hole between them; may be none
     */
    record Portion(int entries, List<LineBatch> batches, Collection<Position> positions) {}

    Backlog(long roomBytes) {
        this.roomBytes = roomBytes;
    }

    void add(@Nullable LineBatch batch, @Nullable Position position) {
        long size = 0;
        if (batch != null) {
            for (LogLine line : batch.lines()) {
                size += line.message().length();
            }
        }
        lock.lock();
        try {
            waiting.add(new Waiting(batch, position, size, System.nanoTime()));
            bytes += size;
            lines += batch == null ? 0 : batch.lines().size();
            more.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room, or nothing is to be waited for. */
    void awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes > roomBytes && !bypassed && !closed) {
                room.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** While nothing can be stored nobody waits. */
    void bypass(boolean now) {
        lock.lock();
        try {
            bypassed = now;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing will be added any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            more.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is enough for a block, or what is there has waited for long enough; takes nothing away.
     *
     * @param enough in bytes of text
     * @param patienceNanos how long something waits at most, and the call without anything
     * @return null when nothing is there
     */
    @Nullable
    Portion await(int enough, long patienceNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long deadline = System.nanoTime() + patienceNanos;
            while (bytes < enough && !closed) {
                Waiting first = waiting.peek();
                long rest = (first == null ? deadline : first.nanos + patienceNanos) - System.nanoTime();
                if (rest <= 0 || (!more.await(rest, TimeUnit.NANOSECONDS) && waiting.isEmpty())) {
                    break;
                }
            }
            return waiting.isEmpty() ? null : portion(enough);
        } finally {
            lock.unlock();
        }
    }

    private Portion portion(int enough) {
        List<LineBatch> batches = new ArrayList<>();
        Map<String, Position> positions = new LinkedHashMap<>();
        long size = 0;
        long next = -1;
        int entries = 0;
        for (Waiting each : waiting) {
            LineBatch batch = each.batch;
            if (batch != null) {
                boolean hole = next >= 0 && batch.firstSequence() != next;
                if (hole || (size > 0 && size + each.bytes > 2L * enough) || size >= enough) {
                    break;
                }
                batches.add(batch);
                next = batch.lastSequence() + 1;
                size += each.bytes;
            }
            if (each.position != null) {
                positions.put(each.position.file(), each.position);
            }
            entries++;
        }
        return new Portion(entries, batches, positions.values());
    }

    /** What was stored waits no longer. */
    void remove(Portion stored) {
        lock.lock();
        try {
            for (int i = 0; i < stored.entries(); i++) {
                drop();
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable LineBatch drop() {
        Waiting first = waiting.remove();
        bytes -= first.bytes;
        lines -= first.batch == null ? 0 : first.batch.lines().size();
        return first.batch;
    }

    /** Drops what has waited longest, until no more than this waits. */
    List<LineBatch> shed(long most) {
        List<LineBatch> dropped = new ArrayList<>();
        lock.lock();
        try {
            while (bytes > most) {
                LineBatch batch = drop();
                if (batch != null) {
                    dropped.add(batch);
                }
            }
        } finally {
            lock.unlock();
        }
        return dropped;
    }

    /** Batches that hold lines behind a sequence number. */
    List<LineBatch> behind(long sequence) {
        lock.lock();
        try {
            Deque<LineBatch> batches = new ArrayDeque<>();
            Iterator<Waiting> newestFirst = waiting.descendingIterator();
            while (newestFirst.hasNext()) {
                LineBatch batch = newestFirst.next().batch;
                if (batch != null) {
                    if (batch.lastSequence() <= sequence) {
                        break;
                    }
                    batches.addFirst(batch);
                }
            }
            return List.copyOf(batches);
        } finally {
            lock.unlock();
        }
    }

    long lines() {
        lock.lock();
        try {
            return lines;
        } finally {
            lock.unlock();
        }
    }
}
