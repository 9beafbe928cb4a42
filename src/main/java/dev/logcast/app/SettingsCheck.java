package dev.logcast.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says which settings have no effect. Always up: they stop nothing. */
@Readiness
@ApplicationScoped
public class SettingsCheck implements HealthCheck {
    @Inject
    private Settings settings;

    @Override
    public HealthCheckResponse call() {
        return Health.up(
                "logcast-settings",
                settings.strays().isEmpty() ? Map.of() : Map.of("strays", String.join("\n", settings.strays())));
    }
}
