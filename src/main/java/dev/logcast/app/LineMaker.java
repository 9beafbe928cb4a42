package dev.logcast.app;

import dev.logcast.line.LogLine;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The step that makes lines of records. */
record LineMaker(Pipeline pipeline) {
    /** @param records of the batch: those that are wanted */
    List<LogLine> make(RecordBatch batch, List<RawRecord> records) {
        Instant read = pipeline.now();
        Instant written = batch.written() == null ? read : batch.written();
        Pipeline.Batch made = pipeline.batch(batch.source(), batch.generation(), read, written, batch.known());
        made.meet(records.stream().map(RawRecord::text));
        List<LogLine> lines = new ArrayList<>(records.size());
        for (RawRecord raw : records) {
            lines.add(made.line(raw.offset(), raw.text(), raw.continues(), raw.cut(), raw.envelope()));
        }
        made.end();
        return lines;
    }
}
