package dev.logcast.api.problem;

import dev.logcast.security.ProblemDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** A mapper of what JAX-RS itself refuses, such as a method that is not allowed, to problem details. */
@Provider
public class RefusalMapper implements ExceptionMapper<WebApplicationException> {
    /** Of a request that the server, or its libraries, refuse without saying why. */
    public static final String NOT_UNDERSTOOD =
            "The address or a header is not understood; is there a media type that is none?";

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(WebApplicationException e) {
        Response refused = e.getResponse();
        if (refused.getStatus() < 400) {
            return refused;
        }
        String allowed = refused.getHeaderString(HttpHeaders.ALLOW);
        Response.ResponseBuilder problem =
                ProblemMapper.response(refused.getStatusInfo(), detail(refused.getStatus(), allowed));
        return (allowed == null ? problem : problem.header(HttpHeaders.ALLOW, allowed)).build();
    }

    private String detail(int status, @Nullable String allowed) {
        String path = request.getRequestURI();
        return switch (status) {
            case 404 -> "There is nothing at " + path + ". What there is is listed at /openapi.";
            case 405 ->
                ProblemDetails.notAllowed(request.getMethod(), path, allowed == null ? "what /openapi lists" : allowed);
            case 406 -> path + " answers in application/json. Ask for it in Accept, or leave Accept out.";
            case 415 ->
                path + " does not take " + request.getContentType() + ". Send what /openapi lists, in Content-Type.";
            default -> NOT_UNDERSTOOD;
        };
    }
}
