package dev.logcast.api.transport;

import dev.logcast.api.problem.Problem;
import dev.logcast.security.Deadlines;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The pushes that are under way: so many at a time; those that are silent give way to one more. Thread-safe. */
@ApplicationScoped
public class Pushes {
    static final int MOST = 1_000;

    /** A push that ought to go on, and does not, is over. */
    static final Duration STALL = Duration.ofSeconds(60);

    private static final int RETRY_SECONDS = 5;

    private final Set<PushedBody> running = new HashSet<>();

    @Inject
    private Deadlines deadlines;

    /** @throws Problem when there are too many, and none is silent */
    synchronized void admit(PushedBody push) {
        if (running.size() >= MOST) {
            long now = System.nanoTime();
            Optional<PushedBody> silent = running.stream()
                    .max(Comparator.comparingLong(one -> one.silentNanos(now)))
                    .filter(one -> one.silentNanos(now) > STALL.toNanos());
            if (silent.isEmpty()) {
                throw Problem.unavailable(
                        MOST + " pushes are under way. Try again when one of them has ended.", RETRY_SECONDS);
            }
            over(silent.get());
            silent.get().stop();
        }
        running.add(push);
        deadlines.await(push);
    }

    synchronized void over(PushedBody push) {
        running.remove(push);
        deadlines.over(push);
    }
}
