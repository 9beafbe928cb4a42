package dev.logcast.app.health;

import dev.logcast.app.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A health check that says which version this is, and which settings have no effect. Always up: they stop nothing. */
@Readiness
@ApplicationScoped
public class SettingsCheck implements HealthCheck {
    @Inject
    private Settings settings;

    @Override
    public HealthCheckResponse call() {
        return Health.up("logcast-settings", data(version(), settings.strays()));
    }

    static Map<String, Object> data(String version, List<String> strays) {
        Map<String, Object> data = new TreeMap<>();
        data.put("version", version);
        if (!strays.isEmpty()) {
            data.put("strays", String.join("\n", strays));
        }
        return data;
    }

    private static String version() {
        return ConfigProvider.getConfig()
                .getOptionalValue("logcast.version", String.class)
                .orElse("unknown");
    }
}
