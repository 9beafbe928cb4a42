package dev.logcast.wildfly;

import io.smallrye.metrics.MetricsRequestHandler;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** {@code /metrics} where the server has none. */
@WebServlet(urlPatterns = {"/metrics", "/metrics/*"})
public class MetricsServlet extends HttpServlet {
    @Inject
    private transient MetricsRequestHandler handler;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() != null) {
            // Scopes are parameters; the library fails at a path.
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        handler.handleRequest(
                request.getRequestURI(),
                request.getContextPath() + "/metrics",
                "GET",
                // There is one format, and the library fails at a q that is no number.
                Stream.of("*/*"),
                request.getParameterMap(),
                (status, message, headers) -> {
                    if (status >= HttpServletResponse.SC_BAD_REQUEST) {
                        response.sendError(status);
                        return;
                    }
                    response.setStatus(status);
                    headers.forEach(response::setHeader);
                    response.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
                });
    }
}
