package dev.logcast.api;

import jakarta.json.Json;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** An answer that says what went wrong and what to do: problem details (RFC 9457). */
final class Problem extends WebApplicationException {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem(Response response, String detail) {
        super(detail, response);
    }

    static Problem of(Status status, String detail) {
        return new Problem(response(status, detail).build(), detail);
    }

    static Problem badRequest(String detail) {
        return of(Status.BAD_REQUEST, detail);
    }

    static Response.ResponseBuilder response(Response.StatusType status, String detail) {
        String body = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", status.getReasonPhrase())
                .add("status", status.getStatusCode())
                .add("detail", detail)
                .build()
                .toString();
        return Response.status(status).type(MEDIA_TYPE).entity(body);
    }
}
