package dev.logcast.source;

import dev.logcast.line.SourceId;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what tailers read. */
public final class RecordLog implements RecordListener {
    private final List<RecordBatch> batches = new CopyOnWriteArrayList<>();
    private final List<SourceId> losses = new CopyOnWriteArrayList<>();

    @Override
    public void onRecords(RecordBatch batch) {
        batches.add(batch);
    }

    @Override
    public void onLoss(SourceId source) {
        losses.add(source);
    }

    /** Those that hold records. */
    public List<RecordBatch> batches() {
        return batches.stream().filter(batch -> !batch.records().isEmpty()).toList();
    }

    public List<RawRecord> records() {
        return batches.stream().flatMap(batch -> batch.records().stream()).toList();
    }

    public List<String> texts() {
        return records().stream().map(RawRecord::text).toList();
    }

    public List<SourceId> losses() {
        return losses;
    }

    public long holeBytes() {
        return batches.stream().mapToLong(batch -> batch.flaws().holeBytes()).sum();
    }

    public int malformed() {
        return batches.stream().mapToInt(batch -> batch.flaws().malformed()).sum();
    }

    public int cut() {
        return batches.stream().mapToInt(batch -> batch.flaws().cut()).sum();
    }
}
