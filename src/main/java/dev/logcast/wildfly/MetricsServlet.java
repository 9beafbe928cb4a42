package dev.logcast.wildfly;

import io.smallrye.metrics.MetricsRequestHandler;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Stream;

/** {@code /metrics} where the server has none. */
@WebServlet(urlPatterns = {"/metrics", "/metrics/*"})
public class MetricsServlet extends HttpServlet {
    @Inject
    private transient MetricsRequestHandler handler;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Stream<String> accepted = Collections.list(request.getHeaders("Accept")).stream();
        handler.handleRequest(
                request.getRequestURI(),
                request.getContextPath() + "/metrics",
                request.getMethod(),
                accepted,
                request.getParameterMap(),
                (status, message, headers) -> {
                    response.setStatus(status);
                    headers.forEach(response::setHeader);
                    response.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
                });
    }
}
