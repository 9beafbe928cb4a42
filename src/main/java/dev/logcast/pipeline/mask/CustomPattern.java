package dev.logcast.pipeline.mask;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.logcast.line.Ascii;
import dev.logcast.query.RegexShape;
import java.util.Locale;

/**
 * A regular expression (RE2) of what is to be hidden besides: all that it matches, or its first group where it has one.
 *
 * @param name as it is counted
 */
public record CustomPattern(String name, String regex) {
    /** @throws IllegalArgumentException with the rule that the expression breaks */
    public CustomPattern {
        try {
            if (!new RegexShape(regex).small()) {
                throw new IllegalArgumentException("must be a smaller regular expression (RE2)");
            }
            if (Pattern.compile(regex).matcher("").find()) {
                throw new IllegalArgumentException(
                        "must be a regular expression (RE2) that does not match the empty text");
            }
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "must be a regular expression (RE2), which this is not: " + e.getDescription(), e);
        }
    }

    Pattern compile() {
        return Pattern.compile(regex);
    }

    /** What everything that it matches contains, in ASCII and small letters; empty when nothing is known. */
    String literal() {
        String literal = new RegexShape(regex).literal();
        boolean plain = literal.chars().allMatch(c -> c < 0x80 && !Ascii.isDigit((char) c));
        return plain ? literal.toLowerCase(Locale.ROOT) : "";
    }
}
