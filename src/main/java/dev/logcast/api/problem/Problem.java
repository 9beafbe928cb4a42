package dev.logcast.api.problem;

import dev.logcast.query.QuerySyntaxException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;

/**
 * A fault of a request; the message says what to do. Answered by {@link ProblemMapper}. Has no stack trace: it is an answer, and must cost
 * little when many have to be turned away.
 */
public final class Problem extends RuntimeException {
    private final StatusType status;
    private final int column;
    private final int retryAfterSeconds;

    public Problem(StatusType status, String detail) {
        this(status, detail, 0, 0);
    }

    private Problem(StatusType status, String detail, int column, int retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.column = column;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** What may be asked for again after some time. */
    public static Problem unavailable(String detail, int retryAfterSeconds) {
        return new Problem(Response.Status.SERVICE_UNAVAILABLE, detail, 0, retryAfterSeconds);
    }

    /** A mistake in the parameter {@code q}. */
    public static Problem inQuery(QuerySyntaxException mistake) {
        return new Problem(
                Response.Status.BAD_REQUEST,
                "The query has a mistake at column " + mistake.column() + ": " + mistake.getMessage() + '.',
                mistake.column(),
                0);
    }

    public static Problem badRequest(String detail) {
        return new Problem(Response.Status.BAD_REQUEST, detail);
    }

    public StatusType status() {
        return status;
    }

    /** Where in a query the mistake is, from 1; 0: it is none in a query. */
    public int column() {
        return column;
    }

    /** When to try again; 0: that would not help. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
