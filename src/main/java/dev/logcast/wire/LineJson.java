package dev.logcast.wire;

import dev.logcast.line.Attributes;
import dev.logcast.line.ExactNumber;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line as a JSON object (RFC 8259), fields that are unknown left out. Thread-safe. */
final class LineJson {
    private static final char ESCAPE = '\u001b';

    private final boolean ansi;

    /** @param ansi whether messages keep their colours (SGR escapes) */
    LineJson(boolean ansi) {
        this.ansi = ansi;
    }

    /** Writes the object but for its closing brace, so that a format may add fields of its own. */
    void open(Utf8Buffer to, LogLine line) {
        to.ascii("{\"id\":");
        id(to, line.id());
        to.ascii(",\"time\":\"");
        Rfc3339.write(to, line.time());
        to.ascii("\",\"source\":").json(line.id().source().value());
        if (line.level() != null) {
            to.ascii(",\"level\":\"").ascii(line.level().name()).put('"');
        }
        String message = ansi ? line.styled() : line.message();
        to.ascii(",\"message\":").json(message);
        if (line.msgAt() >= 0) {
            to.ascii(",\"msgAt\":").number(ansi ? placeIn(message, line.msgAt()) : line.msgAt());
        }
        if (!line.attributes().isEmpty()) {
            to.ascii(",\"attributes\":");
            attributes(to, line.attributes());
        }
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

    /** Where a character of the text without colours is in the text with them; before the escapes that stand before it. */
    private static int placeIn(String styled, int at) {
        int place = 0;
        for (int seen = 0; seen < at && place < styled.length(); place++) {
            if (styled.charAt(place) == ESCAPE) {
                place = Math.max(place, styled.indexOf('m', place));
            } else {
                seen++;
            }
        }
        return place;
    }

    private static void id(Utf8Buffer to, LineId id) {
        to.json(id.toString());
    }

    private static void attributes(Utf8Buffer to, Attributes attributes) {
        to.put('{');
        for (int i = 0; i < attributes.size(); i++) {
            if (i > 0) {
                to.put(',');
            }
            to.json(attributes.name(i)).put(':');
            value(to, attributes.value(i));
        }
        to.put('}');
    }

    private static void value(Utf8Buffer to, @Nullable Object value) {
        if (value instanceof String text) {
            to.json(text);
        } else if (value instanceof Long number) {
            to.number(number);
        } else if (value instanceof ExactNumber number) {
            to.ascii(number.text());
        } else if (value instanceof Attributes nested) {
            attributes(to, nested);
        } else if (value instanceof List<?> list) {
            to.put('[');
            String separator = "";
            for (Object element : list) {
                to.ascii(separator);
                value(to, element);
                separator = ",";
            }
            to.put(']');
        } else {
            // A double, a boolean or null: their texts are those of JSON.
            to.ascii(String.valueOf(value));
        }
    }
}
