package dev.logcast.query;

import dev.logcast.line.LogLine;
import org.jspecify.annotations.Nullable;

/** Where the values of fields come from: the one place that knows how a line keeps them. */
final class Fields {
    private Fields() {}

    /**
     * The value of a field: a String, Long, Double, Boolean, a list of such, or something else that is nested; null where the line has no
     * such field.
     */
    static @Nullable Object value(LogLine line, String name) {
        return null;
    }
}
