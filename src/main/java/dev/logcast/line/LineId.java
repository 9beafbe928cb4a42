package dev.logcast.line;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a line for good: equal ids are the same line. Written {@code app@3f2a:10482}.
 *
 * @param generation which content of which file of the source; a truncated or replaced file begins a new one
 * @param offset where the record begins in that content, in bytes
 */
public record LineId(SourceId source, long generation, long offset) {
    private static final Pattern WRITTEN = Pattern.compile("(.+)@([0-9a-f]{1,16}):([0-9]{1,18})");

    /** Reads an id back; empty for a text that is none. */
    public static Optional<LineId> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            SourceId source = new SourceId(matcher.group(1));
            long generation = Long.parseUnsignedLong(matcher.group(2), 16);
            return Optional.of(new LineId(source, generation, Long.parseLong(matcher.group(3))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return source.value() + '@' + Long.toHexString(generation) + ':' + offset;
    }
}
