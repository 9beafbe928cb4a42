package dev.logcast.api.problem;

import dev.logcast.security.ProblemDetails;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The answer to a problem: problem details (RFC 9457). */
@Provider
public class ProblemMapper implements ExceptionMapper<Problem> {
    @Override
    public Response toResponse(Problem problem) {
        return builder(problem).build();
    }

    public static Response.ResponseBuilder builder(Problem problem) {
        Response.ResponseBuilder response =
                response(problem.status(), String.valueOf(problem.getMessage()), problem.column());
        if (problem.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
        }
        return response;
    }

    static Response.ResponseBuilder response(Response.StatusType status, String detail) {
        return response(status, detail, 0);
    }

    private static Response.ResponseBuilder response(Response.StatusType status, String detail, int column) {
        return Response.status(status)
                .type(ProblemDetails.MEDIA_TYPE)
                .entity(ProblemDetails.json(status.getStatusCode(), status.getReasonPhrase(), detail, column));
    }
}
