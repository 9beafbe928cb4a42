package dev.logcast.security;

import jakarta.json.Json;

/** The body of an answer that says what is wrong and what to do (RFC 9457). */
public final class ProblemDetails {
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDetails() {}

    public static String json(int status, String title, String detail) {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .build()
                .toString();
    }
}
