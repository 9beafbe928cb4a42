package dev.logcast.api;

import dev.logcast.history.Export;
import dev.logcast.line.ServerLog;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends an export to a client as fast as it reads, and holds no thread while it does not (Jakarta Servlet 6.0, section 5.7).
 *
 * <p>Thread-safe: whoever signals, one thread at a time goes on.
 */
final class Download implements WriteListener, AsyncListener, Runnable {
    private static final System.Logger LOG = ServerLog.of(Download.class.getName());
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Downloads downloads;
    private final AsyncContext context;
    private final AsyncResponse async;
    private final ServletOutputStream out;
    private final Export export;
    private final HungUp hungUp;
    private final AtomicInteger signals = new AtomicInteger();
    private volatile long wroteNanos = System.nanoTime();
    private volatile boolean stopped;

    // Of the thread that goes on.
    private long lookedNanos = wroteNanos;
    private boolean ended;

    Download(Downloads downloads, HttpServletRequest request, AsyncResponse async, Export export) throws IOException {
        this.downloads = downloads;
        this.context = request.getAsyncContext();
        this.async = async;
        this.out = context.getResponse().getOutputStream();
        this.export = export;
        this.hungUp = new HungUp(request);
    }

    void start() {
        context.setTimeout(0);
        context.addListener(this);
        out.setWriteListener(this);
    }

    boolean stalledFor(Duration time) {
        return System.nanoTime() - wroteNanos > time.toNanos();
    }

    /** Ends it, wherever it is. */
    void stop() {
        stopped = true;
        signal();
    }

    private void signal() {
        if (signals.getAndIncrement() == 0) {
            try {
                downloads.threads().execute(this);
            } catch (RejectedExecutionException e) {
                LOG.log(System.Logger.Level.DEBUG, "The server stops", e);
                end();
            }
        }
    }

    @Override
    public void run() {
        int seen = signals.get();
        while (seen > 0) {
            try {
                goOn();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.TRACE, "The client has gone", e);
                end();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "An export failed", e);
                end();
            }
            seen = signals.addAndGet(-seen);
        }
    }

    private void goOn() throws IOException {
        while (!ended && !stopped && out.isReady()) {
            byte[] portion = export.next();
            if (portion == null) {
                end();
            } else if (portion.length > 0) {
                out.write(portion);
                wroteNanos = System.nanoTime();
            } else {
                lookWhetherSomebodyWaits();
            }
        }
        if (stopped) {
            end();
        }
    }

    /** While nothing is found nothing is written, which is how a server learns that a client has gone. */
    private void lookWhetherSomebodyWaits() {
        long now = System.nanoTime();
        if (now - Math.max(lookedNanos, wroteNanos) > LOOK_NANOS) {
            lookedNanos = now;
            wroteNanos = now;
            stopped = hungUp.check();
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        export.close();
        downloads.ended(this);
        complete();
    }

    /** By JAX-RS, which otherwise would try to end the answer once more; unless it has stopped. */
    private void complete() {
        try {
            async.resume(Response.ok().build());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.TRACE, "JAX-RS has stopped, and answers nothing any more", e);
        }
        ServletOutlet.complete(context);
    }

    @Override
    public void onWritePossible() {
        signal();
    }

    @Override
    public void onError(Throwable broken) {
        stop();
    }

    @Override
    public void onError(AsyncEvent event) {
        stop();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        stop();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        stop();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
