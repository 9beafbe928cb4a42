package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts that tools that build and test give of a failure without the word for a level, or behind other words: {@code make: *** … Error
 * 2}, {@code e: file:///Main.kt:1:2 …} of Kotlin, {@code FAILED tests/a.py::b} of pytest, {@code not ok 1} of TAP, {@code #8 1.2 a.c:1:2:
 * error: …}. The whole line stays its message. Asked of lines that have no level otherwise.
 */
final class LayoutVerdicts {
    private static final String STOPS = ": *** ";
    private static final String FAILED = "FAILED";

    private static final List<String> FAILURES = List.of(
            "FAILED ",
            "FAILED:",
            "FAIL ",
            "FAIL\t",
            "BUILD FAILED",
            "BUILD FAILURE",
            "FAILURE: ",
            "CMake Error",
            "npm error ",
            "ninja: build stopped: ",
            "Traceback (most recent call last):",
            "Exception in thread \"");

    private static final List<String> WARNINGS = List.of("CMake Warning", "CMake Deprecation Warning", "npm warn ");

    private final LayoutCursor line;

    LayoutVerdicts(LayoutCursor line) {
        this.line = line;
    }

    /** @param end of the first line of the record */
    @Nullable
    Level read(int end) {
        int start = text(line.stampEnd, end);
        Level level = beginning(start, end);
        if (level == null) {
            level = compiler(start);
        }
        if (level == null && endsFailed(start, end)) {
            level = Level.ERROR;
        }
        if (level != null) {
            // What looked like a layout's brackets is the tool's own.
            line.message = start;
            return level;
        }
        return beginning(text(line.message, end), end);
    }

    private int text(int from, int end) {
        int start = from;
        while (start < end && line.text.charAt(start) <= ' ') {
            start++;
        }
        return start;
    }

    private @Nullable Level beginning(int start, int end) {
        return switch (line.at(start)) {
            case 'e' -> isKotlin(start) ? Level.ERROR : null;
            case 'w' -> isKotlin(start) ? Level.WARN : null;
            case 'g', 'm' -> stops(start) ? Level.ERROR : null;
            case 'F', 'B', 'C', 'E', 'T' -> words(start, end);
            case 'n' -> {
                boolean failed = line.text.startsWith("not ok ", start) && Ascii.isDigit(line.at(start + 7));
                yield failed ? Level.ERROR : words(start, end);
            }
            default -> null;
        };
    }

    private @Nullable Level words(int start, int end) {
        if (any(FAILURES, start) || (end == start + 4 && line.text.startsWith("FAIL", start))) {
            return Level.ERROR;
        }
        return any(WARNINGS, start) ? Level.WARN : null;
    }

    private boolean any(List<String> beginnings, int start) {
        for (String beginning : beginnings) {
            if (line.text.startsWith(beginning, start)) {
                return true;
            }
        }
        return false;
    }

    /** {@code e: /src/Main.kt: (1, 2): …}, {@code w: file:///src/Main.kt:1:2 …}. */
    private boolean isKotlin(int start) {
        if (!line.text.startsWith(": ", start + 1)) {
            return false;
        }
        int p = start + 3;
        return line.at(p) == '/'
                || line.text.startsWith("file:", p)
                || line.text.startsWith("warnings found", p)
                || (Ascii.isUpper(line.at(p)) && line.at(p + 1) == ':');
    }

    /** {@code make[1]: *** }; not where make goes on. */
    private boolean stops(int start) {
        int p = start;
        while (Ascii.isWord(line.at(p)) || line.at(p) == '-' || line.at(p) == '[' || line.at(p) == ']') {
            p++;
        }
        return line.text.startsWith(STOPS, p)
                && (line.text.startsWith("make", start)
                        || line.text.startsWith("gmake", start)
                        || line.text.startsWith("mingw", start));
    }

    /** {@code a.c:12:5: fatal error: x.h}, {@code Main.java:12: error: …}, whatever stands before. */
    private @Nullable Level compiler(int start) {
        for (int p = start + 1; p < line.limit; p++) {
            if (line.at(p) == ':'
                    && line.at(p + 1) == ' '
                    && (Ascii.isDigit(line.at(p - 1)) || line.at(p - 1) == ')')) {
                if (line.text.startsWith("error:", p + 2) || line.text.startsWith("fatal error:", p + 2)) {
                    return Level.ERROR;
                }
                if (line.text.startsWith("warning:", p + 2)) {
                    return Level.WARN;
                }
            }
        }
        return null;
    }

    /** {@code > Task :test FAILED}, {@code tests/a.py::b FAILED [ 50%]}. */
    private boolean endsFailed(int start, int lineEnd) {
        int end = lineEnd;
        while (end > start && line.text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end > start && line.text.charAt(end - 1) == ']') {
            int open = end - 1;
            while (open > start
                    && (Ascii.isDigit(line.at(open - 1)) || line.at(open - 1) == '%' || line.at(open - 1) == ' ')) {
                open--;
            }
            if (open == start || line.at(open - 1) != '[' || line.at(end - 2) != '%') {
                return false;
            }
            end = open - 1;
            while (end > start && line.text.charAt(end - 1) <= ' ') {
                end--;
            }
        }
        int word = end - FAILED.length();
        return word > start && line.text.startsWith(FAILED, word) && line.at(word - 1) == ' ';
    }
}
