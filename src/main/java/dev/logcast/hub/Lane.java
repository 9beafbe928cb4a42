package dev.logcast.hub;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread's work that asks queries of lines that would keep the pumps from other clients, those first that have cost least. Who waits for
 * it falls behind by itself. What takes more than its share goes on in a slower lane, which rests for as long as it works.
 *
 * <p>One thread runs it; any asks, and stops.
 */
final class Lane implements Duty.Cycle {
    private static final int PATIENCE_MILLIS = 500;
    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Faults faults;
    private final @Nullable Lane slower;
    private final PriorityBlockingQueue<Question> questions = new PriorityBlockingQueue<>();
    private volatile boolean stopped;

    /** @param slower takes over what takes much; null: this one does that itself */
    Lane(Faults faults, @Nullable Lane slower) {
        this.faults = faults;
        this.slower = slower;
    }

    void ask(Question question) {
        if (slower != null && question.tally().spending().heavy()) {
            slower.ask(question);
        } else {
            question.queued();
            questions.add(question);
        }
    }

    void stop() {
        stopped = true;
    }

    @Override
    public boolean run() throws InterruptedException {
        Question question = questions.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (question != null) {
            long began = System.nanoTime();
            goOn(question);
            long took = System.nanoTime() - began;
            question.tally().spending().add(took);
            if (slower == null && !stopped) {
                LockSupport.parkNanos(this, Math.min(LONGEST_REST_NANOS, took));
            }
        }
        return !stopped;
    }

    private void goOn(Question question) {
        try {
            if (question.go()) {
                question.tally().answered(question);
            } else {
                ask(question);
            }
        } catch (Throwable e) {
            faults.note(Part.SEND, "the streams of a query, which end", e);
            question.tally().answered(question);
            question.waiting().forEach(subscriber -> faults.guard(Part.SEND, "the end of a stream", subscriber::close));
        }
    }
}
