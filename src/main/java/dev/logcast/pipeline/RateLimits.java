package dev.logcast.pipeline;

import dev.logcast.line.LevelCounts;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Limits that let so many lines a second of each source pass, and count the others until they have been told. A bucket of tokens that
 * holds those of one second, so that a burst passes whole where little came before. Thread-safe.
 */
public final class RateLimits {
    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, Integer> linesPerSecond;
    private final Map<SourceId, Bucket> buckets = new ConcurrentHashMap<>();

    /** @param linesPerSecond by the names of configured sources; whoever is left out has no limit */
    public RateLimits(Map<String, Integer> linesPerSecond) {
        this.linesPerSecond = Map.copyOf(linesPerSecond);
    }

    /**
     * What passes, in its order.
     *
     * @param untold how many lines did not pass before, to be told in front of these; null: none, or it is too early
     */
    public record Passed(List<LogLine> lines, @Nullable LevelCounts untold) {}

    /** @param nanos {@link System#nanoTime()} */
    public Passed pass(SourceId source, List<LogLine> lines, long nanos) {
        Integer limit = linesPerSecond.get(source.group());
        if (limit == null) {
            return new Passed(lines, null);
        }
        return buckets.computeIfAbsent(source, id -> new Bucket(limit, nanos)).pass(lines, nanos);
    }

    /** Tells what did not pass and has waited for long enough. */
    public void tell(long nanos, BiConsumer<SourceId, LevelCounts> listener) {
        buckets.forEach((source, bucket) -> {
            LevelCounts untold = bucket.take(nanos);
            if (untold != null) {
                listener.accept(source, untold);
            }
        });
    }

    private static final class Bucket {
        private final int limit;
        private double tokens;
        private long filledNanos;
        private long toldNanos;
        private LevelCounts untold = LevelCounts.NONE;

        Bucket(int limit, long nanos) {
            this.limit = limit;
            this.tokens = limit;
            this.filledNanos = nanos;
            this.toldNanos = nanos - TELL_EVERY_NANOS;
        }

        synchronized Passed pass(List<LogLine> lines, long nanos) {
            double more = Math.max(0, nanos - filledNanos) * limit / NANOS_PER_SECOND;
            tokens = Math.min(limit, tokens + more);
            filledNanos = Math.max(filledNanos, nanos);
            int passing = (int) Math.min(tokens, lines.size());
            tokens -= passing;
            LevelCounts told = passing > 0 ? take(nanos) : null;
            if (passing < lines.size()) {
                untold = untold.plus(LevelCounts.of(lines.subList(passing, lines.size())));
            }
            return new Passed(lines.subList(0, passing), told);
        }

        synchronized @Nullable LevelCounts take(long nanos) {
            if (untold.count(null) == 0 || nanos - toldNanos < TELL_EVERY_NANOS) {
                return null;
            }
            LevelCounts taken = untold;
            untold = LevelCounts.NONE;
            toldNanos = nanos;
            return taken;
        }
    }
}
