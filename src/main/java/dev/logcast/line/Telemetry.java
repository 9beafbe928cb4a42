package dev.logcast.line;

import java.time.Duration;

/** Every number the core counts. Called per batch, from any thread; an adapter must be cheap and never throw. */
public interface Telemetry {
    /** Counts nothing. */
    Telemetry NONE = new Telemetry() {};

    /** Lines were published, made of so many bytes of their file. */
    default void linesPublished(SourceId source, int lines, long bytes) {}

    /** What was read could not be taken as it stands: lines cut, characters replaced, NULs passed over. */
    default void flaws(SourceId source, int cut, int malformed, long holeBytes) {}

    /** Lines were lost for a client or for everyone; {@code reason} as in a gap event. */
    default void linesDropped(String reason, long lines) {}

    /** Secrets were hidden; {@code detector} says of which kind. */
    default void masked(String detector, long times) {}

    /** Our own code failed in a part of the server, which goes on. */
    default void fault(String part) {}

    /** A batch has been handed to the sockets of all clients that could take it, so long after it was read. */
    default void delivered(Duration latency) {}
}
