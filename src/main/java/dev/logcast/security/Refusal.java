package dev.logcast.security;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says why a request may not pass, and what to do. */
final class Refusal extends Exception {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final int status;

    private Refusal(int status, String detail) {
        super(detail);
        this.status = status;
    }

    static Refusal unauthorized(String detail) {
        return new Refusal(UNAUTHORIZED, detail);
    }

    static Refusal forbidden(String detail) {
        return new Refusal(FORBIDDEN, detail);
    }

    int status() {
        return status;
    }

    /** Whether a token, or another one, would help. */
    boolean wantsToken() {
        return status == UNAUTHORIZED;
    }

    /** Answers with problem details (RFC 9457). */
    void answer(HttpServletResponse response) throws IOException {
        if (wantsToken()) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"logcast\"");
        }
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(Json.createObjectBuilder()
                        .add("type", "about:blank")
                        .add("title", wantsToken() ? "Unauthorized" : "Forbidden")
                        .add("status", status)
                        .add("detail", String.valueOf(getMessage()))
                        .build()
                        .toString());
    }
}
