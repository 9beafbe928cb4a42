package dev.logcast.api;

import dev.logcast.hub.Outlet;
import dev.logcast.hub.Subscriber;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection through Servlet non-blocking output (Jakarta Servlet 6.0, section 5.7): written by the hub's pumps,
 * woken by the container.
 */
final class ServletOutlet implements Outlet, WriteListener, AsyncListener {
    private static final System.Logger LOG = System.getLogger(ServletOutlet.class.getName());

    private final AsyncContext context;
    private final AsyncResponse async;
    private final ServletOutputStream out;
    private final @Nullable HungUp hungUp;
    private volatile @Nullable Subscriber subscriber;
    private volatile @Nullable Runnable ended;

    /** @param silent whether the format has no heartbeat, so that the connection itself must be asked */
    ServletOutlet(HttpServletRequest request, AsyncResponse async, boolean silent) throws IOException {
        this.context = request.getAsyncContext();
        this.async = async;
        this.out = context.getResponse().getOutputStream();
        this.hungUp =
                silent ? new HungUp(request.getRemoteAddr(), request.getRemotePort(), request.getLocalPort()) : null;
    }

    /** Lets the container call; from here on the subscriber may be advanced. */
    void start(Subscriber started, Runnable whenEnded) {
        subscriber = started;
        ended = whenEnded;
        context.setTimeout(0);
        context.addListener(this);
        out.setWriteListener(this);
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
        complete(context, async);
        Runnable last = ended;
        if (last != null) {
            last.run();
        }
    }

    /** Ends an answer that has been written past JAX-RS: by JAX-RS, which otherwise would try to end it once more. */
    static void complete(AsyncContext context, AsyncResponse async) {
        try {
            async.resume(Response.ok().build());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.TRACE, "JAX-RS has stopped, and answers nothing any more", e);
        }
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
