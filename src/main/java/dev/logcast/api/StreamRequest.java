package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.hub.ReplayPace;
import dev.logcast.hub.StreamStart;
import dev.logcast.hub.Subscription;
import dev.logcast.line.Cursor;
import dev.logcast.line.CursorForm;
import dev.logcast.query.LineFilter;
import dev.logcast.query.SourceGlob;
import dev.logcast.query.Times;
import dev.logcast.security.Visitor;
import dev.logcast.wire.StreamFormat;
import jakarta.ws.rs.core.Response.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a request for a stream. */
record StreamRequest(Subscription subscription, StreamStart start) {
    private static final double SLOWEST = 0.1;
    private static final double FASTEST = 1000;

    /**
     * @param path the source in the request's path, empty for all
     * @param lastEventId the header, if any
     * @param visitor sees only what is for that one, whatever is asked for
     * @param sealed the form of cursors for those who may not see everything
     * @throws Problem for what is wrong with it
     */
    static StreamRequest parse(
            String path,
            Parameters parameters,
            StreamFormat.Kind kind,
            @Nullable String lastEventId,
            SourceLookup lookup,
            Visitor visitor,
            CursorForm sealed) {
        CursorForm cursors = visitor.maySeeEverything() ? CursorForm.PLAIN : sealed;
        LineFilter filter = parameters.filter(sources(path, parameters, lookup, visitor), visitor);
        StreamFormat format =
                switch (kind) {
                    case SSE ->
                        StreamFormat.sse(
                                parameters.choice("data", "json", "text").equals("text"),
                                parameters.choice("named", "true", "false").equals("true"),
                                parameters.ansi());
                    case NDJSON -> StreamFormat.ndjson(parameters.ansi());
                    case TEXT -> parameters.text(filter, lookup.catalog());
                };
        return new StreamRequest(
                new Subscription(filter, format.with(cursors)), start(parameters, lastEventId, cursors));
    }

    /** Whether the stream may have to look for long before it begins. */
    boolean searches() {
        return start.tail() > 0 && subscription.filter().effort() > 0;
    }

    /** The media type asked for by parameter or by header; empty when that is the page's. */
    static Optional<StreamFormat.Kind> kind(Parameters parameters, Accepted accepted) {
        if (parameters.has("format")) {
            return Optional.of(
                    switch (parameters.choice("format", "sse", "ndjson", "text")) {
                        case "ndjson" -> StreamFormat.Kind.NDJSON;
                        case "text" -> StreamFormat.Kind.TEXT;
                        default -> StreamFormat.Kind.SSE;
                    });
        }
        String type = accepted.best(
                "text/event-stream",
                "application/x-ndjson",
                "application/ndjson",
                "text/plain",
                "text/html",
                "application/xhtml+xml");
        if (type == null) {
            throw new Problem(
                    Status.NOT_ACCEPTABLE,
                    "Streams come as text/event-stream, application/x-ndjson or text/plain; ask for one of them in Accept"
                            + " or with format=sse, ndjson or text.");
        }
        return switch (type) {
            case "text/html", "application/xhtml+xml" -> Optional.empty();
            case "text/event-stream" -> Optional.of(StreamFormat.Kind.SSE);
            case "text/plain" -> Optional.of(StreamFormat.Kind.TEXT);
            default -> Optional.of(StreamFormat.Kind.NDJSON);
        };
    }

    private static List<SourceGlob> sources(String path, Parameters parameters, SourceLookup lookup, Visitor visitor) {
        return path.isEmpty() ? parameters.sources(lookup, visitor) : lookup.globs(path, visitor);
    }

    private static StreamStart start(Parameters parameters, @Nullable String lastEventId, CursorForm cursors) {
        String cursor =
                lastEventId == null || lastEventId.isBlank() ? parameters.text("last-event-id") : lastEventId.strip();
        Instant since = parameters.time("since");
        Instant until = until(parameters);
        ReplayPace pace = pace(parameters);
        if (cursor != null) {
            // What another server, or none, has written as a cursor is a place that is not known here.
            Cursor after = cursors.read(cursor).orElse(Cursor.FOREIGN);
            boolean skip = parameters.choice("skip", "false", "true").equals("true");
            return new StreamStart(after, skip, null, 0, until, pace);
        }
        return new StreamStart(null, false, since, since == null ? parameters.number("tail") : 0, until, pace);
    }

    private static @Nullable Instant until(Parameters parameters) {
        Instant until = parameters.time("until");
        if (until != null && until.isAfter(Instant.now())) {
            throw Problem.badRequest("until must be a time that has passed, was \"" + parameters.text("until")
                    + "\": a stream of what is still to come has no end.");
        }
        return until;
    }

    private static ReplayPace pace(Parameters parameters) {
        String text = parameters.text("speed");
        double speed = 0;
        if (text != null && !text.equals("max")) {
            speed = text.matches("[0-9]{1,4}(\\.[0-9]{1,6})?") ? Double.parseDouble(text) : 0;
            if (speed < SLOWEST || speed > FASTEST) {
                throw Problem.badRequest("speed must be max or a number from 0.1 to 1000, was \"" + text + "\".");
            }
        }
        String idle = parameters.text("skip-idle");
        try {
            return new ReplayPace(speed, idle == null ? null : Times.duration(idle));
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.badRequest("skip-idle must be a duration such as 5s, was \"" + idle + "\".");
        }
    }
}
