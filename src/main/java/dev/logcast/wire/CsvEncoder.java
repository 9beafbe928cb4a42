package dev.logcast.wire;

import dev.logcast.line.Cursor;
import dev.logcast.line.LogLine;

/**
 * Comma-separated values (RFC 4180) with a header. Spreadsheets calculate what begins like a formula, and logs hold what strangers
 * wrote: such a text gets an apostrophe in front.
 */
public final class CsvEncoder implements FrameEncoder {
    private static final String FORMULA = "=+-@\t\r";

    @Override
    public void start(Utf8Buffer to, Cursor at) {
        to.ascii("time,source,level,message\r\n");
    }

    @Override
    public void line(Utf8Buffer to, LogLine line, long sequence) {
        Rfc3339.write(to, line.time());
        to.put(',');
        field(to, line.id().source().value());
        to.put(',');
        if (line.level() != null) {
            to.ascii(line.level().name());
        }
        to.put(',');
        field(to, line.message());
        to.ascii("\r\n");
    }

    /** A row without a time. */
    @Override
    public void gap(Utf8Buffer to, Gap gap) {
        to.put(',');
        if (gap.source() != null) {
            field(to, gap.source().value());
        }
        to.put(',').put(',');
        field(to, "logcast: " + gap.text());
        to.ascii("\r\n");
    }

    private static void field(Utf8Buffer to, String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? '\'' + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        if (quoted) {
            to.put('"').utf8(safe.replace("\"", "\"\"")).put('"');
        } else {
            to.utf8(safe);
        }
    }
}
