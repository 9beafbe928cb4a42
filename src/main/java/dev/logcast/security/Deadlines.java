package dev.logcast.security;

import dev.logcast.line.ServerLog;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server waits for at the moment: clients that have to send or to take something. Looks at each of them twice a second, so that a
 * deadline is kept within half a second and needs no thread of its own. Thread-safe.
 */
@ApplicationScoped
public class Deadlines {
    private static final System.Logger LOG = ServerLog.of(Deadlines.class);
    private static final long EVERY_MILLIS = 500;

    private final Set<Awaited> awaited = ConcurrentHashMap.newKeySet();
    private @Nullable Future<?> looking;

    @Resource
    private ManagedScheduledExecutorService timer;

    /** Somebody who may keep the server waiting for some time only. */
    public interface Awaited {
        /**
         * Ends it when its time is over; must not block.
         *
         * @param nanos {@link System#nanoTime()}
         */
        void look(long nanos);
    }

    @PostConstruct
    void begin() {
        looking = timer.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void end() {
        Future<?> running = looking;
        if (running != null) {
            running.cancel(false);
        }
    }

    /** From here on it is looked at, until it is over. */
    public void await(Awaited client) {
        awaited.add(client);
    }

    public void over(Awaited client) {
        awaited.remove(client);
    }

    private void look() {
        awaited.removeIf(client -> !look(client));
    }

    private static boolean look(Awaited client) {
        try {
            client.look(System.nanoTime());
            return true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A client could not be told that its time is over", e);
            return false;
        }
    }
}
