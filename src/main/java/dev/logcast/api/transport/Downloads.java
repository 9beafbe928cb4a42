package dev.logcast.api.transport;

import dev.logcast.api.problem.Problem;
import dev.logcast.archive.Reading;
import dev.logcast.security.Deadlines;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * The exports that are under way. Many may be, for one whose client reads slowly costs next to nothing while it waits; a few are worked on at
 * a time, by turns. Thread-safe.
 */
@ApplicationScoped
public class Downloads {
    static final int MOST = 64;

    /** For a client that takes nothing for so long nothing more is read; it is told so when it takes something again. */
    static final Duration STALL = Duration.ofMinutes(2);

    /** After so long it is closed without a word. */
    static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** After so long it gives way to others. */
    private static final Duration GIVES_WAY = Duration.ofSeconds(60);

    /** Those that hold lines also while nobody reads. */
    private static final int MOST_RESTLESS = 8;

    private static final int RETRY_SECONDS = 5;

    private final Set<Download> running = new HashSet<>();
    private final Queue<Download> ready = new ArrayDeque<>();
    private int atWork;

    @Resource
    private ManagedExecutorService threads;

    @Inject
    private Deadlines deadlines;

    /** Takes one in; in place of one that nobody has read for long, if need be. */
    public synchronized void admit(Download download) {
        if (full(download)) {
            running.stream().filter(one -> one.stalledFor(GIVES_WAY)).toList().forEach(one -> {
                running.remove(one);
                one.giveWay();
            });
        }
        if (full(download)) {
            throw Problem.unavailable(
                    running.size() + " exports are running. Try again when one of them has ended.", RETRY_SECONDS);
        }
        running.add(download);
    }

    private boolean full(Download download) {
        return running.size() >= MOST
                || (!download.rests()
                        && running.stream().filter(one -> !one.rests()).count() >= MOST_RESTLESS);
    }

    void await(Download download) {
        deadlines.await(download);
    }

    /** It can go on, when its turn comes. */
    synchronized void ready(Download download) {
        ready.add(download);
        begin();
    }

    private synchronized void begin() {
        while (atWork < Reading.AT_ONCE && !ready.isEmpty()) {
            Download next = ready.remove();
            atWork++;
            try {
                threads.execute(() -> work(next));
            } catch (RejectedExecutionException e) {
                atWork--;
                next.reject();
            }
        }
    }

    private void work(Download download) {
        try {
            download.turn();
        } finally {
            synchronized (this) {
                atWork--;
                begin();
            }
        }
    }

    /** It takes nothing but its connection now. */
    synchronized void cut(Download download) {
        running.remove(download);
    }

    synchronized void ended(Download download) {
        running.remove(download);
        deadlines.over(download);
    }
}
