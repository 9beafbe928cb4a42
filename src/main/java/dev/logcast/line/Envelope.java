package dev.logcast.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The data that a container runtime wrote around a record.
 *
 * @param time when the runtime took the record; null when it cannot be read
 * @param stream {@code stdout} or {@code stderr}
 */
public record Envelope(@Nullable Instant time, String stream) {}
