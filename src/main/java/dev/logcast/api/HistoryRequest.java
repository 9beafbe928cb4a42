package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.history.Selection;
import dev.logcast.line.CursorForm;
import dev.logcast.line.LineId;
import dev.logcast.security.Visitor;
import dev.logcast.wire.StreamFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request for lines of the past.
 *
 * @param json how JSON is written
 * @param text how plain text is written
 * @param after as it was sent; null: not asked for
 * @param before likewise
 * @param limit of lines; 0: not asked for
 * @param byTime whether lines come in the order of their times
 * @param around the line whose context is asked for; null: a range is
 * @param lines of context on either side
 * @param time of the line around which
 */
record HistoryRequest(
        HistoryFormat format,
        Selection selection,
        StreamFormat json,
        StreamFormat text,
        @Nullable String after,
        @Nullable String before,
        int limit,
        boolean descending,
        boolean byTime,
        @Nullable LineId around,
        int lines,
        @Nullable Instant time) {
    private static final int LIMIT = 200;
    private static final int MOST = 8192;
    private static final int CONTEXT = 50;
    private static final int MOST_CONTEXT = 1000;

    /**
     * @param sealed the form of cursors for those who may not see everything
     * @throws Problem for what is wrong with it
     */
    static HistoryRequest parse(
            Parameters parameters, Accepted accepted, SourceLookup lookup, Visitor visitor, CursorForm sealed) {
        HistoryFormat format = HistoryFormat.of(parameters, accepted);
        Selection selection = selection(parameters, lookup, visitor);
        boolean descending = parameters.choice("order", "asc", "desc").equals("desc");
        int limit = parameters.number("limit", format == HistoryFormat.JSON ? LIMIT : 0, 1, MOST);
        LineId around = around(parameters, visitor);
        if (descending && limit == 0 && around == null) {
            throw Problem.badRequest("order=desc is for pages: give limit, or format=json.");
        }
        return new HistoryRequest(
                format,
                selection,
                StreamFormat.ndjson(parameters.ansi()).with(visitor.maySeeEverything() ? CursorForm.PLAIN : sealed),
                parameters.text(selection.filter(), lookup.catalog()),
                parameters.text("after"),
                parameters.text("before"),
                limit,
                descending,
                parameters.byTime(),
                around,
                parameters.number("lines", CONTEXT, 0, MOST_CONTEXT),
                parameters.time("time"));
    }

    /** How cursors are written. */
    CursorForm cursors() {
        return json.cursors();
    }

    /** The lines that a request wants, wherever they are. */
    static Selection selection(Parameters parameters, SourceLookup lookup, Visitor visitor) {
        Instant since = parameters.time("since");
        Instant until = parameters.time("until");
        if (since != null && until != null && !since.isBefore(until)) {
            throw Problem.badRequest("since must be earlier than until, was " + since + ", and until " + until + '.');
        }
        return new Selection(parameters.filter(parameters.sources(lookup, visitor), visitor), since, until);
    }

    private static @Nullable LineId around(Parameters parameters, Visitor visitor) {
        String text = parameters.text("around");
        if (text == null) {
            return null;
        }
        LineId id = LineId.parse(text)
                .orElseThrow(() -> Problem.badRequest(
                        "around must be the id of a line such as app@3f2a:10482, was \"" + text + "\"."));
        if (!visitor.maySee(id.source())) {
            throw SourceLookup.forbidden(id.source().value(), visitor);
        }
        return id;
    }
}
