package dev.logcast.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;

/** What is wrong with a request; the message says what to do. Answered by {@link ProblemMapper}. */
final class Problem extends RuntimeException {
    private final StatusType status;

    Problem(StatusType status, String detail) {
        super(detail);
        this.status = status;
    }

    static Problem badRequest(String detail) {
        return new Problem(Response.Status.BAD_REQUEST, detail);
    }

    StatusType status() {
        return status;
    }
}
