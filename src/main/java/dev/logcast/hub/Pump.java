package dev.logcast.hub;

import dev.logcast.line.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Moves lines to a share of the subscribers. One thread runs it; any thread adds, wakes and stops. Never blocks on a client. */
final class Pump implements Runnable {
    private static final System.Logger LOG = System.getLogger(Pump.class.getName());
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final Telemetry telemetry;
    private final long flushNanos;
    private final Queue<Subscriber> arriving = new ConcurrentLinkedQueue<>();
    private final Queue<Subscriber> calling = new ConcurrentLinkedQueue<>();
    private final List<Subscriber> subscribers = new ArrayList<>();

    private volatile @Nullable Thread thread;
    private volatile boolean awake;
    private volatile boolean due;
    private volatile boolean stopping;
    private volatile long deadline;
    private long oldestRead;
    private long walkedNanos = System.nanoTime() - LONGEST_PAUSE_NANOS;

    Pump(HubSettings settings, Telemetry telemetry) {
        this.telemetry = telemetry;
        this.flushNanos = settings.flush().toNanos();
    }

    void add(Subscriber subscriber) {
        arriving.add(subscriber);
    }

    /** There is something for every subscriber. */
    void wake() {
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
        wake();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (true) {
            awake = false;
            boolean more = walk(System.nanoTime());
            if (stopping && subscribers.isEmpty() && arriving.isEmpty()) {
                break;
            }
            if (!more && !awake) {
                LockSupport.parkNanos(this, LONGEST_PAUSE_NANOS);
            }
            if (flushNanos > 0 && !stopping) {
                collect();
            }
        }
        thread = null;
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
            more |= advance(caller, now);
        }
        if (due || stopping || now - walkedNanos >= LONGEST_PAUSE_NANOS) {
            due = false;
            walkedNanos = now;
            more |= walkAll(now);
        }
        if (oldestRead != Long.MAX_VALUE) {
            telemetry.delivered(Duration.ofNanos(System.nanoTime() - oldestRead));
        }
        if (more) {
            due = true;
        }
        return more;
    }

    private boolean walkAll(long now) {
        boolean more = false;
        boolean late = stopping && now - deadline >= 0;
        for (int i = subscribers.size() - 1; i >= 0; i--) {
            Subscriber subscriber = subscribers.get(i);
            more |= advance(subscriber, now);
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

    private boolean advance(Subscriber subscriber, long now) {
        try {
            boolean more = subscriber.advance(now, stopping);
            oldestRead = Math.min(oldestRead, subscriber.takeOldestRead());
            return more;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A stream ended by a fault", e);
            subscriber.close();
            return false;
        }
    }

    private void collect() {
        long rest = walkedNanos + flushNanos - System.nanoTime();
        while (rest > 0 && !stopping) {
            LockSupport.parkNanos(this, rest);
            rest = walkedNanos + flushNanos - System.nanoTime();
        }
    }
}
