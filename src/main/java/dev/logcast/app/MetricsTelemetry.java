package dev.logcast.app;

import dev.logcast.duty.Part;
import dev.logcast.line.LossReason;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.mask.Masking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Telemetry that counts with MicroProfile Metrics. Sources beyond a number are counted together. */
@Singleton
public class MetricsTelemetry implements Telemetry {
    private static final int MOST_SOURCES = 500;
    private static final String OTHER = "other";
    private static final List<String> REASONS = List.of(
            LossReason.SLOW_CLIENT,
            LossReason.RETENTION,
            LossReason.RATE_LIMIT,
            LossReason.ARCHIVE_FAILED,
            LossReason.TRUNCATED,
            LossReason.EXCLUDED);

    private final MetricRegistry registry;
    private final LatencyWindow delivery = new LatencyWindow(System::nanoTime);
    private final Map<String, SourceCounters> sources = new ConcurrentHashMap<>();
    private final Map<String, Counter> dropped = new ConcurrentHashMap<>();
    private final Map<String, Counter> masked = new ConcurrentHashMap<>();
    private final Map<String, Counter> faults = new ConcurrentHashMap<>();

    private record SourceCounters(Counter lines, Counter bytes, Counter cut, Counter malformed, Counter holes) {}

    @Inject
    MetricsTelemetry(MetricRegistry registry) {
        this.registry = registry;
        for (double quantile : new double[] {0.5, 0.99, 1}) {
            registry.gauge(
                    Measure.DELIVERY_SECONDS.metadata(),
                    delivery,
                    window -> window.seconds(quantile),
                    new Tag("quantile", Double.toString(quantile)));
        }
        for (Part part : Part.values()) {
            faultsIn(part.label());
        }
        // Present before the first of them: a rate has no beginning otherwise.
        REASONS.forEach(this::droppedFor);
        Masking.builtIn().forEach(this::maskedBy);
    }

    private Counter faultsIn(String part) {
        return faults.computeIfAbsent(
                part, named -> registry.counter(Measure.FAULTS.metadata(), new Tag("part", named)));
    }

    @Override
    public void fault(String part) {
        faultsIn(part).inc();
    }

    @Override
    public void linesPublished(SourceId source, int lines, long bytes) {
        SourceCounters counters = counters(source);
        counters.lines.inc(lines);
        counters.bytes.inc(bytes);
    }

    /** Has a source counted from now on, though there is nothing to count yet. */
    void expect(SourceId source) {
        counters(source);
    }

    private SourceCounters counters(SourceId source) {
        SourceCounters known = sources.get(source.value());
        if (known != null) {
            return known;
        }
        String name = sources.size() < MOST_SOURCES ? source.value() : OTHER;
        return sources.computeIfAbsent(name, this::register);
    }

    @Override
    public void flaws(SourceId source, int cut, int malformed, long holeBytes) {
        if (cut + malformed + holeBytes > 0) {
            SourceCounters counters = counters(source);
            counters.cut.inc(cut);
            counters.malformed.inc(malformed);
            counters.holes.inc(holeBytes);
        }
    }

    @Override
    public void linesDropped(String reason, long lines) {
        droppedFor(reason).inc(lines);
    }

    private Counter droppedFor(String reason) {
        return dropped.computeIfAbsent(
                reason, named -> registry.counter(Measure.DROPPED_LINES.metadata(), new Tag("reason", named)));
    }

    @Override
    public void masked(String detector, long times) {
        maskedBy(detector).inc(times);
    }

    private Counter maskedBy(String detector) {
        return masked.computeIfAbsent(
                detector, named -> registry.counter(Measure.MASKED.metadata(), new Tag("detector", named)));
    }

    @Override
    public void delivered(Duration latency) {
        delivery.add(latency.toNanos());
    }

    private SourceCounters register(String source) {
        Tag tag = new Tag("source", source);
        return new SourceCounters(
                registry.counter(Measure.LINES.metadata(), tag),
                registry.counter(Measure.BYTES.metadata(), tag),
                registry.counter(Measure.CUT_LINES.metadata(), tag),
                registry.counter(Measure.MALFORMED_CHARACTERS.metadata(), tag),
                registry.counter(Measure.HOLE_BYTES.metadata(), tag));
    }
}
