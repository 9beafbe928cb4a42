package dev.logcast.hub;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Telemetry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The work that moves lines to a share of the subscribers, first to those that are on time: who catches up with what was before has his
 * turn when they have theirs. One thread runs it; any thread adds, wakes and stops. Never blocks on a client.
 */
final class Pump implements Duty.Cycle {
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    /** Shorter walks leave enough of a processor to others. */
    private static final long LONG_WALK_NANOS = Duration.ofMillis(2).toNanos();

    private static final long LONGEST_REST_NANOS = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_STARVED_REST_NANOS =
            Duration.ofMillis(250).toNanos();

    // All streams share what is said of one: they are many, and do not stay.
    private static final String A_STREAM = "a stream, which ends";
    private static final String THE_END = "the end of a stream";

    /** So long are those served at least that catch up, when others have something to do again. */
    private static final long CATCH_UP_NANOS = Duration.ofMillis(1).toNanos();

    /** Then it is time to look who has arrived or gone. */
    private static final long LONGEST_CATCH_UP_NANOS = Duration.ofMillis(20).toNanos();

    /** Where so much is published from one walk to the next, writes are large enough. */
    private static final long LARGE_BYTES = 64 * 1024;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean CPU_TIMED = THREADS.isCurrentThreadCpuTimeSupported();

    private final Telemetry telemetry;
    private final Faults faults;
    private final long flushNanos;
    private final Queue<Subscriber> arriving = new ConcurrentLinkedQueue<>();
    private final Queue<Subscriber> calling = new ConcurrentLinkedQueue<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Queue<Subscriber> catchingUp = new ArrayDeque<>();

    private volatile @Nullable Thread thread;
    private volatile boolean awake;
    private volatile boolean due;
    private final LongAdder publishedBatches = new LongAdder();
    private final LongAdder publishedBytes = new LongAdder();
    private volatile boolean stopping;
    private volatile long deadline;
    private long oldestRead;
    private long walkedNanos = System.nanoTime() - LONGEST_PAUSE_NANOS;
    private long restUntilNanos = walkedNanos;

    Pump(HubSettings settings, Telemetry telemetry, Faults faults) {
        this.telemetry = telemetry;
        this.faults = faults;
        this.flushNanos = settings.flush().toNanos();
    }

    void add(Subscriber subscriber) {
        arriving.add(subscriber);
    }

    /** There is something for every subscriber: one more batch. */
    void wake(LineBatch published) {
        publishedBatches.increment();
        publishedBytes.add(published.weight());
        due = true;
        unpark();
    }

    /** There is something to do for this one. */
    void attend(Subscriber subscriber) {
        calling.add(subscriber);
        unpark();
    }

    private void unpark() {
        if (!awake) {
            awake = true;
            LockSupport.unpark(thread);
        }
    }

    void stop(long deadlineNanos) {
        deadline = deadlineNanos;
        stopping = true;
        unpark();
    }

    @Override
    public boolean run() throws InterruptedException {
        thread = Thread.currentThread();
        awake = false;
        boolean more = walk(System.nanoTime());
        if (stopping && subscribers.isEmpty() && arriving.isEmpty()) {
            return false;
        }
        if (!more && !awake) {
            LockSupport.parkNanos(this, LONGEST_PAUSE_NANOS);
        }
        rest();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return true;
    }

    /**
     * Advances the subscribers that call, and where there is something for everyone, or was nothing for long, all of them.
     *
     * @param now {@link System#nanoTime()}
     * @return whether one has more to do at once
     */
    boolean walk(long now) {
        for (Subscriber arrived = arriving.poll(); arrived != null; arrived = arriving.poll()) {
            subscribers.add(arrived);
        }
        oldestRead = Long.MAX_VALUE;
        boolean more = false;
        for (Subscriber caller = calling.poll(); caller != null; caller = calling.poll()) {
            if (caller.catchesUp()) {
                catchingUp.add(caller);
            } else {
                more |= advance(caller, now);
            }
        }
        boolean all = stopping || now - walkedNanos >= LONGEST_PAUSE_NANOS;
        if (due || all) {
            due = false;
            walkedNanos = all ? now : walkedNanos;
            long processorNanos = processorNanos();
            more |= walkAll(now, all);
            long tookNanos = System.nanoTime() - now;
            long waitedNanos = CPU_TIMED ? tookNanos - (processorNanos() - processorNanos) : 0;
            long rest = rest(tookNanos, waitedNanos, publishedBatches.sumThenReset(), publishedBytes.sumThenReset());
            restUntilNanos = now + Math.max(flushNanos, tookNanos + rest);
        }
        if (oldestRead != Long.MAX_VALUE) {
            Duration latency = Duration.ofNanos(System.nanoTime() - oldestRead);
            faults.guard(Part.SEND, "counting", () -> telemetry.delivered(latency));
        }
        if (more) {
            due = true;
        }
        catchUp(now);
        return more || !catchingUp.isEmpty();
    }

    /** Each writes as much as has been read ahead for it. */
    private void catchUp(long now) {
        long began = System.nanoTime();
        for (Subscriber next = catchingUp.poll(); next != null; next = catchingUp.poll()) {
            if (advance(next, now)) {
                due = true;
            }
            long took = System.nanoTime() - began;
            if (took > LONGEST_CATCH_UP_NANOS || (took > CATCH_UP_NANOS && (due || !calling.isEmpty()))) {
                break;
            }
        }
    }

    private boolean walkAll(long now, boolean all) {
        boolean more = false;
        boolean late = stopping && now - deadline >= 0;
        for (int i = subscribers.size() - 1; i >= 0; i--) {
            Subscriber subscriber = subscribers.get(i);
            if (stopping || !subscriber.catchesUp()) {
                more |= advance(subscriber, now);
            } else if (all) {
                catchingUp.add(subscriber);
            }
            if (late) {
                subscriber.close();
            }
            if (subscriber.closed()) {
                subscribers.set(i, subscribers.get(subscribers.size() - 1));
                subscribers.remove(subscribers.size() - 1);
            }
        }
        return more;
    }

    /** @return whether it has more to do before it is asked; where it catches up, it will be asked */
    private boolean advance(Subscriber subscriber, long now) {
        try {
            boolean more = subscriber.advance(now, stopping);
            oldestRead = Math.min(oldestRead, subscriber.takeOldestRead());
            if (more && subscriber.catchesUp()) {
                catchingUp.add(subscriber);
                return false;
            }
            return more;
        } catch (Throwable e) {
            faults.note(Part.SEND, A_STREAM, e);
            faults.guard(Part.SEND, THE_END, subscriber::close);
            return false;
        }
    }

    private static long processorNanos() {
        return CPU_TIMED ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    /**
     * How long it rests after a walk. Where several batches came during one, the longer the more there were, and clients get them in fewer
     * and larger writes: writes take the processor from those who read. A batch that comes alone leaves at once.
     *
     * <p>A walk that had to wait for the processor rests as long as it waited, however much there is to write: others are short of it,
     * and a pump that went on at once would take it from those who read, for as long as they are late.
     *
     * @param tookNanos the whole walk
     * @param waitedNanos the part of it during which the thread did not run
     * @param batches published since the walk before, and their bytes
     */
    static long rest(long tookNanos, long waitedNanos, long batches, long bytes) {
        if (batches < 2 || tookNanos < LONG_WALK_NANOS) {
            return 0;
        }
        long shared = bytes < LARGE_BYTES ? Math.min(LONGEST_REST_NANOS, tookNanos - tookNanos / batches) : 0;
        return Math.max(shared, Math.min(LONGEST_STARVED_REST_NANOS, waitedNanos));
    }

    private void rest() {
        long rest = restUntilNanos - System.nanoTime();
        while (rest > 0 && !stopping) {
            LockSupport.parkNanos(this, rest);
            rest = restUntilNanos - System.nanoTime();
        }
    }
}
