package dev.logcast.pipeline.format;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.Parsed;

/**
 * WebLogic: fields in angle brackets, which may hold brackets themselves. In the server's log
 * {@code ####<stamp> <severity> <subsystem> <machine> <server> <thread> <user> <transaction> <context> <milliseconds> [<attributes>]
 * <id> <message>}, on standard output {@code <stamp> <severity> <subsystem> <id> <message>}. Not thread-safe.
 */
final class WebLogicFormat implements Format {
    private static final int MOST = 16;
    private static final int SEVERITY = 1;
    private static final int SUBSYSTEM = 2;
    private static final int MACHINE = 3;
    private static final int SERVER = 4;
    private static final int THREAD = 5;
    private static final int MILLIS = 9;

    /** Longer ones than this are a message. */
    private static final int LONGEST_FIELD = 400;

    private final int[] starts = new int[MOST];
    private final int[] ends = new int[MOST];

    @Override
    public String name() {
        return "weblogic";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        boolean full = text.startsWith("####<", start);
        int p = full ? start + 4 : start;
        if (!text.startsWith("<", p)) {
            return false;
        }
        boolean stamped = to.time.at(text, p + 1) && to.time.dated();
        if (!stamped && !full) {
            return false;
        }
        int fields = 0;
        int message = -1;
        while (p < text.length() && text.charAt(p) == '<' && fields < MOST) {
            starts[fields] = p + 1;
            int close = close(text, p);
            if (close < 0) {
                message = p + 1;
                break;
            }
            ends[fields++] = close;
            p = close + 1;
            while (p < text.length() && text.charAt(p) == ' ') {
                p++;
            }
        }
        if (message < 0 && fields > 0) {
            // The last one is the message, however it ends.
            message = starts[--fields];
        }
        if (fields < SUBSYSTEM + 1) {
            return false;
        }
        Level level = LevelTable.of(text, starts[SEVERITY], ends[SEVERITY]);
        if (level == null) {
            return false;
        }
        to.level = level;
        if (stamped && to.time.end() == ends[0]) {
            // Otherwise its zone is in words that are not understood; in the server's log milliseconds follow.
            to.take();
        }
        to.put("code.namespace", text, starts[SUBSYSTEM], ends[SUBSYSTEM]);
        if (full && fields > MILLIS) {
            to.put("host.name", text, starts[MACHINE], ends[MACHINE]);
            to.put("service.name", text, starts[SERVER], ends[SERVER]);
            to.put("thread.name", text, starts[THREAD], ends[THREAD]);
            if (Ascii.digitsEnd(text, starts[MILLIS]) == ends[MILLIS]) {
                to.stamp(text, starts[MILLIS]);
            }
        }
        if (fields > SUBSYSTEM + 1) {
            to.put("error.code", text, starts[fields - 1], ends[fields - 1]);
        }
        to.msgAt = message;
        return true;
    }

    /** Where the field that opens here closes, or -1: then it is the message, of several lines perhaps. */
    private static int close(String text, int open) {
        int depth = 0;
        int last = Math.min(text.length(), open + LONGEST_FIELD);
        for (int i = open; i < last; i++) {
            char c = text.charAt(i);
            if (c == '<') {
                depth++;
            } else if (c == '>' && --depth == 0) {
                return i;
            } else if (c == '\n') {
                return -1;
            }
        }
        return -1;
    }
}
