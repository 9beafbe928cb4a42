package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.line.Level;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import dev.logcast.query.SourceGlob;
import dev.logcast.query.Times;
import dev.logcast.security.Visitor;
import dev.logcast.source.find.SourceCatalog;
import dev.logcast.wire.StreamFormat;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request for lines: those that streams and history share, and how each kind is read. What is wrong with one is a
 * {@link Problem}.
 */
record Parameters(MultivaluedMap<String, String> query) {
    private static final Pattern PLUS_AS_BLANK = Pattern.compile("([0-9-]+[Tt][0-9:.,]+) ([0-9]{2})(?::?([0-9]{2}))?");

    /**
     * The sources asked for; none: all of them. Those named without a wildcard must be there, as in a path.
     *
     * @throws Problem 404 or 403
     */
    List<SourceGlob> sources(SourceLookup lookup, Visitor visitor) {
        return query.getOrDefault("source", List.of()).stream()
                .filter(glob -> !glob.isEmpty())
                .flatMap(glob -> new SourceGlob(glob).literal()
                        ? lookup.globs(glob, visitor).stream()
                        : Stream.of(new SourceGlob(glob)))
                .toList();
    }

    /** Whether lines are wanted in the order of their times, rather than of reading. */
    boolean byTime() {
        return choice("sort", "read", "time").equals("time");
    }

    /** Whether JSON keeps the colours of records. */
    boolean ansi() {
        return choice("ansi", "false", "true").equals("true")
                || choice("color", "never", "always").equals("always");
    }

    /** What {@code level} and {@code q} let through of some sources, as far as the visitor may see them. */
    LineFilter filter(List<SourceGlob> sources, Visitor visitor) {
        return new LineFilter(sources, visitor.sources(), level(), null).with(q());
    }

    private @Nullable Level level() {
        String name = text("level");
        if (name == null) {
            return null;
        }
        return Level.named(name)
                .orElseThrow(() -> Problem.badRequest(
                        "level must be trace, debug, info, warn, error or fatal, was \"" + name + "\"."));
    }

    /** Times in it are relative to now, whole seconds, so that clients that come at once share a subscription. */
    private Query q() {
        String text = text("q");
        try {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            return Query.parse(text == null ? "" : text, now, ZoneId.systemDefault());
        } catch (QuerySyntaxException e) {
            throw Problem.inQuery(e);
        }
    }

    /** Plain text, with what it has of colours and of sources in front. */
    StreamFormat text(LineFilter filter, SourceCatalog catalog) {
        return StreamFormat.text(
                several(filter, catalog) && choice("prefix", "source", "none").equals("source"),
                choice("color", "never", "always").equals("always"),
                choice("ansi", "false", "true").equals("true"));
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

    boolean has(String parameter) {
        return text(parameter) != null;
    }

    /**
     * The text of a parameter; null when it is missing or empty.
     *
     * @throws Problem when it has several
     */
    @Nullable
    String text(String parameter) {
        List<String> texts = query.getOrDefault(parameter, List.of()).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (texts.size() > 1) {
            throw Problem.badRequest(
                    parameter + " must be given once, was \"" + String.join("\" and \"", texts) + "\".");
        }
        return texts.isEmpty() ? null : texts.get(0);
    }

    /** A {@code +} that was not written as {@code %2B} arrives as a blank, and is understood before an offset. */
    @Nullable
    Instant time(String parameter) {
        String text = text(parameter);
        if (text == null) {
            return null;
        }
        Matcher blank = PLUS_AS_BLANK.matcher(text);
        if (blank.matches()) {
            text = blank.group(1) + '+' + blank.group(2) + ':' + (blank.group(3) == null ? "00" : blank.group(3));
        }
        try {
            return Times.parse(text, Instant.now(), ZoneId.systemDefault());
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.badRequest(parameter + " must be " + Times.EXPECTED + ", was \"" + text + "\".");
        }
    }

    long number(String parameter) {
        String text = text(parameter);
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw Problem.badRequest(
                    parameter + " must be a whole number of at most nine digits, was \"" + text + "\".");
        }
        return Long.parseLong(text);
    }

    int number(String parameter, int otherwise, int least, int most) {
        String text = text(parameter);
        if (text == null) {
            return otherwise;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw Problem.badRequest(
                    parameter + " must be a whole number from " + least + " to " + most + ", was \"" + text + "\".");
        }
        return number;
    }

    /** One of the words that a parameter may be; the first of them where it is missing. */
    String choice(String parameter, String... choices) {
        String text = text(parameter);
        if (text == null) {
            return choices[0];
        }
        if (!List.of(choices).contains(text)) {
            throw Problem.badRequest(
                    parameter + " must be " + String.join(" or ", choices) + ", was \"" + text + "\".");
        }
        return text;
    }
}
