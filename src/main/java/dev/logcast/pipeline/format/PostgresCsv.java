package dev.logcast.pipeline.format;

import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's log as CSV ({@code log_destination = 'csvlog'}): twelve columns up to the severity, then state, message, and what
 * belongs to it. A message of several lines may be cut off at a line end: then it is what there is of it. Not thread-safe.
 */
final class PostgresCsv {
    private static final int SHORTEST_STAMP = 18;
    private static final int COLUMNS = 26;
    private static final int USER = 1;
    private static final int DATABASE = 2;
    private static final int PROCESS = 3;
    private static final int CLIENT = 4;
    private static final int SEVERITY = 11;
    private static final int STATE = 12;
    private static final int MESSAGE = 13;
    private static final int DETAIL = 14;
    private static final int HINT = 15;
    private static final int QUERY = 19;
    private static final int APPLICATION = 22;

    private final int[] starts = new int[COLUMNS];
    private final int[] ends = new int[COLUMNS];

    boolean read(String text, int start, Parsed to) {
        int comma = text.indexOf(',', start);
        boolean candidate =
                comma - start > SHORTEST_STAMP && (text.startsWith("\"", comma + 1) || text.startsWith(",", comma + 1));
        if (!candidate || !to.time.atPosix(text, start) || !to.time.dated() || !text.startsWith(",", to.time.end())) {
            return false;
        }
        int columns = columns(text, start);
        if (columns <= MESSAGE) {
            return false;
        }
        Level level = PostgresFormat.level(to.names.of(text, starts[SEVERITY], ends[SEVERITY]));
        if (level == null || ends[STATE] - starts[STATE] != 5) {
            return false;
        }
        to.take();
        to.level = level;
        put("user.name", USER, text, to);
        put("db.namespace", DATABASE, text, to);
        to.putNumber("process.pid", text, starts[PROCESS], ends[PROCESS]);
        put("client.address", CLIENT, text, to);
        if (!text.startsWith("00000", starts[STATE])) {
            put("error.code", STATE, text, to);
        }
        put("msg", MESSAGE, text, to);
        for (int column = MESSAGE + 1; column < columns; column++) {
            @Nullable
            String name =
                    switch (column) {
                        case DETAIL -> "detail";
                        case HINT -> "hint";
                        case QUERY -> "db.query.text";
                        case APPLICATION -> "application";
                        default -> null;
                    };
            if (name != null) {
                put(name, column, text, to);
            }
        }
        return true;
    }

    private void put(String name, int column, String text, Parsed to) {
        int start = starts[column];
        int end = ends[column];
        if (start > 0 && text.charAt(start - 1) == '"' && text.indexOf("\"\"", start) >= 0) {
            to.attributes.put(name, text.substring(start, end).replace("\"\"", "\""));
        } else if (end > start) {
            to.attributes.put(name, text.substring(start, end));
        }
    }

    /** Finds the columns (RFC 4180). @return how many there are */
    private int columns(String text, int start) {
        int p = start;
        int column = 0;
        while (column < COLUMNS) {
            boolean quoted = p < text.length() && text.charAt(p) == '"';
            int end = quoted ? quoteEnd(text, p + 1) : text.indexOf(',', p);
            starts[column] = quoted ? p + 1 : p;
            ends[column] = end < 0 ? text.length() : end;
            column++;
            p = ends[column - 1] + (quoted ? 1 : 0);
            if (p >= text.length() || text.charAt(p) != ',') {
                break;
            }
            p++;
        }
        return column;
    }

    /** Where the next quote is that is not doubled, or -1. */
    private static int quoteEnd(String text, int start) {
        int quote = text.indexOf('"', start);
        while (quote >= 0 && quote + 1 < text.length() && text.charAt(quote + 1) == '"') {
            quote = text.indexOf('"', quote + 2);
        }
        return quote;
    }
}
