package dev.logcast.hub;

import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Writes a line as a JSON object (RFC 8259), fields that are unknown left out. Thread-safe. */
final class LineJson {
    private static final DateTimeFormatter RFC3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Lines of a batch share their time of reading, so that the last one formatted is mostly the next one wanted. */
    private volatile @Nullable Stamp last;

    private record Stamp(Instant time, String text) {}

    /** Writes the object but for its closing brace, so that a format may add fields of its own. */
    void open(Utf8Buffer to, LogLine line) {
        to.ascii("{\"id\":");
        id(to, line.id());
        to.ascii(",\"time\":\"")
                .ascii(rfc3339(line.time()))
                .ascii("\",\"source\":")
                .json(line.id().source().value());
        if (line.level() != null) {
            to.ascii(",\"level\":\"").ascii(line.level().name()).put('"');
        }
        to.ascii(",\"message\":").json(line.message());
        if (line.continues() != null) {
            to.ascii(",\"continues\":");
            id(to, line.continues());
        }
        if (line.cut()) {
            to.ascii(",\"cut\":true");
        }
        if (line.masked()) {
            to.ascii(",\"masked\":true");
        }
    }

    private static void id(Utf8Buffer to, LineId id) {
        to.json(id.toString());
    }

    private String rfc3339(Instant time) {
        Stamp stamp = last;
        if (stamp == null || !stamp.time.equals(time)) {
            stamp = new Stamp(time, RFC3339.format(time));
            last = stamp;
        }
        return stamp.text;
    }
}
