package dev.logcast.app;

import dev.logcast.archive.Archive;
import dev.logcast.hub.Hub;
import dev.logcast.line.SourceId;
import dev.logcast.source.Follower;
import dev.logcast.source.find.SourceReport;
import dev.logcast.source.find.SourceSpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The numbers that are read when somebody asks. */
@ApplicationScoped
public class Gauges {
    void register(
            @Observes @Initialized(ApplicationScoped.class) Object started,
            MetricRegistry registry,
            MetricsTelemetry telemetry,
            Settings settings,
            Follower follower,
            Hub hub,
            Archive archive) {
        registry.gauge(Measure.CLIENTS.metadata(), hub, Hub::clients);
        registry.gauge(Measure.SUBSCRIPTIONS.metadata(), hub, Hub::subscriptions);
        registry.gauge(Measure.RECENT_BYTES.metadata(), hub, Hub::recentBytes);
        registry.gauge(Measure.SLOWEST_CLIENT_LAG_LINES.metadata(), hub, Hub::slowestBehind);
        registry.gauge(
                Measure.ARCHIVE_BYTES.metadata(), archive, kept -> kept.report().bytes());
        registry.gauge(Measure.ARCHIVE_LAG_LINES.metadata(), archive, kept -> kept.report()
                .lagLines());
        registry.gauge(Measure.ARCHIVE_LOST_LINES.metadata(), archive, kept -> kept.report()
                .lostLines());
        for (SourceReport.State state : SourceReport.State.values()) {
            registry.gauge(
                    Measure.SOURCES.metadata(),
                    follower,
                    following -> following.count(state),
                    new Tag("state", state.name().toLowerCase(Locale.ROOT)));
        }
        for (SourceSpec spec : settings.sources()) {
            if (!spec.capturing()) {
                telemetry.expect(new SourceId(spec.name()));
            }
            registry.gauge(
                    Measure.TAIL_LAG_BYTES.metadata(),
                    follower,
                    following -> following.lag(spec.name()),
                    new Tag("source", spec.name()));
        }
    }
}
