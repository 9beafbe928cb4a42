package dev.logcast.duty;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The work of one long-lived thread, done in cycles until it is over. A cycle that fails is followed by the next, after a pause that
 * grows from a tenth of a second to five: only the end of the work or an interruption ends the thread.
 *
 * <p>One thread runs it; any asks how it stands.
 */
public final class Duty implements Runnable {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /** Whoever does not move for so long is stuck: a cycle takes about a second at most, and every file of a scan is a move. */
    private static final long STUCK_NANOS = Duration.ofSeconds(60).toNanos();

    private static final String OURS = "dev.logcast.";

    private final String name;
    private final Part part;
    private final Faults faults;
    private final Cycle cycle;
    private volatile @Nullable Thread thread;
    private volatile long movedNanos = System.nanoTime();
    private volatile State state = State.NOT_BEGUN;

    private enum State {
        NOT_BEGUN,
        RUNNING,
        DONE,
        INTERRUPTED
    }

    /** One round of the work, which waits for about a second at most. */
    @FunctionalInterface
    public interface Cycle {
        /** @return whether another one follows */
        boolean run() throws InterruptedException;
    }

    /** @param name of the thread, for people */
    public Duty(String name, Part part, Faults faults, Cycle cycle) {
        this.name = name;
        this.part = part;
        this.faults = faults;
        this.cycle = cycle;
    }

    public String name() {
        return name;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        state = State.RUNNING;
        State end = State.INTERRUPTED;
        try {
            long pause = FIRST_PAUSE_MILLIS;
            for (boolean more = true; more; ) {
                move();
                boolean done = false;
                try {
                    more = cycle.run();
                    done = true;
                } catch (InterruptedException e) {
                    throw e;
                } catch (Throwable e) {
                    faults.fails(part, name, e);
                }
                if (done) {
                    faults.over(part, name);
                    pause = FIRST_PAUSE_MILLIS;
                } else {
                    Thread.sleep(pause);
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                }
            }
            end = State.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            state = end;
            thread = null;
        }
    }

    /** Does a piece of a cycle that must not end the cycle. */
    public boolean guard(Object what, Runnable piece) {
        move();
        return faults.guard(part, what, piece);
    }

    /** Says that a cycle that takes long goes on. */
    public void move() {
        movedNanos = System.nanoTime();
    }

    /** Why the work is not being done; null while it is. */
    public @Nullable String problem() {
        return problem(System.nanoTime());
    }

    @Nullable
    String problem(long now) {
        long still = now - movedNanos;
        return switch (state) {
            case DONE -> "has ended";
            case INTERRUPTED -> "was interrupted";
            case NOT_BEGUN -> still < STUCK_NANOS ? null : "has not begun for " + seconds(still);
            case RUNNING -> still < STUCK_NANOS ? null : "has not moved for " + seconds(still) + place();
        };
    }

    private static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + " s";
    }

    /** Where the thread is at the moment. */
    private String place() {
        Thread running = thread;
        StackTraceElement[] stack = running == null ? new StackTraceElement[0] : running.getStackTrace();
        return Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> ", in " + stack[0].getClassName() + '.' + stack[0].getMethodName() + " for " + frame)
                .orElse("");
    }
}
