package dev.logcast.app;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.source.RawRecord;
import dev.logcast.source.RecordBatch;
import dev.logcast.source.RecordListener;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes lines of records and publishes them as a CDI event, one batch after the other: numbers run through, and observers
 * see them in order. Observers only offer to a queue, so that the lock is short.
 */
@Singleton
public class Publisher implements RecordListener {
    private static final System.Logger LOG = System.getLogger(Publisher.class.getName());

    private final Pipeline pipeline;
    private final Event<LineBatch> event;
    private final Telemetry telemetry;
    private long published;

    @Inject
    Publisher(Pipeline pipeline, Event<LineBatch> event, Telemetry telemetry) {
        this.pipeline = pipeline;
        this.event = event;
        this.telemetry = telemetry;
    }

    @Override
    public void onRecords(RecordBatch batch) {
        Instant read = pipeline.now();
        List<LogLine> lines = new ArrayList<>(batch.records().size());
        for (RawRecord raw : batch.records()) {
            lines.add(pipeline.line(
                    batch.source(), batch.generation(), raw.offset(), raw.text(), raw.continues(), raw.cut(), read));
        }
        telemetry.linesPublished(batch.source(), lines.size(), batch.bytes());
        publish(batch, lines);
    }

    private synchronized void publish(RecordBatch batch, List<LogLine> lines) {
        LineBatch next = new LineBatch(batch.source(), published + 1, batch.readNanos(), lines);
        published = next.lastSequence();
        try {
            event.fire(next);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "An observer of lines failed", e);
        }
    }
}
