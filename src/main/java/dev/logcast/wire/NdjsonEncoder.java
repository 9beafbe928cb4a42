package dev.logcast.wire;

import dev.logcast.line.Cursor;
import dev.logcast.line.CursorForm;
import dev.logcast.line.LogLine;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. A heartbeat is a space, which JSON allows before the next object. */
final class NdjsonEncoder implements FrameEncoder {
    private final CursorWriter cursors;
    private final LineJson json;

    NdjsonEncoder(String epoch, CursorForm form, boolean ansi) {
        this.json = new LineJson(ansi);
        this.cursors = new CursorWriter(epoch, form);
    }

    @Override
    public void line(Utf8Buffer to, LogLine line, long sequence) {
        json.open(to, line);
        cursors.write(to.ascii(",\"cursor\":\""), sequence).ascii("\"}\n");
    }

    @Override
    public void gap(Utf8Buffer to, Gap gap) {
        to.ascii("{\"gap\":");
        gap.json(to, cursors);
        to.ascii("}\n");
    }

    @Override
    public void heartbeat(Utf8Buffer to, @Nullable Cursor at) {
        to.put(' ');
    }
}
