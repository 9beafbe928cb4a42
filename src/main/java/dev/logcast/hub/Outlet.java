package dev.logcast.hub;

import java.io.IOException;

/**
 * A client's connection, written without blocking. Only its {@link Subscriber} writes to it, from one thread at a time.
 */
public interface Outlet {
    /**
     * Whether a write will not block. After false the owner calls {@link Subscriber#writable()} once it will not.
     */
    boolean isReady();

    /** Only after {@link #isReady()} was true. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Sends what was written; only after {@link #isReady()} was true. */
    void flush() throws IOException;

    /** Ends the stream, at most once. Never blocks on a client that does not read. */
    void close();

    /** Whether the client is known to have hung up, for streams whose format has no heartbeat. */
    default boolean hungUp() {
        return false;
    }
}
