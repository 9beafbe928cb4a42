package dev.logcast.app;

import dev.logcast.archive.Archive;
import dev.logcast.hub.Hub;
import dev.logcast.source.Follower;
import dev.logcast.source.SourceReport;
import dev.logcast.source.SourceSpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Registers the numbers that are read when somebody asks. */
@ApplicationScoped
public class Gauges {
    void register(
            @Observes @Initialized(ApplicationScoped.class) Object started,
            MetricRegistry registry,
            Settings settings,
            Follower follower,
            Hub hub,
            Archive archive) {
        registry.gauge("logcast_clients", hub, Hub::clients);
        registry.gauge("logcast_subscriptions", hub, Hub::subscriptions);
        registry.gauge("logcast_recent_bytes", hub, Hub::recentBytes);
        registry.gauge("logcast_slowest_client_lag_lines", hub, Hub::slowestBehind);
        registry.gauge("logcast_archive_bytes", archive, kept -> kept.report().bytes());
        registry.gauge(
                "logcast_archive_lag_lines", archive, kept -> kept.report().lagLines());
        registry.gauge(
                "logcast_archive_lost_lines", archive, kept -> kept.report().lostLines());
        for (SourceReport.State state : SourceReport.State.values()) {
            registry.gauge(
                    "logcast_sources",
                    follower,
                    following -> following.count(state),
                    new Tag("state", state.name().toLowerCase(Locale.ROOT)));
        }
        for (SourceSpec spec : settings.sources()) {
            registry.gauge(
                    "logcast_tail_lag_bytes",
                    follower,
                    following -> following.lag(spec.name()),
                    new Tag("source", spec.name()));
        }
    }
}
