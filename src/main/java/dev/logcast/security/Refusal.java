package dev.logcast.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The reason why a request may not pass, and what to do. */
final class Refusal extends Exception {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final int status;
    private final boolean guess;

    private Refusal(int status, boolean guess, String detail) {
        super(detail);
        this.status = status;
        this.guess = guess;
    }

    static Refusal unauthorized(String detail) {
        return new Refusal(UNAUTHORIZED, false, detail);
    }

    static Refusal wrongToken(String detail) {
        return new Refusal(UNAUTHORIZED, true, detail);
    }

    static Refusal forbidden(String detail) {
        return new Refusal(FORBIDDEN, false, detail);
    }

    /** Whether somebody may be trying tokens. */
    boolean isGuess() {
        return guess;
    }

    int status() {
        return status;
    }

    /** Whether a token, or another one, would help. */
    boolean wantsToken() {
        return status == UNAUTHORIZED;
    }

    /** Answers with problem details. */
    void answer(HttpServletResponse response) throws IOException {
        if (wantsToken()) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"logcast\"");
        }
        String title = wantsToken() ? "Unauthorized" : "Forbidden";
        ProblemDetails.answer(response, status, title, String.valueOf(getMessage()));
    }
}
