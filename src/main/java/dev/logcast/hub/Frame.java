package dev.logcast.hub;

import dev.logcast.line.LineBatch;

/**
 * The matching lines of one batch, written once for all clients of a subscription.
 *
 * @param firstSequence sequence number of the batch's first line, whether it matched or not; likewise the last
 * @param bytes shared, never changed
 * @param lines how many lines they hold
 */
@SuppressWarnings("ArrayRecordComponent") // a value in all but name: nothing compares frames
record Frame(long ordinal, long firstSequence, long lastSequence, long readNanos, byte[] bytes, int lines) {
    static Frame of(long ordinal, LineBatch batch, byte[] bytes, int lines) {
        return new Frame(ordinal, batch.firstSequence(), batch.lastSequence(), batch.readNanos(), bytes, lines);
    }
}
