package dev.logcast.line;

import java.util.Arrays;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The server's own log, in which every message is one line whatever names it tells of: control characters in names of files, hosts and
 * sources, and in the messages of exceptions, are written as {@code \n} or {@code \u001b}. So nobody forges a line, or commands a terminal
 * that shows one. Thread-safe.
 */
public final class ServerLog implements System.Logger {
    private final System.Logger to;

    private ServerLog(System.Logger to) {
        this.to = to;
    }

    public static System.Logger of(Class<?> speaker) {
        return of(speaker.getName());
    }

    public static System.Logger of(String name) {
        return new ServerLog(System.getLogger(name));
    }

    /** A text without control characters, and without what else ends lines (Unicode, 5.8) or turns their direction (UAX 9). */
    public static String printable(String text) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDangerous(c) && escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (escaped == null) {
                continue;
            }
            if (isDangerous(c)) {
                escape(escaped, c);
            } else {
                escaped.append(c);
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    private static boolean isDangerous(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }

    private static void escape(StringBuilder to, char c) {
        switch (c) {
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default ->
                to.append("\\u")
                        .append(Character.forDigit(c >> 12, 16))
                        .append(Character.forDigit(c >> 8 & 15, 16))
                        .append(Character.forDigit(c >> 4 & 15, 16))
                        .append(Character.forDigit(c & 15, 16));
        }
    }

    private static @Nullable Object printable(@Nullable Object value) {
        return value == null || value instanceof Number ? value : printable(String.valueOf(value));
    }

    /** What was thrown, told in printable text. */
    @SuppressWarnings("OverrideThrowableToString") // it tells another one's class
    private static final class Told extends Throwable {
        private static final long serialVersionUID = 1;

        private final String text;

        /** @param depth how many causes may follow */
        Told(Throwable thrown, int depth) {
            super(null, cause(thrown, depth), false, true);
            this.text = printable(thrown.toString());
            setStackTrace(thrown.getStackTrace());
        }

        private static @Nullable Throwable cause(Throwable thrown, int depth) {
            Throwable cause = thrown.getCause();
            return cause == null || depth == 0 ? null : new Told(cause, depth - 1);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public String getName() {
        return to.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return to.isLoggable(level);
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            to.log(
                    level,
                    bundle,
                    message == null ? null : printable(message),
                    thrown == null ? null : new Told(thrown, 10));
        }
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
        if (isLoggable(level)) {
            if (format == null || values == null || values.length == 0) {
                to.log(level, bundle, format == null ? null : printable(format), (Object[]) null);
            } else {
                to.log(
                        level,
                        bundle,
                        format,
                        Arrays.stream(values).map(ServerLog::printable).toArray());
            }
        }
    }
}
