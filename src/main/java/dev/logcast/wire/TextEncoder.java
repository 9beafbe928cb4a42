package dev.logcast.wire;

import dev.logcast.line.Level;
import dev.logcast.line.LogLine;
import org.jspecify.annotations.Nullable;

/** The records themselves, one LF behind each. Has no heartbeat: whatever it sent would be a line. */
final class TextEncoder implements FrameEncoder {
    private static final String RESET = "\u001b[0m";

    private final boolean prefixed;
    private final boolean coloured;
    private final boolean ansi;

    TextEncoder(boolean prefixed, boolean coloured, boolean ansi) {
        this.prefixed = prefixed;
        this.coloured = coloured;
        this.ansi = ansi;
    }

    @Override
    public void line(Utf8Buffer to, LogLine line, long sequence) {
        if (prefixed) {
            to.utf8(line.id().source().value()).ascii(": ");
        }
        if (coloured) {
            colour(to, line);
        } else {
            to.utf8(ansi ? line.styled() : line.message());
        }
        to.put('\n');
    }

    @Override
    public void gap(Utf8Buffer to, Gap gap) {
        to.ascii("--- logcast: ").ascii(gap.text()).put('\n');
    }

    /** Colours that the record has of its own go before marks. */
    private static void colour(Utf8Buffer to, LogLine line) {
        String colour = colour(line.level());
        boolean styled = !line.styled().equals(line.message());
        to.ascii(colour)
                .utf8(styled ? line.styled() : Marks.coloured(line.message(), colour))
                .ascii(RESET);
    }

    private static String colour(@Nullable Level level) {
        if (level == null) {
            return "";
        }
        return switch (level) {
            case TRACE -> "\u001b[90m";
            case DEBUG -> "\u001b[36m";
            case INFO -> "\u001b[32m";
            case WARN -> "\u001b[33m";
            case ERROR -> "\u001b[31m";
            case FATAL -> "\u001b[1;35m";
        };
    }
}
