package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.archive.Archive;
import dev.logcast.line.Cursor;
import dev.logcast.line.CursorForm;
import jakarta.ws.rs.core.Response.Status;
import java.util.OptionalLong;

/**
 * The places that clients name by cursors, of this run of the server or of an earlier one.
 *
 * @param form in which this client's are written
 */
record Cursors(Archive archive, Cursor newest, CursorForm form) {
    /** What stands for the place before the oldest line. */
    static final String BEGINNING = "beginning";

    /** The sequence number of the line behind which lines are asked for; empty for the beginning. */
    OptionalLong after(String text) {
        if (text.equals(BEGINNING)) {
            return OptionalLong.empty();
        }
        Cursor cursor = parse("after", text);
        return OptionalLong.of(place(text, cursor, last()));
    }

    /** The sequence number of the line before which lines are asked for. */
    OptionalLong before(String text) {
        Cursor cursor = parse("before", text);
        // The answer to a question for what is still to come has a place behind all lines.
        long place = place(text, cursor, last() + 1);
        return OptionalLong.of(place < cursor.sequence() ? place + 1 : place);
    }

    private long last() {
        return Math.max(newest.sequence(), archive.newest());
    }

    private Cursor parse(String parameter, String text) {
        return form.read(text)
                .orElseThrow(() -> Problem.badRequest(parameter + " must be a cursor such as 1kx3-18420: \"before\","
                        + " \"after\" or a line's \"cursor\" of an answer, or the id of an event; was \"" + text
                        + "\"."));
    }

    private long place(String text, Cursor cursor, long last) {
        if (!cursor.epoch().equals(newest.epoch())) {
            return archive.place(cursor)
                    .orElseThrow(() -> new Problem(
                            Status.GONE,
                            "The cursor " + text + " is of a run of the server of which no line is left. Ask without"
                                    + " it, or with since."));
        }
        if (cursor.sequence() > last) {
            throw Problem.badRequest("The cursor " + text + " is of a line that is still to come; the newest is "
                    + form.write(new Cursor(newest.epoch(), last())) + '.');
        }
        return cursor.sequence();
    }
}
