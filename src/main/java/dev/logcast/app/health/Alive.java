package dev.logcast.app.health;

import dev.logcast.app.TailService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Up for as long as all threads run and move; says which does not, and why. What fails by a fault of our own and is tried again is said,
 * too, but takes nothing down: a new start would not mend it.
 */
@Liveness
@ApplicationScoped
public class Alive implements HealthCheck {
    @EJB
    private TailService service;

    @Override
    public HealthCheckResponse call() {
        return answer(service.problems(), service.faults());
    }

    /**
     * @param problems of threads, by their names
     * @param faults by the part that they are in
     */
    static HealthCheckResponse answer(Map<String, String> problems, Map<String, String> faults) {
        Map<String, Object> data = new TreeMap<>();
        faults.forEach((part, fault) -> data.put("fault in " + part, fault));
        data.putAll(problems);
        return Health.of("logcast-threads", problems.isEmpty(), data);
    }
}
