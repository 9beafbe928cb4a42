package dev.logcast.api.transport;

import dev.logcast.api.problem.Problem;
import dev.logcast.api.problem.ProblemMapper;
import dev.logcast.ingest.LineTooLongException;
import dev.logcast.ingest.NoRoomException;
import dev.logcast.ingest.Push;
import dev.logcast.ingest.SpoolFullException;
import dev.logcast.line.ServerLog;
import dev.logcast.security.Deadlines;
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
 * last for days and be silent for hours, which would hold a thread, and runs into the time that servers allow a blocking read. Who has said
 * how long it is sends it in one go, though, and who has begun a long line ends it: a silence of {@link Pushes#STALL} ends such a push.
 */
public final class PushedBody implements ReadListener, Deadlines.Awaited {
    private static final System.Logger LOG = ServerLog.of(PushedBody.class.getName());
    private static final int BLOCK_BYTES = 32 * 1024;
    private static final int RETRY_SECONDS = 10;
    private static final Response.StatusType INSUFFICIENT_STORAGE = new InsufficientStorage();

    private final ServletInputStream in;
    private final AsyncContext context;
    private final Push push;
    private final AsyncResponse async;
    private final Pushes pushes;
    private final boolean measured;
    private volatile long movedNanos = System.nanoTime();
    private boolean ended;

    private PushedBody(HttpServletRequest request, Push push, AsyncResponse async, Pushes pushes) throws IOException {
        this.in = request.getInputStream();
        this.context = request.getAsyncContext();
        this.measured = request.getContentLengthLong() >= 0;
        this.push = push;
        this.async = async;
        this.pushes = pushes;
    }

    public static void start(HttpServletRequest request, Push push, AsyncResponse async, Pushes pushes)
            throws IOException {
        PushedBody body = new PushedBody(request, push, async, pushes);
        pushes.admit(body);
        body.context.setTimeout(0);
        body.in.setReadListener(body);
    }

    /** For how long nothing has come. */
    long silentNanos(long now) {
        return now - movedNanos;
    }

    @Override
    public void look(long nanos) {
        if (silentNanos(nanos) > Pushes.STALL.toNanos() && (measured || push.waitsForLongLine())) {
            stop();
        }
    }

    /** Ends it where it is. */
    void stop() {
        pushes.over(this);
        context.start(this::stopped);
    }

    private synchronized void stopped() {
        end(new Problem(
                Response.Status.REQUEST_TIMEOUT,
                "Nothing has come for " + Pushes.STALL.toSeconds() + " s; " + storedUnfinished()
                        + " lines are stored. Send the others once more."));
    }

    @Override
    public synchronized void onDataAvailable() {
        byte[] block = new byte[BLOCK_BYTES];
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
            movedNanos = System.nanoTime();
            if (!ended) {
                store(block, length);
            }
        }
    }

    @Override
    public synchronized void onAllDataRead() {
        if (ended) {
            return;
        }
        try {
            push.close();
            end(Response.ok("{\"lines\":" + push.lines() + '}', MediaType.APPLICATION_JSON_TYPE));
        } catch (IOException e) {
            end(notStored(e, push.lines()));
        }
    }

    @Override
    public synchronized void onError(Throwable broken) {
        vanished(broken);
    }

    private void store(byte[] block, int length) {
        try {
            push.write(block, 0, length);
        } catch (IOException e) {
            push.abandon();
            end(notStored(e, push.lines()));
        }
    }

    /** What came was sent: the last line is one, although its end is missing. */
    private void vanished(Throwable broken) {
        if (ended) {
            return;
        }
        LOG.log(System.Logger.Level.DEBUG, "Somebody stopped pushing in the middle: {0}", broken.toString());
        end(Problem.badRequest("The body has no end; " + storedUnfinished() + " lines of it are stored."));
    }

    /** @return how many lines are stored, the last one among them */
    private long storedUnfinished() {
        if (!ended) {
            try {
                push.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "The last pushed line was not stored: {0}", e.toString());
            }
        }
        return push.lines();
    }

    private void end(Problem problem) {
        // The rest of the body is not wanted.
        end(ProblemMapper.builder(problem).header("Connection", "close"));
    }

    private void end(Response.ResponseBuilder response) {
        if (ended) {
            return;
        }
        ended = true;
        pushes.over(this);
        // Not from here, which may be a thread of the server's that must not write.
        context.start(() -> async.resume(response.build()));
    }

    /** What to answer when lines could not be stored. */
    public static Problem notStored(IOException e, long lines) {
        String stored = ' ' + Long.toString(lines) + " lines before are stored.";
        if (e instanceof LineTooLongException) {
            return new Problem(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "Line " + (lines + 1) + " is too long: " + e.getMessage() + '.' + stored);
        }
        if (e instanceof SpoolFullException) {
            return new Problem(INSUFFICIENT_STORAGE, e.getMessage() + stored);
        }
        if (e instanceof NoRoomException) {
            return Problem.unavailable(
                    "Line " + (lines + 1) + " is not taken: " + e.getMessage() + '.' + stored, RETRY_SECONDS);
        }
        LOG.log(System.Logger.Level.WARNING, "Pushed lines were not stored: {0}", e.toString());
        String message = String.valueOf(e.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("no space left") || message.contains("quota")) {
            return new Problem(
                    INSUFFICIENT_STORAGE,
                    "There is no space left below logcast.data.dir. Make room, and go on." + stored);
        }
        return Problem.unavailable("The lines could not be stored: " + message + '.' + stored, RETRY_SECONDS);
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
