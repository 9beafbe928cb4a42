package dev.logcast.query;

import java.time.Instant;
import java.time.ZoneId;

/** Queries for tests, asked at one moment in one place. */
public final class Queries {
    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private Queries() {}

    /** A query that has no mistake. */
    public static Query query(String text) {
        try {
            return Query.parse(text, NOW, ZONE);
        } catch (QuerySyntaxException e) {
            throw new AssertionError(text + ": column " + e.column() + ": " + e.getMessage(), e);
        }
    }
}
