package dev.logcast.api;

import dev.logcast.hub.Pace;
import dev.logcast.hub.Start;
import dev.logcast.hub.StreamFormat;
import dev.logcast.hub.Subscription;
import dev.logcast.line.Cursor;
import dev.logcast.line.Level;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import dev.logcast.query.SourceGlob;
import dev.logcast.query.Times;
import dev.logcast.security.Visitor;
import dev.logcast.source.SourceCatalog;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request for a stream asks for. */
record StreamRequest(Subscription subscription, Start start) {
    private static final double SLOWEST = 0.1;
    private static final double FASTEST = 1000;

    /**
     * @param path the source in the request's path, empty for all
     * @param lastEventId the header, if any
     * @param visitor sees only what is for that one, whatever is asked for
     * @throws Problem for what is wrong with it
     */
    static StreamRequest parse(
            String path,
            MultivaluedMap<String, String> query,
            StreamFormat.Kind kind,
            @Nullable String lastEventId,
            SourceLookup lookup,
            Visitor visitor) {
        if (query.containsKey("ansi")) {
            throw Problem.badRequest("ansi is not there yet: colours survive in data=text and color=always.");
        }
        LineFilter filter = new LineFilter(sources(path, query, lookup, visitor), visitor.sources(), level(query), null)
                .with(q(query));
        StreamFormat format =
                switch (kind) {
                    case SSE ->
                        StreamFormat.sse(
                                choice(query, "data", "json", "text").equals("text"),
                                choice(query, "named", "true", "false").equals("true"));
                    case NDJSON -> StreamFormat.ndjson();
                    case TEXT ->
                        StreamFormat.text(
                                several(filter, lookup.catalog())
                                        && choice(query, "prefix", "source", "none")
                                                .equals("source"),
                                choice(query, "color", "never", "always").equals("always"));
                };
        return new StreamRequest(new Subscription(filter, format), start(query, lastEventId));
    }

    /** The media type asked for by parameter or by header; empty when that is the page's. */
    static Optional<StreamFormat.Kind> kind(MultivaluedMap<String, String> query, List<MediaType> accepted) {
        if (query.containsKey("format")) {
            return Optional.of(
                    switch (choice(query, "format", "sse", "ndjson", "text")) {
                        case "ndjson" -> StreamFormat.Kind.NDJSON;
                        case "text" -> StreamFormat.Kind.TEXT;
                        default -> StreamFormat.Kind.SSE;
                    });
        }
        for (MediaType type : accepted) {
            switch (type.getType() + '/' + type.getSubtype()) {
                case "text/html", "application/xhtml+xml" -> {
                    return Optional.empty();
                }
                case "*/*", "text/*", "text/event-stream" -> {
                    return Optional.of(StreamFormat.Kind.SSE);
                }
                case "application/x-ndjson", "application/ndjson", "application/*" -> {
                    return Optional.of(StreamFormat.Kind.NDJSON);
                }
                case "text/plain" -> {
                    return Optional.of(StreamFormat.Kind.TEXT);
                }
                default -> {}
            }
        }
        throw new Problem(
                Status.NOT_ACCEPTABLE,
                "Streams come as text/event-stream, application/x-ndjson or text/plain; ask for one of them in Accept or"
                        + " with format=sse, ndjson or text.");
    }

    private static List<SourceGlob> sources(
            String path, MultivaluedMap<String, String> query, SourceLookup lookup, Visitor visitor) {
        List<SourceGlob> globs = new ArrayList<>();
        if (path.isEmpty()) {
            query.getOrDefault("source", List.of()).stream()
                    .filter(glob -> !glob.isEmpty())
                    .forEach(glob -> globs.add(new SourceGlob(glob)));
            return globs;
        }
        SourceId id = lookup.require(path, visitor);
        globs.add(new SourceGlob(id.value()));
        if (lookup.catalog().isGroup(id)) {
            globs.add(new SourceGlob(id.value() + "/*"));
        }
        return globs;
    }

    private static @Nullable Level level(MultivaluedMap<String, String> query) {
        String name = query.getFirst("level");
        if (name == null || name.isEmpty()) {
            return null;
        }
        return Level.named(name)
                .orElseThrow(() -> Problem.badRequest(
                        "level must be trace, debug, info, warn, error or fatal, was \"" + name + "\"."));
    }

    /** Times in it are relative to now, whole seconds, so that clients that come at once share a subscription. */
    private static Query q(MultivaluedMap<String, String> query) {
        String text = query.getFirst("q");
        try {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            return Query.parse(text == null ? "" : text, now, ZoneId.systemDefault());
        } catch (QuerySyntaxException e) {
            throw Problem.inQuery(e);
        }
    }

    private static Start start(MultivaluedMap<String, String> query, @Nullable String lastEventId) {
        String cursor = lastEventId == null || lastEventId.isBlank() ? query.getFirst("last-event-id") : lastEventId;
        Instant since = time(query, "since");
        Instant until = time(query, "until");
        Pace pace = pace(query);
        if (cursor != null && !cursor.isBlank()) {
            // What another server, or none, has written as a cursor is a place that is not known here.
            Cursor after = Cursor.parse(cursor.strip()).orElse(new Cursor("", 0));
            boolean skip = choice(query, "skip", "false", "true").equals("true");
            return new Start(after, skip, null, 0, until, pace);
        }
        return new Start(null, false, since, since == null ? number(query, "tail") : 0, until, pace);
    }

    private static @Nullable Instant time(MultivaluedMap<String, String> query, String parameter) {
        String text = query.getFirst(parameter);
        if (text == null || text.isEmpty()) {
            return null;
        }
        Instant time;
        try {
            time = Times.parse(text, Instant.now(), ZoneId.systemDefault());
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.badRequest(parameter + " must be " + Times.EXPECTED + ", was \"" + text + "\".");
        }
        if (parameter.equals("until") && time.isAfter(Instant.now())) {
            throw Problem.badRequest("until must be a time that has passed, was \"" + text
                    + "\": a stream of what is still to come has no end.");
        }
        return time;
    }

    private static Pace pace(MultivaluedMap<String, String> query) {
        String text = query.getFirst("speed");
        double speed = 0;
        if (text != null && !text.equals("max")) {
            speed = text.matches("[0-9]{1,4}(\\.[0-9]{1,6})?") ? Double.parseDouble(text) : 0;
            if (speed < SLOWEST || speed > FASTEST) {
                throw Problem.badRequest("speed must be max or a number from 0.1 to 1000, was \"" + text + "\".");
            }
        }
        String idle = query.getFirst("skip-idle");
        try {
            return new Pace(speed, idle == null ? null : Times.duration(idle));
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.badRequest("skip-idle must be a duration such as 5s, was \"" + idle + "\".");
        }
    }

    private static long number(MultivaluedMap<String, String> query, String parameter) {
        String text = query.getFirst(parameter);
        if (text == null || text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw Problem.badRequest(
                    parameter + " must be a whole number of at most nine digits, was \"" + text + "\".");
        }
        return Long.parseLong(text);
    }

    private static String choice(MultivaluedMap<String, String> query, String parameter, String... choices) {
        String text = query.getFirst(parameter);
        if (text == null) {
            return choices[0];
        }
        if (!List.of(choices).contains(text)) {
            throw Problem.badRequest(
                    parameter + " must be " + String.join(" or ", choices) + ", was \"" + text + "\".");
        }
        return text;
    }

    /** Whether lines of more than one source can come. */
    private static boolean several(LineFilter filter, SourceCatalog catalog) {
        List<SourceGlob> globs = filter.sources();
        if (globs.size() == 1 && globs.get(0).literal()) {
            return false;
        }
        return catalog.hasGroups()
                || catalog.sources().stream().filter(filter::wants).count() > 1;
    }
}
