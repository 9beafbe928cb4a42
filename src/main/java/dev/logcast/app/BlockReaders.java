package dev.logcast.app;

import dev.logcast.archive.Reading;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * The threads that open blocks of the archive for those who ask; without any the asking thread does it. However many ask, at most half of the
 * processors read for them: the others remain for what is new. Thread-safe.
 */
@Singleton
public class BlockReaders implements Executor {
    private final Semaphore places;
    private final PriorityBlockingQueue<Waiting> waiting = new PriorityBlockingQueue<>();
    private volatile Executor threads = Runnable::run;

    public BlockReaders() {
        this(Reading.AT_ONCE);
    }

    BlockReaders(int most) {
        this.places = new Semaphore(most);
    }

    /** What it had taken does not change while it waits. */
    private record Waiting(long spentNanos, Reading reading) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.compare(spentNanos, other.spentNanos);
        }
    }

    void use(Executor executor) {
        threads = executor;
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof Reading reading) {
            waiting.add(new Waiting(reading.spentNanos(), reading));
            begin();
        } else {
            run(task);
        }
    }

    private void begin() {
        if (!waiting.isEmpty() && places.tryAcquire()) {
            run(this::work);
        }
    }

    private void work() {
        try {
            for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
                next.reading().run();
            }
        } finally {
            places.release();
        }
        // One may have come when the last place was still taken.
        begin();
    }

    private void run(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }
}
