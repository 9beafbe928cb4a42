package dev.logcast.line;

import java.util.Locale;
import java.util.Optional;

/** The severity of a line, in ascending order. A line whose level is unknown has none. */
public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    /** The level of that name, in any case; empty for a name that is none. */
    public static Optional<Level> named(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "TRACE" -> Optional.of(TRACE);
            case "DEBUG" -> Optional.of(DEBUG);
            case "INFO" -> Optional.of(INFO);
            case "WARN", "WARNING" -> Optional.of(WARN);
            case "ERROR" -> Optional.of(ERROR);
            case "FATAL" -> Optional.of(FATAL);
            default -> Optional.empty();
        };
    }
}
