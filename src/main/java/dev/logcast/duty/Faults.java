package dev.logcast.duty;

import dev.logcast.line.ServerLog;
import dev.logcast.line.Telemetry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A record of what went wrong in our own code, which nobody foresaw. Each fault is counted, said once with what it concerns, and known for
 * as long as it lasts. Thread-safe; never throws.
 */
public final class Faults {
    private static final System.Logger LOG = ServerLog.of(Faults.class.getName());

    /** What fails now and then is not said each time. */
    private static final long SAY_AGAIN_NANOS = Duration.ofHours(1).toNanos();

    private static final int MOST_KNOWN = 1000;

    private final Telemetry telemetry;
    private final Map<Concern, String> lasting = new ConcurrentHashMap<>();

    /** When each was said last, the oldest first. Guarded by itself. */
    private final Map<Said, Long> said = new LinkedHashMap<>();

    /** There may not even be memory to say what went wrong. */
    private volatile boolean unsaid;

    private record Concern(Part part, String what) {}

    private record Said(Concern concern, Class<?> fault) {}

    public Faults(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /**
     * Does something that must not end more than itself. Errors count, too: a stack that was too deep in one file is no reason to leave
     * all others.
     *
     * @param what it concerns, such as a file
     * @return whether it was done
     */
    public boolean guard(Part part, Object what, Runnable piece) {
        try {
            piece.run();
        } catch (Throwable e) {
            fails(part, what, e);
            return false;
        }
        over(part, what);
        return true;
    }

    /** Something has failed, and fails until it is {@link #over}. */
    public void fails(Part part, Object what, Throwable fault) {
        note(part, what, fault);
        try {
            if (lasting.size() < MOST_KNOWN) {
                lasting.put(new Concern(part, what.toString()), fault.toString());
            }
        } catch (Throwable e) {
            unsaid = true;
        }
    }

    /** Something has failed that is not tried again. */
    public void note(Part part, Object what, Throwable fault) {
        try {
            telemetry.fault(part.label());
            Concern concern = new Concern(part, what.toString());
            if (isNews(new Said(concern, fault.getClass()))) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "A fault of Logcast (" + part.label() + ": " + what + "). All else goes on.",
                        fault);
            }
        } catch (Throwable e) {
            unsaid = true;
        }
    }

    private boolean isNews(Said fault) {
        long now = System.nanoTime();
        synchronized (said) {
            Long before = said.get(fault);
            if (before != null && now - before < SAY_AGAIN_NANOS) {
                return false;
            }
            said.remove(fault);
            said.put(fault, now);
            if (said.size() > MOST_KNOWN) {
                said.remove(said.keySet().iterator().next());
            }
            return true;
        }
    }

    /** Something has succeeded. */
    public void over(Part part, Object what) {
        if (!lasting.isEmpty()) {
            lasting.remove(new Concern(part, what.toString()));
        }
    }

    /** What fails at the moment, by part: how many things, and by which fault one of them. */
    public Map<String, String> lasting() {
        Map<Part, Integer> counts = new TreeMap<>();
        Map<Part, String> examples = new TreeMap<>();
        lasting.forEach((concern, fault) -> {
            counts.merge(concern.part(), 1, Integer::sum);
            examples.put(concern.part(), fault);
        });
        Map<String, String> all = new TreeMap<>();
        if (unsaid) {
            all.put("telling", "some faults could not be told");
        }
        counts.forEach((part, count) -> all.put(part.label(), count + ", such as " + examples.get(part)));
        return all;
    }
}
