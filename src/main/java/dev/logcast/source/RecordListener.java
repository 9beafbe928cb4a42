package dev.logcast.source;

/** Takes what tailers read. Called by any tail worker, for one file never by two at a time; may block, must not throw. */
@FunctionalInterface
public interface RecordListener {
    void onRecords(RecordBatch batch);
}
