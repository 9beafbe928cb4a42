package dev.logcast.security;

import dev.logcast.line.ServerLog;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A reader of bodies that are read as a whole before anything is done with them, through Servlet non-blocking input (Jakarta Servlet 6.0,
 * section 3.7): who sends nothing holds no thread. A body has a size, which is looked at before a byte of it is read when its length is
 * given, and a deadline. So many are on their way at a time; one more takes the place of the one that has been waited for longest, so that
 * those who send theirs at once are never kept out by those who do not. Thread-safe.
 */
public final class SmallBodies {
    private static final System.Logger LOG = ServerLog.of(SmallBodies.class);
    private static final int BLOCK_BYTES = 8 * 1024;
    private static final int RETRY_SECONDS = 1;

    private final int mostBytes;
    private final int mostAtATime;
    private final Duration deadline;
    private final Queue<Body> reading = new ArrayDeque<>();

    /** Gets a body, and answers; called on a thread that may write. */
    public interface Receiver {
        /** @return how long the answer, which fits a buffer then, is to be held back */
        Duration take(byte[] body) throws IOException;
    }

    public SmallBodies(int mostBytes, int mostAtATime, Duration deadline) {
        this.mostBytes = mostBytes;
        this.mostAtATime = mostAtATime;
        this.deadline = deadline;
    }

    /** Has a body read; what is refused is answered here. */
    public void read(HttpServletRequest request, HttpServletResponse response, Deadlines deadlines, Receiver receiver)
            throws IOException {
        if (request.getContentLengthLong() > mostBytes) {
            response.setHeader("Connection", "close");
            ProblemDetails.answer(
                    response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "Content Too Large", tooLarge());
            return;
        }
        AsyncContext context;
        try {
            context = request.startAsync(request, response);
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client has gone before its body was asked for", e);
            return;
        }
        context.setTimeout(0);
        ServletInputStream in = request.getInputStream();
        Body body = new Body(context, in, response, deadlines, receiver);
        begin(body);
        in.setReadListener(body);
    }

    private String tooLarge() {
        return "The body must be at most " + mostBytes + " bytes.";
    }

    private void begin(Body body) {
        Body longest = null;
        synchronized (reading) {
            if (reading.size() >= mostAtATime) {
                longest = reading.remove();
            }
            reading.add(body);
        }
        body.deadlines.await(body);
        if (longest != null) {
            longest.giveWay();
        }
    }

    private void end(Body body) {
        body.deadlines.over(body);
        synchronized (reading) {
            reading.remove(body);
        }
    }

    /** One request's. */
    private final class Body implements ReadListener, Deadlines.Awaited {
        private final AsyncContext context;
        private final ServletInputStream in;
        private final HttpServletResponse response;
        private final Deadlines deadlines;
        private final Receiver receiver;
        private final long begunNanos = System.nanoTime();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
        private boolean ended;

        Body(
                AsyncContext context,
                ServletInputStream in,
                HttpServletResponse response,
                Deadlines deadlines,
                Receiver receiver) {
            this.context = context;
            this.in = in;
            this.response = response;
            this.deadlines = deadlines;
            this.receiver = receiver;
        }

        @Override
        public synchronized void onDataAvailable() throws IOException {
            byte[] block = new byte[BLOCK_BYTES];
            // isFinished() says nothing of use: in Payara it is true once all has come, read or not.
            while (in.isReady()) {
                int length = in.read(block);
                if (length < 0) {
                    return;
                }
                if (!ended) {
                    bytes.write(block, 0, length);
                    if (bytes.size() > mostBytes) {
                        refuse(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "Content Too Large", tooLarge());
                    }
                }
            }
        }

        @Override
        public synchronized void onAllDataRead() {
            finish(() -> receiver.take(bytes.toByteArray()));
        }

        @Override
        public synchronized void onError(Throwable broken) {
            LOG.log(System.Logger.Level.DEBUG, "Somebody went away in the middle of a body", broken);
            refuse(HttpServletResponse.SC_BAD_REQUEST, "Bad Request", "The body has no end.");
        }

        @Override
        public void look(long nanos) {
            if (nanos - begunNanos > deadline.toNanos()) {
                late();
            }
        }

        private synchronized void late() {
            refuse(
                    HttpServletResponse.SC_REQUEST_TIMEOUT,
                    "Request Timeout",
                    "The whole body must come within " + deadline.toSeconds() + " s.");
        }

        synchronized void giveWay() {
            finish(() -> {
                response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
                return answer(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        "Service Unavailable",
                        "More than " + mostAtATime + " bodies are on their way, and this one has been waited for"
                                + " longest. Send it once more, at once.");
            });
        }

        private void refuse(int status, String title, String detail) {
            finish(() -> answer(status, title, detail));
        }

        /** The rest of the body is not wanted. */
        private Duration answer(int status, String title, String detail) throws IOException {
            response.setHeader("Connection", "close");
            ProblemDetails.answer(response, status, title, detail);
            return Duration.ZERO;
        }

        private void complete(Duration held) {
            if (held.isZero()) {
                context.complete();
            } else {
                CompletableFuture.delayedExecutor(held.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(context::complete);
            }
        }

        private void finish(Answer answer) {
            if (ended) {
                return;
            }
            ended = true;
            end(this);
            // Not from here, which may be a thread of the server's that must not write.
            context.start(() -> {
                Duration held = Duration.ZERO;
                try {
                    held = answer.write();
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.DEBUG, "A client has gone before its answer", e);
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "A body could not be answered", e);
                    response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                } finally {
                    complete(held);
                }
            });
        }
    }

    @FunctionalInterface
    private interface Answer {
        /** @return how long it is to be held back */
        Duration write() throws IOException;
    }
}
