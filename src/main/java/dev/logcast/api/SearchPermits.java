package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.archive.Archive;
import dev.logcast.archive.TimeBudget;
import dev.logcast.line.ServerLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Permits to search the archive: for a few at a time, and for nobody for long. Thread-safe. */
@Singleton
public class SearchPermits {
    static final int MOST = 4;

    private static final System.Logger LOG = ServerLog.of(SearchPermits.class.getName());
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final int RETRY_SECONDS = 1;

    /** Most searches take milliseconds: so many may wait for so long. */
    private static final int MOST_WAITING = 8;

    private static final long PATIENCE_MILLIS = 500;

    private final Archive archive;
    private final Semaphore permits = new Semaphore(MOST, true);

    /** Looks for something. */
    interface Search<T> {
        T in(Archive archive, TimeBudget budget) throws IOException;
    }

    @Inject
    SearchPermits(Archive archive) {
        this.archive = archive;
    }

    /** @throws Problem when there is none */
    Archive archive() {
        if (!archive.keeps()) {
            throw new Problem(
                    Status.NOT_FOUND,
                    "Nothing is kept here (logcast.archive=none): set logcast.archive=local and start again. /logs has"
                            + " the newest lines, with tail=1000.");
        }
        return archive;
    }

    /** @throws Problem when too many search, or the archive cannot be read */
    <T> T run(Search<T> search) {
        Archive searched = archive();
        if (!admitted()) {
            throw Problem.unavailable(MOST + " searches are running. Try again in a moment.", RETRY_SECONDS);
        }
        try {
            return search.in(searched, TimeBudget.of(TIME));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The archive cannot be read", e);
            throw Problem.unavailable("The archive cannot be read: " + e.getMessage(), RETRY_SECONDS);
        } finally {
            permits.release();
        }
    }

    private boolean admitted() {
        try {
            return permits.tryAcquire()
                    || (permits.getQueueLength() < MOST_WAITING
                            && permits.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
