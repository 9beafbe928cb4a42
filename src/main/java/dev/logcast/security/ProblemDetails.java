package dev.logcast.security;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** The body of an answer that says what is wrong and what to do (RFC 9457). */
public final class ProblemDetails {
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDetails() {}

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
