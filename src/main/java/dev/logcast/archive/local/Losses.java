package dev.logcast.archive.local;

import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LossReason;
import dev.logcast.line.SourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The losses that stand for lines that are given up: the loss of each source, with the same sequence numbers as a whole. However many
 * lines there are, it takes little memory. Not thread-safe.
 */
final class Losses {
    private final List<LineBatch> batches = new ArrayList<>();

    private final Map<Missing, LevelCounts> missing = new LinkedHashMap<>();
    private long first;
    private long next;

    private record Missing(SourceId source, String reason) {}

    /** @param batch of later lines than those before; may be a loss itself */
    void add(LineBatch batch) {
        if (batch.firstSequence() != next) {
            close();
            first = batch.firstSequence();
        }
        if (batch.loss() != null && !batch.counted()) {
            close();
            batches.add(batch);
            first = batch.lastSequence() + 1;
        } else {
            Missing of = new Missing(batch.source(), batch.loss() == null ? LossReason.ARCHIVE_FAILED : batch.loss());
            missing.merge(of, batch.counts(), LevelCounts::plus);
        }
        next = batch.lastSequence() + 1;
    }

    private void close() {
        missing.forEach((of, counts) -> {
            LineBatch loss = LineBatch.loss(of.source, first, System.nanoTime(), of.reason, counts);
            batches.add(loss);
            first = loss.lastSequence() + 1;
        });
        missing.clear();
    }

    /** In their order. */
    List<LineBatch> batches() {
        close();
        return List.copyOf(batches);
    }
}
