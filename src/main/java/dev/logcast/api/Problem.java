package dev.logcast.api;

import jakarta.ws.rs.core.Response.Status;

/** What is wrong with a request; the message says what to do. Answered by {@link ProblemMapper}. */
final class Problem extends RuntimeException {
    private final Status status;

    Problem(Status status, String detail) {
        super(detail);
        this.status = status;
    }

    static Problem badRequest(String detail) {
        return new Problem(Status.BAD_REQUEST, detail);
    }

    Status status() {
        return status;
    }
}
