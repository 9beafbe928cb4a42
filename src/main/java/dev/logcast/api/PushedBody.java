package dev.logcast.api;

import dev.logcast.ingest.LineTooLongException;
import dev.logcast.ingest.Push;
import dev.logcast.line.ServerLog;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Locale;

/**
 * A request's body on its way into the spool, through Servlet non-blocking input (Jakarta Servlet 6.0, section 3.7): a body may
 * last for days and be silent for hours, which would hold a thread, and runs into the time that servers allow a blocking read.
 */
final class PushedBody implements ReadListener {
    private static final System.Logger LOG = ServerLog.of(PushedBody.class.getName());
    private static final int BLOCK_BYTES = 32 * 1024;
    private static final Response.StatusType INSUFFICIENT_STORAGE = new InsufficientStorage();

    private final ServletInputStream in;
    private final AsyncContext context;
    private final Push push;
    private final AsyncResponse async;
    private final byte[] block = new byte[BLOCK_BYTES];
    private boolean ended;

    private PushedBody(ServletInputStream in, AsyncContext context, Push push, AsyncResponse async) {
        this.in = in;
        this.context = context;
        this.push = push;
        this.async = async;
    }

    static void start(HttpServletRequest request, Push push, AsyncResponse async) throws IOException {
        AsyncContext context = request.getAsyncContext();
        context.setTimeout(0);
        ServletInputStream in = request.getInputStream();
        in.setReadListener(new PushedBody(in, context, push, async));
    }

    @Override
    public synchronized void onDataAvailable() {
        // isFinished() says nothing of use: in Payara it is true once all has come, read or not.
        while (in.isReady()) {
            int length;
            try {
                length = in.read(block);
            } catch (IOException e) {
                vanished(e);
                return;
            }
            if (length < 0) {
                return;
            }
            if (!ended) {
                store(length);
            }
        }
    }

    @Override
    public synchronized void onAllDataRead() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            push.close();
            answer(Response.ok("{\"lines\":" + push.lines() + '}', MediaType.APPLICATION_JSON_TYPE));
        } catch (IOException e) {
            answer(notStored(e, push.lines()));
        }
    }

    @Override
    public synchronized void onError(Throwable broken) {
        vanished(broken);
    }

    private void store(int length) {
        try {
            push.write(block, 0, length);
        } catch (IOException e) {
            ended = true;
            push.abandon();
            answer(notStored(e, push.lines()));
        }
    }

    /** What came was sent: the last line is one, although its end is missing. */
    private void vanished(Throwable broken) {
        if (ended) {
            return;
        }
        ended = true;
        LOG.log(System.Logger.Level.DEBUG, "Somebody stopped pushing in the middle: {0}", broken.toString());
        try {
            push.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The last pushed line was not stored: {0}", e.toString());
        }
        answer(Problem.badRequest("The body has no end; " + push.lines() + " lines of it are stored."));
    }

    private void answer(Problem problem) {
        // The rest of the body is not wanted.
        answer(ProblemMapper.response(problem.status(), String.valueOf(problem.getMessage()))
                .header("Connection", "close"));
    }

    private void answer(Response.ResponseBuilder response) {
        // Not from here, which may be a thread of the server's that must not write.
        context.start(() -> async.resume(response.build()));
    }

    /** What to answer when lines could not be stored. */
    static Problem notStored(IOException e, long lines) {
        String stored = ' ' + Long.toString(lines) + " lines before are stored.";
        if (e instanceof LineTooLongException) {
            return new Problem(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "Line " + (lines + 1) + " is too long: " + e.getMessage() + '.' + stored);
        }
        LOG.log(System.Logger.Level.WARNING, "Pushed lines were not stored: {0}", e.toString());
        String message = String.valueOf(e.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("no space left") || message.contains("quota")) {
            return new Problem(
                    INSUFFICIENT_STORAGE,
                    "There is no space left below logcast.data.dir. Make room, and go on." + stored);
        }
        return new Problem(
                Response.Status.SERVICE_UNAVAILABLE, "The lines could not be stored: " + message + '.' + stored);
    }

    /** 507 (RFC 4918, section 11.5). */
    private static final class InsufficientStorage implements Response.StatusType {
        @Override
        public int getStatusCode() {
            return 507;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.SERVER_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Insufficient Storage";
        }
    }
}
