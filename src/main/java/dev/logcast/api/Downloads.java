package dev.logcast.api;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;

/** The exports that are under way: a few at a time. Thread-safe. */
@ApplicationScoped
public class Downloads {
    static final int MOST = 4;

    private static final Duration STALL = Duration.ofSeconds(60);
    private static final int RETRY_SECONDS = 5;

    @Resource
    private ManagedExecutorService threads;

    private final Set<Download> running = new HashSet<>();

    /** What exports are made on. */
    Executor threads() {
        return threads;
    }

    /** Takes one in; in place of one that nobody has read for long, if need be. */
    synchronized void admit(Download download) {
        if (running.size() >= MOST) {
            running.stream().filter(one -> one.stalledFor(STALL)).toList().forEach(one -> {
                running.remove(one);
                one.stop();
            });
        }
        if (running.size() >= MOST) {
            throw Problem.unavailable(
                    MOST + " exports are running. Try again when one of them has ended.", RETRY_SECONDS);
        }
        running.add(download);
    }

    synchronized void ended(Download download) {
        running.remove(download);
    }
}
