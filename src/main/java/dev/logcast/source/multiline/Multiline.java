package dev.logcast.source.multiline;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The choice of how lines of a file are put together to records. Immutable; shared by all files of a source. */
public final class Multiline {
    /** Stack traces, statements and whatever is indented belong to the line before them. */
    public static final Multiline AUTO = new Multiline("auto", null);

    /** Every line is a record. */
    public static final Multiline NONE = new Multiline("none", null);

    private final String text;
    private final @Nullable Pattern firstLine;

    private Multiline(String text, @Nullable Pattern firstLine) {
        this.text = text;
        this.firstLine = firstLine;
    }

    /**
     * @param text {@code auto}, {@code none} or a regular expression that is found in the first line of every record
     * @throws IllegalArgumentException with the rule that the text breaks
     */
    public static Multiline parse(String text) {
        if (text.equalsIgnoreCase(AUTO.text)) {
            return AUTO;
        }
        if (text.equalsIgnoreCase(NONE.text)) {
            return NONE;
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException(broken("it is empty"));
        }
        try {
            return new Multiline(text, Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(broken(e.getDescription()), e);
        }
    }

    private static String broken(String reason) {
        return "must be auto, none or a regular expression (RE2), which this is not: " + reason;
    }

    /** For one file. */
    public Joiner joiner() {
        if (firstLine != null) {
            return new FirstLineJoiner(firstLine);
        }
        return equals(AUTO) ? new AutoJoiner() : new NoJoiner();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Multiline that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
