package dev.logcast.app.health;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A health check that says how the archive stands. Always up: streams go on while nothing can be stored. */
@Readiness
@ApplicationScoped
public class ArchiveCheck implements HealthCheck {
    @Inject
    private Archive archive;

    @Override
    public HealthCheckResponse call() {
        ArchiveReport report = archive.report();
        Map<String, Object> data = new TreeMap<>();
        data.put("state", report.state().name().toLowerCase(Locale.ROOT));
        if (report.state() == ArchiveReport.State.REBUILDING) {
            data.put("indexed", report.indexed() + " of " + report.segments() + " segments");
        }
        if (report.error() != null) {
            data.put("error", report.error());
        }
        return Health.up("logcast-archive", data);
    }
}
