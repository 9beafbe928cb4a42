package dev.logcast.api.transport;

import dev.logcast.hub.Outlet;
import dev.logcast.hub.Subscriber;
import dev.logcast.line.ServerLog;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection through Servlet non-blocking output (Jakarta Servlet 6.0, section 5.7): written by the hub's pumps,
 * woken by the container.
 */
public final class ServletOutlet implements Outlet, WriteListener, AsyncListener {
    private static final System.Logger LOG = ServerLog.of(ServletOutlet.class.getName());

    private final ServletOutputStream out;
    private final @Nullable ConnectionTable hungUp;
    private volatile @Nullable AsyncContext context;
    private volatile @Nullable Subscriber subscriber;
    private volatile @Nullable Runnable ended;

    /** @param silent whether nothing may be written for long, so that the connection itself must be asked */
    public ServletOutlet(HttpServletRequest request, HttpServletResponse response, boolean silent) throws IOException {
        this.out = response.getOutputStream();
        this.hungUp = silent ? new ConnectionTable(request) : null;
    }

    /**
     * Sends the head of the answer, and takes it over from JAX-RS, which then has nothing left to keep or to end. From here on the
     * subscriber may be advanced.
     */
    public void start(HttpServletRequest request, HttpServletResponse response, Subscriber started, Runnable whenEnded)
            throws IOException {
        response.flushBuffer();
        Footprint.reduce(out);
        AsyncContext taken = request.startAsync();
        taken.setTimeout(0);
        taken.addListener(this);
        subscriber = started;
        ended = whenEnded;
        context = taken;
        if (started.closed()) {
            close();
        } else {
            out.setWriteListener(this);
        }
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        AsyncContext taken = context;
        if (taken != null) {
            complete(taken);
        }
        Runnable last = ended;
        if (last != null) {
            last.run();
        }
    }

    /** Ends an answer, if it has not been ended before. */
    static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.TRACE, "The answer had been ended before", e);
        }
    }

    @Override
    public boolean hungUp() {
        return hungUp != null && hungUp.check();
    }

    @Override
    public void onWritePossible() {
        Subscriber writable = subscriber;
        if (writable != null) {
            writable.writable();
        }
    }

    @Override
    public void onError(Throwable broken) {
        gone();
    }

    @Override
    public void onError(AsyncEvent event) {
        gone();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void gone() {
        Subscriber closing = subscriber;
        if (closing != null) {
            closing.close();
        }
    }
}
