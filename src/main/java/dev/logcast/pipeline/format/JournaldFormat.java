package dev.logcast.pipeline.format;

import dev.logcast.line.Level;
import dev.logcast.pipeline.format.layout.LayoutFormat;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.JsonFormat;
import dev.logcast.pipeline.format.structured.Parsed;

/**
 * JSON, and of journald what the program itself says in its message: its own level, a more precise stamp, JSON go before what journald
 * says of it, as with syslog.
 */
final class JournaldFormat implements Format {
    private final JsonFormat json;
    private final LayoutFormat layout;

    JournaldFormat(JsonFormat json, LayoutFormat layout) {
        this.json = json;
        this.layout = layout;
    }

    @Override
    public String name() {
        return json.name();
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        if (!json.read(text, start, to)) {
            return false;
        }
        String message = json.message("MESSAGE");
        if (message != null) {
            Level priority = to.level;
            to.level = null;
            layout.read(message, 0, to);
            to.level = to.level == null ? priority : to.level;
            to.msgAt = 0;
        }
        return true;
    }
}
