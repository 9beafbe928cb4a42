package dev.logcast.app;

import dev.logcast.duty.Part;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts with MicroProfile Metrics. Sources beyond a number are counted together. */
@Singleton
public class MetricsTelemetry implements Telemetry {
    private static final int MOST_SOURCES = 500;
    private static final String OTHER = "other";

    private final MetricRegistry registry;
    private final LatencyWindow delivery = new LatencyWindow(System::nanoTime);
    private final Map<String, SourceCounters> sources = new ConcurrentHashMap<>();
    private final Map<String, Counter> dropped = new ConcurrentHashMap<>();
    private final Map<String, Counter> masked = new ConcurrentHashMap<>();
    private final Map<String, Counter> faults = new ConcurrentHashMap<>();

    private record SourceCounters(Counter lines, Counter bytes) {}

    @Inject
    MetricsTelemetry(MetricRegistry registry) {
        this.registry = registry;
        for (double quantile : new double[] {0.5, 0.99, 1}) {
            registry.gauge(
                    "logcast_delivery_seconds",
                    delivery,
                    window -> window.seconds(quantile),
                    new Tag("quantile", Double.toString(quantile)));
        }
        for (Part part : Part.values()) {
            faultsIn(part.label());
        }
    }

    private Counter faultsIn(String part) {
        return faults.computeIfAbsent(part, named -> registry.counter("logcast_faults", new Tag("part", named)));
    }

    @Override
    public void fault(String part) {
        faultsIn(part).inc();
    }

    @Override
    public void linesPublished(SourceId source, int lines, long bytes) {
        SourceCounters counters = sources.get(source.value());
        if (counters == null) {
            String name = sources.size() < MOST_SOURCES ? source.value() : OTHER;
            counters = sources.computeIfAbsent(name, this::register);
        }
        counters.lines.inc(lines);
        counters.bytes.inc(bytes);
    }

    @Override
    public void flaws(SourceId source, int cut, int malformed, long holeBytes) {
        count("logcast_cut_lines", source, cut);
        count("logcast_malformed_characters", source, malformed);
        count("logcast_hole_bytes", source, holeBytes);
    }

    /** Rare enough to be looked up each time. */
    private void count(String name, SourceId source, long number) {
        if (number > 0) {
            registry.counter(name, new Tag("source", sources.containsKey(source.value()) ? source.value() : OTHER))
                    .inc(number);
        }
    }

    @Override
    public void linesDropped(String reason, long lines) {
        dropped.computeIfAbsent(reason, named -> registry.counter("logcast_dropped_lines", new Tag("reason", named)))
                .inc(lines);
    }

    @Override
    public void masked(String detector, long times) {
        masked.computeIfAbsent(detector, named -> registry.counter("logcast_masked", new Tag("detector", named)))
                .inc(times);
    }

    @Override
    public void delivered(Duration latency) {
        delivery.add(latency.toNanos());
    }

    private SourceCounters register(String source) {
        Tag tag = new Tag("source", source);
        return new SourceCounters(registry.counter("logcast_lines", tag), registry.counter("logcast_bytes", tag));
    }
}
