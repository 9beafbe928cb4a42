package dev.logcast.source.record;

import dev.logcast.line.SourceId;

/** A receiver of what tailers read. Called by any tail worker, for one file never by two at a time; may block, must not throw. */
public interface RecordListener {
    void onRecords(RecordBatch batch);

    /** Lines of a source were lost before they could be read; how many cannot be known. */
    void onLoss(SourceId source);

    /** Waits until records can be taken. Called by those who read, before they do. */
    default void awaitRoom() throws InterruptedException {}

    /** Time has passed: called about twice a second, by one thread. */
    default void onTick() {}
}
