package dev.logcast.wildfly;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** {@code /health} where the server has it elsewhere; answers as MicroProfile Health 4.0, section 3, has it. */
@WebServlet(urlPatterns = {"/health", "/health/live", "/health/ready", "/health/started"})
public class HealthServlet extends HttpServlet {
    @Inject
    @Any
    private transient Instance<HealthCheck> checks;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<HealthCheck> asked = new ArrayList<>();
        String path = request.getServletPath();
        if (path.equals("/health") || path.equals("/health/live")) {
            checks.select(Liveness.Literal.INSTANCE).forEach(asked::add);
        }
        if (path.equals("/health") || path.equals("/health/ready")) {
            checks.select(Readiness.Literal.INSTANCE).forEach(asked::add);
        }
        boolean up = true;
        JsonArrayBuilder rows = Json.createArrayBuilder();
        for (HealthCheck check : asked) {
            HealthCheckResponse answer = check.call();
            up &= answer.getStatus() == HealthCheckResponse.Status.UP;
            rows.add(Json.createObjectBuilder()
                    .add("name", answer.getName())
                    .add("status", answer.getStatus().name())
                    .add("data", data(answer)));
        }
        JsonObjectBuilder body =
                Json.createObjectBuilder().add("status", up ? "UP" : "DOWN").add("checks", rows);
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(body.build().toString());
    }

    private static JsonObjectBuilder data(HealthCheckResponse answer) {
        JsonObjectBuilder data = Json.createObjectBuilder();
        answer.getData().ifPresent(values -> values.forEach((name, value) -> data.add(name, String.valueOf(value))));
        return data;
    }
}
