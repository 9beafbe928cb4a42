package dev.logcast.history;

import dev.logcast.line.Cursor;
import dev.logcast.line.CursorForm;
import dev.logcast.wire.Rfc3339;
import dev.logcast.wire.Utf8Buffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the past, and how to go on from it.
 *
 * @param elements lines, and gaps where lines are missing, each encoded, in ascending order
 * @param before what comes before the page lies before this
 * @param after what comes behind it lies behind this
 * @param complete whether nothing comes further in the direction that was asked for
 * @param searchedTo the time of the last line looked at, where the search stopped for its time; else null
 */
public record Page(List<byte[]> elements, Cursor before, Cursor after, boolean complete, @Nullable Instant searchedTo) {
    public Page {
        elements = List.copyOf(elements);
    }

    /** Writes the page as a JSON object, of elements that are JSON, with cursors of this form. */
    public void json(Utf8Buffer to, boolean descending, CursorForm cursors) {
        open(to, descending, cursors);
        to.put('}');
    }

    /** Writes the object but for its closing brace. */
    void open(Utf8Buffer to, boolean descending, CursorForm cursors) {
        to.ascii("{\"lines\":[");
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                to.put(',');
            }
            to.bytes(elements.get(descending ? elements.size() - 1 - i : i));
        }
        to.ascii("],\"before\":\"").ascii(cursors.write(before));
        to.ascii("\",\"after\":\"").ascii(cursors.write(after));
        to.ascii("\",\"complete\":").ascii(Boolean.toString(complete));
        if (searchedTo != null) {
            to.ascii(",\"searchedTo\":\"");
            Rfc3339.write(to, searchedTo);
            to.put('"');
        }
    }
}
