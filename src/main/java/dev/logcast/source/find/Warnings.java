package dev.logcast.source.find;

import dev.logcast.line.ServerLog;
import java.time.Duration;

/**
 * Messages about files that people should know of and are not to be flooded with: of so many messages a minute each is logged, of more
 * only how many there were; where they stand is in the reports. Thread-safe.
 */
public final class Warnings {
    private static final System.Logger LOG = ServerLog.of(Warnings.class.getName());
    private static final int MOST = 20;
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    private long windowNanos = System.nanoTime();
    private int said;

    synchronized void say(String format, Object... values) {
        tick(System.nanoTime());
        if (++said <= MOST) {
            LOG.log(System.Logger.Level.WARNING, format, values);
        }
    }

    /** Says how many were left out, once a minute. */
    synchronized void tick(long now) {
        if (now - windowNanos < WINDOW_NANOS) {
            return;
        }
        if (said > MOST) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} more messages on files that cannot be read, within a minute. GET /api/sources shows which.",
                    said - MOST);
        }
        windowNanos = now;
        said = 0;
    }
}
