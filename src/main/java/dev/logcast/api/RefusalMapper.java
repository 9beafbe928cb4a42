package dev.logcast.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns what JAX-RS itself refuses, such as a method that is not allowed, into problem details. */
@Provider
public class RefusalMapper implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException e) {
        Response refused = e.getResponse();
        if (refused.hasEntity() || refused.getStatus() < 400) {
            return refused;
        }
        Response.ResponseBuilder problem =
                ProblemMapper.response(refused.getStatusInfo(), String.valueOf(e.getMessage()));
        String allowed = refused.getHeaderString(HttpHeaders.ALLOW);
        return (allowed == null ? problem : problem.header(HttpHeaders.ALLOW, allowed)).build();
    }
}
