package dev.logcast.hub;

import dev.logcast.line.Cursor;
import dev.logcast.line.LogLine;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. A heartbeat is a space, which JSON allows before the next object. */
final class NdjsonEncoder implements FrameEncoder {
    private final String cursorPrefix;
    private final LineJson json;

    NdjsonEncoder(String epoch, boolean ansi) {
        this.json = new LineJson(ansi);
        this.cursorPrefix = ",\"cursor\":\"" + epoch + '-';
    }

    @Override
    public void line(Utf8Buffer to, LogLine line, long sequence) {
        json.open(to, line);
        to.ascii(cursorPrefix).number(sequence).ascii("\"}\n");
    }

    @Override
    public void gap(Utf8Buffer to, Gap gap) {
        to.ascii("{\"gap\":");
        gap.json(to);
        to.ascii("}\n");
    }

    @Override
    public void heartbeat(Utf8Buffer to, @Nullable Cursor at) {
        to.put(' ');
    }
}
