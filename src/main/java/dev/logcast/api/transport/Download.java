package dev.logcast.api.transport;

import dev.logcast.history.Export;
import dev.logcast.line.LossReason;
import dev.logcast.line.ServerLog;
import dev.logcast.security.Deadlines;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The sending of an export to a client as fast as it reads, and holds neither a thread nor lines while it does not (Jakarta Servlet 6.0,
 * section 5.7).
 *
 * <p>Thread-safe: whoever signals, one thread at a time goes on.
 */
public final class Download implements WriteListener, AsyncListener, Deadlines.Awaited {
    private static final System.Logger LOG = ServerLog.of(Download.class.getName());
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /** Others have their turn then. */
    private static final long TURN_NANOS = Duration.ofMillis(50).toNanos();

    private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();

    private final Downloads downloads;
    private final AsyncContext context;
    private final AsyncResponse async;
    private final ServletOutputStream out;
    private final Export export;
    private final ConnectionTable hungUp;
    private final AtomicInteger signals = new AtomicInteger();
    private volatile long wroteNanos = System.nanoTime();

    /** Its client has gone. */
    private volatile boolean gone;

    /** Its client takes nothing, and has been waited for long enough. */
    private volatile boolean stalled;

    private volatile boolean waiting;

    // Of the thread that goes on.
    private boolean resting;
    private long lookedNanos = wroteNanos;
    private boolean ended;

    /** What tells that it ends before the whole has been sent; null while it goes on. */
    private byte @Nullable [] cut;

    public Download(Downloads downloads, HttpServletRequest request, AsyncResponse async, Export export)
            throws IOException {
        this.downloads = downloads;
        this.context = request.getAsyncContext();
        this.async = async;
        this.out = context.getResponse().getOutputStream();
        this.export = export;
        this.hungUp = new ConnectionTable(request);
    }

    public void start() {
        context.setTimeout(0);
        context.addListener(this);
        downloads.await(this);
        out.setWriteListener(this);
    }

    /** Whether it takes no memory while nobody reads. */
    boolean rests() {
        return export.rests();
    }

    boolean stalledFor(Duration time) {
        return System.nanoTime() - wroteNanos > time.toNanos();
    }

    @Override
    public void look(long nanos) {
        if (stalledFor(Downloads.FORGOTTEN)) {
            stop();
        } else if (!stalled && stalledFor(Downloads.STALL)) {
            giveWay();
        } else if (waiting && nanos - wroteNanos > REST_NANOS) {
            signal();
        }
    }

    /** Reads no more, and tells that when its client takes something again. */
    void giveWay() {
        stalled = true;
        signal();
    }

    /** Ends it, wherever it is. */
    private void stop() {
        gone = true;
        signal();
    }

    private void signal() {
        if (signals.getAndIncrement() == 0) {
            downloads.ready(this);
        }
    }

    /** Sends on for a turn, as far as the client reads. */
    void turn() {
        int seen = signals.get();
        try {
            goOn();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "The client has gone", e);
            end();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "An export failed", e);
            if (cut == null) {
                cut(LossReason.ARCHIVE_FAILED);
                signals.incrementAndGet();
            } else {
                end();
            }
        }
        if (signals.addAndGet(-seen) > 0) {
            downloads.ready(this);
        }
    }

    /** The server stops. */
    void reject() {
        end();
    }

    private void goOn() throws IOException {
        long begun = System.nanoTime();
        waiting = false;
        while (!ended && !gone && !stalled && cut == null && out.isReady()) {
            if (System.nanoTime() - begun > TURN_NANOS) {
                signals.incrementAndGet();
                return;
            }
            resting = false;
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
        if (gone) {
            end();
        } else if (stalled && cut == null) {
            cut(LossReason.SLOW_CLIENT);
        }
        byte[] rest = cut;
        if (!ended && rest == null) {
            rest();
        } else if (!ended && out.isReady()) {
            out.write(rest);
            end();
        }
    }

    private void cut(String reason) {
        try {
            cut = export.cut(reason);
            export.close();
            downloads.cut(this);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "What cannot be told ends without a word", e);
            end();
        }
    }

    /** The client does not read: what has been read ahead for it is let go after a moment. */
    private void rest() {
        if (resting) {
            return;
        }
        if (System.nanoTime() - wroteNanos > REST_NANOS) {
            resting = true;
            export.rest();
        } else {
            waiting = true;
        }
    }

    /** While nothing is found nothing is written, which is how a server learns that a client has gone. */
    private void lookWhetherSomebodyWaits() {
        long now = System.nanoTime();
        if (now - Math.max(lookedNanos, wroteNanos) > LOOK_NANOS) {
            lookedNanos = now;
            wroteNanos = now;
            if (hungUp.check()) {
                gone = true;
            }
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
