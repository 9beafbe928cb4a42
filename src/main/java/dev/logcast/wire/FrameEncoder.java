package dev.logcast.wire;

import dev.logcast.line.Cursor;
import dev.logcast.line.LogLine;
import org.jspecify.annotations.Nullable;

/** An encoder of what a stream consists of, in one format. Thread-safe. */
public interface FrameEncoder {
    /** Where a stream begins; sent first. */
    default void start(Utf8Buffer to, Cursor at) {}

    void line(Utf8Buffer to, LogLine line, long sequence);

    void gap(Utf8Buffer to, Gap gap);

    /**
     * Something that a client ignores, so that a connection that broke is noticed; nothing where there is no such thing.
     *
     * @param at where the stream is, for a client that has not been told by a line; null where it has
     */
    default void heartbeat(Utf8Buffer to, @Nullable Cursor at) {}

    /** All that was there before and was asked for has been sent: from now on lines come as they are read. Nothing where there is no such thing. */
    default void live(Utf8Buffer to) {}

    /** Told before the server closes the stream. */
    default void goodbye(Utf8Buffer to, long retryMillis) {}
}
