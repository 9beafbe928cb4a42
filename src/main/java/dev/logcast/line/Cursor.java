package dev.logcast.line;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the stream of one server run: behind the line with this sequence number. Written {@code 1kx3-18420};
 * what {@code Last-Event-ID} carries.
 *
 * @param epoch names the run; two runs never share one
 * @param sequence the last line before the place; 0 is the beginning
 */
public record Cursor(String epoch, long sequence) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9a-z]{1,16})-([0-9]{1,18})");

    /** What is no cursor of any run here: what another server, or none, has written. */
    public static final Cursor FOREIGN = new Cursor("", 0);

    /** Reads a cursor back; empty for a text that is none. */
    public static Optional<Cursor> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(new Cursor(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + '-' + sequence;
    }
}
