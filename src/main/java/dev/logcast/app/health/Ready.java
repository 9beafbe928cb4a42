package dev.logcast.app.health;

import dev.logcast.app.TailService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up once the files that were there at the start have been found and read, and the server has warmed up where it does so. */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
    /** Set by the uber-jar. */
    private static final String WARMING_UP = "logcast.warming-up";

    @EJB
    private TailService service;

    @Override
    public HealthCheckResponse call() {
        return Health.of("logcast-sources", service.ready() && !Boolean.getBoolean(WARMING_UP));
    }
}
