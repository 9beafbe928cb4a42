package dev.logcast.pipeline.format;

import dev.logcast.line.Attributes;
import dev.logcast.line.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of reading a record: what it says.
 *
 * @param time null where it says none
 * @param level null where it says none
 * @param msgAt where its message begins, or -1; as in a {@link dev.logcast.line.LogLine}
 */
public record Reading(@Nullable Instant time, @Nullable Level level, Attributes attributes, int msgAt) {
    /** Of a record that says nothing. */
    public static final Reading NOTHING = new Reading(null, null, Attributes.NONE, -1);
}
