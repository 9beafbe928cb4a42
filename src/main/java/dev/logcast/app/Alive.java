package dev.logcast.app;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Up for as long as the threads that read and send run. */
@Liveness
@ApplicationScoped
public class Alive implements HealthCheck {
    @EJB
    private TailService service;

    @Override
    public HealthCheckResponse call() {
        return Health.of("logcast-threads", service.alive());
    }
}
