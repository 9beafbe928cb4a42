package dev.logcast.app;

import dev.logcast.archive.Archive;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.LossReason;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.RateLimits;
import dev.logcast.pipeline.Selections;
import dev.logcast.source.record.Flaws;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The publisher of lines: makes them of records and publishes them as a CDI event, one batch after the other: numbers run through, and
 * observers see them in order. Observers only offer to a queue, so that the lock is short.
 */
@Singleton
public class Publisher implements RecordListener {
    private final Pipeline pipeline;
    private final LineMaker maker;
    private final Selections selections;
    private final RateLimits limits;
    private final Event<LineBatch> event;
    private final Archive archive;
    private final Telemetry telemetry;
    private final Faults faults;
    private long published;

    @Inject
    Publisher(
            Pipeline pipeline,
            Selections selections,
            RateLimits limits,
            Event<LineBatch> event,
            Archive archive,
            Telemetry telemetry,
            Faults faults) {
        this.pipeline = pipeline;
        this.maker = new LineMaker(pipeline);
        this.selections = selections;
        this.limits = limits;
        this.event = event;
        this.archive = archive;
        this.telemetry = telemetry;
        this.faults = faults;
    }

    /** The first line comes behind this one, of an earlier run. Is called before any line comes. */
    synchronized void startBehind(long sequence) {
        published = sequence;
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        archive.awaitRoom();
    }

    @Override
    public void onRecords(RecordBatch batch) {
        Flaws flaws = batch.flaws();
        if (!flaws.equals(Flaws.NONE)) {
            telemetry.flaws(batch.source(), flaws.cut(), flaws.malformed(), flaws.holeBytes());
        }
        List<RawRecord> records = unknown(batch);
        if (records.isEmpty()) {
            telemetry.linesPublished(batch.source(), 0, batch.bytes());
            reached(batch);
            return;
        }
        List<LogLine> lines = maker.make(batch, records);
        List<LogLine> wanted = selections.select(batch.source(), lines);
        if (wanted.size() < lines.size()) {
            telemetry.linesDropped(LossReason.EXCLUDED, lines.size() - wanted.size());
        }
        pipeline.note(batch.source(), wanted);
        RateLimits.Passed passed = limits.pass(batch.source(), wanted, batch.readNanos());
        if (passed.untold() != null) {
            onDropped(batch.source(), passed.untold());
        }
        telemetry.linesPublished(batch.source(), passed.lines().size(), batch.bytes());
        if (passed.lines().isEmpty()) {
            reached(batch);
        } else {
            publish(first -> new LineBatch(batch.source(), first, batch.readNanos(), passed.lines(), batch.reached()));
        }
    }

    private void reached(RecordBatch batch) {
        if (batch.reached() != null) {
            archive.reached(batch.reached());
        }
    }

    /** Records that were not stored before the server was started again. */
    private List<RawRecord> unknown(RecordBatch batch) {
        long stored = archive.storedUpTo(batch.source(), batch.generation());
        return stored < 0 || batch.records().isEmpty() || batch.records().get(0).offset() > stored
                ? batch.records()
                : batch.records().stream()
                        .filter(record -> record.offset() > stored)
                        .toList();
    }

    @Override
    public void onLoss(SourceId source) {
        publish(sequence -> LineBatch.loss(source, sequence, System.nanoTime(), LossReason.TRUNCATED));
    }

    @Override
    public void onTick() {
        limits.tell(System.nanoTime(), this::onDropped);
    }

    private void onDropped(SourceId source, LevelCounts missing) {
        telemetry.linesDropped(LossReason.RATE_LIMIT, missing.count(null));
        publish(sequence -> LineBatch.loss(source, sequence, System.nanoTime(), LossReason.RATE_LIMIT, missing));
    }

    /** @param numbered makes a batch whose first line has this number */
    private synchronized void publish(LongFunction<LineBatch> numbered) {
        LineBatch next = numbered.apply(published + 1);
        published = next.lastSequence();
        faults.guard(Part.PUBLISH, "an observer of lines", () -> event.fire(next));
    }
}
