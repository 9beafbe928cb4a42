package dev.logcast.security;

import dev.logcast.line.ServerLog;
import jakarta.inject.Singleton;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The consequences of a wrong token: its answer is a second late, without a thread that waits, and the log tells of it, at most twice a
 * minute for each address. At most 64 wait at once; others are told to come back, on a connection of their own. Right tokens are never
 * late, whoever else guesses. Thread-safe.
 */
@Singleton
public class WrongTokens {
    private static final System.Logger LOG = ServerLog.of(WrongTokens.class);
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final int MOST_LATE = 64;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_ADDRESSES = 1000;
    private static final String OTHERS = "other addresses";

    private final AtomicInteger waiting = new AtomicInteger();
    private final Executor late = CompletableFuture.delayedExecutor(LATE.toMillis(), TimeUnit.MILLISECONDS);
    private final Executor minute = CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES);

    /** Those that came after the one that was logged. */
    private final Map<String, AtomicInteger> counted = new ConcurrentHashMap<>();

    /** Answers with a refusal. */
    void answer(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        Duration held = refuse(request, response, refusal);
        if (!held.isZero() && request.isAsyncSupported()) {
            AsyncContext context = request.startAsync(request, response);
            context.setTimeout(0);
            late.execute(context::complete);
        }
    }

    /**
     * Writes a refusal, which is not sent before the request is complete.
     *
     * @return how long that is to be held back
     */
    Duration refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        note(request.getRemoteAddr());
        if (waiting.incrementAndGet() > MOST_LATE) {
            waiting.decrementAndGet();
            response.setHeader("Retry-After", Long.toString(LATE.toSeconds()));
            response.setHeader("Connection", "close");
            ProblemDetails.answer(
                    response,
                    TOO_MANY_REQUESTS,
                    "Too Many Requests",
                    "Too many wrong tokens come in at once, this one too. Send a right one, or wait.");
            return Duration.ZERO;
        }
        late.execute(waiting::decrementAndGet);
        refusal.answer(response);
        return LATE;
    }

    private void note(String address) {
        String key = counted.containsKey(address) || counted.size() < MOST_ADDRESSES ? address : OTHERS;
        AtomicInteger more = new AtomicInteger();
        AtomicInteger known = counted.putIfAbsent(key, more);
        if (known != null) {
            known.incrementAndGet();
            return;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "Refused a wrong token from {0}. More of them are counted for a minute.",
                key);
        minute.execute(() -> {
            counted.remove(key);
            if (more.get() > 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Refused {0} more wrong tokens from {1} within a minute.",
                        more.get(),
                        key);
            }
        });
    }
}
