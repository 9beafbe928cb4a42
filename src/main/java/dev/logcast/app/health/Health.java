package dev.logcast.app.health;

import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The answer of a health check, made without the builder, whose provider WildFly lacks. */
final class Health {
    private Health() {}

    static HealthCheckResponse of(String name, boolean up) {
        return new HealthCheckResponse(
                name, up ? HealthCheckResponse.Status.UP : HealthCheckResponse.Status.DOWN, Optional.empty());
    }

    static HealthCheckResponse of(String name, boolean up, Map<String, Object> data) {
        return new HealthCheckResponse(
                name, up ? HealthCheckResponse.Status.UP : HealthCheckResponse.Status.DOWN, Optional.of(data));
    }

    /** Up, whatever else is to be said. */
    static HealthCheckResponse up(String name, Map<String, Object> data) {
        return of(name, true, data);
    }
}
