package dev.logcast.security;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Media types that a client takes (RFC 9110, section 12.5.1), of which servers fail each in a way of its own where they are none. */
final class MediaRanges {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String WEIGHT = "(?i:q)\\s*=\\s*(?:1(?:\\.0*)?|0(?:\\.[0-9]*)?|\\.[0-9]+)";
    private static final String PARAMETER = "(?!(?i:q)\\s*=)" + TOKEN + "\\s*=\\s*(?:" + TOKEN + "|\"[^\",;]*\")";

    /** Also a star alone, which Java's {@code URLConnection} sends. */
    private static final Pattern RANGE = Pattern.compile(
            "\\s*(?:(?:\\*|" + TOKEN + '/' + TOKEN + ")(?:\\s*;\\s*(?:" + WEIGHT + '|' + PARAMETER + ")?)*)?\\s*");

    private MediaRanges() {}

    /** What is wrong with them, and what to do; null when nothing is. */
    static @Nullable String mistake(@Nullable String accept) {
        if (accept == null) {
            return null;
        }
        for (String range : accept.split(",", -1)) {
            if (!RANGE.matcher(range).matches()) {
                return "Accept must be media types such as text/plain;q=0.5, was \"" + range.strip() + "\".";
            }
        }
        return null;
    }
}
