package dev.logcast.hub;

/**
 * The part of a stream after a place: the matching lines of consecutive batches, written once for all clients of a subscription.
 *
 * @param bytes shared; the frame's never change
 * @param offset where the frame begins in them
 * @param length may be 0, where no line matched
 * @param next ordinal of the batch behind the frame
 * @param firstSequence of the first batch's first line, whether it matched or not
 * @param lastSequence of the last batch's last line, likewise
 * @param lines how many lines it holds, or tells the loss of
 * @param readNanos {@link System#nanoTime()} when the first of them was read; {@link Long#MAX_VALUE} without lines
 */
@SuppressWarnings("ArrayRecordComponent") // a value in all but name: nothing compares frames
record Frame(
        byte[] bytes,
        int offset,
        int length,
        long next,
        long firstSequence,
        long lastSequence,
        int lines,
        long readNanos) {}
