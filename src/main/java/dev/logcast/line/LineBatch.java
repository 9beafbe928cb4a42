package dev.logcast.line;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one source that were read together, in the order in which they were read: the unit of flow. Sequence
 * numbers run through without a hole, within a batch and from batch to batch. A batch without lines is a loss: it stands where
 * lines are missing, and says why; it has a sequence number for each of them, or one where nobody knows how many.
 *
 * <p>Immutable.
 */
public final class LineBatch {
    /** What a line costs in memory besides its text. */
    private static final int LINE_OVERHEAD_BYTES = 160;

    private final SourceId source;
    private final long firstSequence;
    private final long readNanos;
    private final List<LogLine> lines;
    private final LevelCounts counts;
    private final int weight;
    private final @Nullable String loss;
    private final @Nullable Position reached;

    /**
     * @param firstSequence sequence number of the first line, ≥ 1
     * @param readNanos {@link System#nanoTime()} when the lines were read
     * @param lines at least one
     */
    public LineBatch(SourceId source, long firstSequence, long readNanos, List<LogLine> lines) {
        this(source, firstSequence, readNanos, lines, null);
    }

    /** @param reached how far the file had been read with these lines; null where that cannot be told */
    public LineBatch(
            SourceId source, long firstSequence, long readNanos, List<LogLine> lines, @Nullable Position reached) {
        this(source, firstSequence, readNanos, List.copyOf(lines), LevelCounts.of(lines), null, reached);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a batch holds at least one line");
        }
    }

    /** @param reason as in a gap event; how many lines are missing cannot be known */
    public static LineBatch loss(SourceId source, long sequence, long readNanos, String reason) {
        return new LineBatch(source, sequence, readNanos, List.of(), LevelCounts.NONE, reason, null);
    }

    /**
     * @param reason as in a gap event
     * @param missing how many lines are missing, at least one
     */
    public static LineBatch loss(SourceId source, long sequence, long readNanos, String reason, LevelCounts missing) {
        return new LineBatch(source, sequence, readNanos, List.of(), missing, reason, null);
    }

    private LineBatch(
            SourceId source,
            long firstSequence,
            long readNanos,
            List<LogLine> lines,
            LevelCounts counts,
            @Nullable String loss,
            @Nullable Position reached) {
        this.source = source;
        this.firstSequence = firstSequence;
        this.readNanos = readNanos;
        this.lines = lines;
        this.counts = counts;
        this.loss = loss;
        this.reached = reached;
        int bytes = LINE_OVERHEAD_BYTES;
        for (LogLine line : lines) {
            bytes += LINE_OVERHEAD_BYTES
                    + line.message().length()
                    + line.attributes().weight();
        }
        this.weight = bytes;
    }

    public SourceId source() {
        return source;
    }

    public long firstSequence() {
        return firstSequence;
    }

    /** Of the last line, or of the last one missing. */
    public long lastSequence() {
        return firstSequence + Math.max(1, counts.count(null)) - 1;
    }

    public long readNanos() {
        return readNanos;
    }

    public List<LogLine> lines() {
        return lines;
    }

    /** How many lines are of this level or a higher one, all of them for null: of those it holds, or of those that are missing. */
    public int count(@Nullable Level minimum) {
        return counts.count(minimum);
    }

    /** Of which levels the lines are that it holds, or that are missing. */
    public LevelCounts counts() {
        return counts;
    }

    /** Whether it is known how many lines are missing here. */
    public boolean counted() {
        return counts.count(null) > 0;
    }

    /** Why lines are missing here; null for a batch of lines. */
    public @Nullable String loss() {
        return loss;
    }

    /** How far the file had been read with these lines; null where that cannot be told. */
    public @Nullable Position reached() {
        return reached;
    }

    /** Roughly the bytes that the batch occupies in memory. */
    public int weight() {
        return weight;
    }
}
