package dev.logcast.security;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** The body of an answer that says what is wrong and what to do (RFC 9457). */
public final class ProblemDetails {
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDetails() {}

    /** Answers so. */
    public static void answer(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        // The encoding is said before the writer is asked for.
        String body = prepare(response, status, title, detail);
        response.getWriter().write(body);
    }

    /** Sets all of an answer but its body, which is returned. */
    static String prepare(HttpServletResponse response, int status, String title, String detail) {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        return json(status, title, detail);
    }

    /**
     * Answers that a method is not allowed.
     *
     * @param allowed those that are: {@code GET, HEAD, OPTIONS}
     */
    public static void refuseMethod(HttpServletRequest request, HttpServletResponse response, String allowed)
            throws IOException {
        response.setHeader("Allow", allowed);
        answer(
                response,
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "Method Not Allowed",
                notAllowed(request.getMethod(), request.getRequestURI(), allowed));
    }

    /**
     * Whether a method is among those that there are; if not, it has been answered so.
     *
     * @param allowed {@code GET}, {@code HEAD}
     */
    public static boolean allows(HttpServletRequest request, HttpServletResponse response, List<String> allowed)
            throws IOException {
        if (allowed.contains(request.getMethod())) {
            return true;
        }
        refuseMethod(request, response, String.join(", ", allowed));
        return false;
    }

    /** Says which methods are. */
    public static String notAllowed(String method, String path, String allowed) {
        return method + " is not for " + path + ". Use " + allowed + '.';
    }

    public static String json(int status, String title, String detail) {
        return json(status, title, detail, 0);
    }

    /** @param column where in a query the mistake is, from 1; 0: left out */
    public static String json(int status, String title, String detail, int column) {
        JsonObjectBuilder problem = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail);
        if (column > 0) {
            problem.add("column", column);
        }
        return problem.build().toString();
    }
}
