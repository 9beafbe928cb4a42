package dev.logcast.source;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A turn: any thread signals that there may be something to do, one worker at a time does it, and a signal that comes meanwhile is not
 * lost.
 */
final class PollTurn {
    private static final int IDLE = 0;
    private static final int QUEUED = 1;
    private static final int RUNNING = 2;
    private static final int SIGNALLED_WHILE_RUNNING = 3;

    private final AtomicInteger state = new AtomicInteger(IDLE);

    /** @return whether it must be queued now: it was not, and no worker is at it */
    boolean signal() {
        while (true) {
            int now = state.get();
            if (now == QUEUED || now == SIGNALLED_WHILE_RUNNING) {
                return false;
            }
            if (state.compareAndSet(now, now == IDLE ? QUEUED : SIGNALLED_WHILE_RUNNING)) {
                return now == IDLE;
            }
        }
    }

    void begin() {
        state.set(RUNNING);
    }

    /**
     * @param more whether there is more to do
     * @return whether it must be queued again, for that or for a signal that came meanwhile
     */
    boolean end(boolean more) {
        if (!more && state.compareAndSet(RUNNING, IDLE)) {
            return false;
        }
        state.set(QUEUED);
        return true;
    }
}
