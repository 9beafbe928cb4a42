package dev.logcast.app;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up once the files that were there at the start have been found and read. */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
    @EJB
    private TailService service;

    @Override
    public HealthCheckResponse call() {
        return Health.of("logcast-sources", service.ready());
    }
}
