package dev.logcast.api;

import dev.logcast.hub.Outlet;
import dev.logcast.hub.Subscriber;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection through Servlet non-blocking output (Jakarta Servlet 6.0, section 5.7): written by the hub's pumps,
 * woken by the container.
 */
final class ServletOutlet implements Outlet, WriteListener, AsyncListener {
    private static final System.Logger LOG = System.getLogger(ServletOutlet.class.getName());

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final @Nullable HungUp hungUp;
    private volatile @Nullable Subscriber subscriber;
    private volatile @Nullable Runnable ended;

    /** @param silent whether the format has no heartbeat, so that the connection itself must be asked */
    ServletOutlet(AsyncContext context, HttpServletRequest request, boolean silent) throws IOException {
        this.context = context;
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
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.TRACE, "The container has ended the stream before", e);
        }
        Runnable last = ended;
        if (last != null) {
            last.run();
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
