package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.LevelTable;
import org.jspecify.annotations.Nullable;

/**
 * The level that a line says at its end, where it says none before its message: among the pairs that end it ({@code … level=debug
 * took=3ms}), in a bracket of its own behind a stamp ({@code … [DEBUG]}), or in the last column of several.
 */
final class LayoutTail {
    /** So much of the end is looked at. */
    private static final int LENGTH = 400;

    private static final int LONGEST_WORD = 16;

    private final LayoutCursor line;

    LayoutTail(LayoutCursor line) {
        this.line = line;
    }

    /** @param lineEnd of the first line of the record */
    void read(int lineEnd) {
        int end = lineEnd;
        while (end > line.message && line.text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end - line.message < 4) {
            return;
        }
        int start = Math.max(line.message, end - LENGTH);
        Level level = pairs(start, end);
        line.to.level = level == null && line.to.timed() ? apart(start, end) : level;
    }

    /** Goes back from pair to pair. */
    private @Nullable Level pairs(int start, int lineEnd) {
        int end = lineEnd;
        while (end > start) {
            int a = tokenStart(start, end);
            if (a < 0) {
                return null;
            }
            int equals = a;
            while (equals < end && line.text.charAt(equals) != '=') {
                equals++;
            }
            if (equals == a || equals == end) {
                return colon(start, end, a);
            }
            int key = a;
            while (key < equals && isOpening(line.text.charAt(key))) {
                key++;
            }
            if (LayoutFields.isLevelKey(line.text, key, equals)) {
                return word(equals + 1, end);
            }
            if (!isName(key, equals)) {
                return null;
            }
            end = a;
            while (end > start && (line.text.charAt(end - 1) <= ' ' || line.text.charAt(end - 1) == ',')) {
                end--;
            }
        }
        return null;
    }

    /** Where the token that ends here begins; within quotes blanks are part of it. -1: the beginning is not seen. */
    private int tokenStart(int start, int end) {
        int a = end;
        boolean quoted = false;
        while (a > start && (quoted || line.text.charAt(a - 1) > ' ')) {
            a--;
            quoted ^= line.text.charAt(a) == '"';
        }
        return quoted || (a == start && start > line.message) ? -1 : a;
    }

    /** {@code … level: debug}, {@code … {"level":"debug","n":1}}: the level among the fields that end here. */
    private @Nullable Level colon(int start, int end, int token) {
        int colon = before(':', token, end);
        if (colon < 0) {
            // The word stands alone: the key before it has the colon.
            colon = token;
            while (colon > start && line.text.charAt(colon - 1) == ' ') {
                colon--;
            }
            return colon > start && line.text.charAt(--colon) == ':' ? keyed(start, colon, colon + 1, end) : null;
        }
        int fieldEnd = end;
        Level level = null;
        while (level == null && colon >= token) {
            level = keyed(token, colon, colon + 1, fieldEnd);
            fieldEnd = before(',', token, colon);
            colon = before(':', token, fieldEnd);
        }
        return level;
    }

    /** Where a character last stands in a token before a place, or -1. */
    private int before(char c, int token, int end) {
        int i = end - 1;
        while (i >= token && line.text.charAt(i) != c) {
            i--;
        }
        return i < token ? -1 : i;
    }

    /** The level in a value, if the name that ends before a colon is one of levels. */
    private @Nullable Level keyed(int start, int colon, int value, int end) {
        int b = colon;
        while (b > start && line.text.charAt(b - 1) == '"') {
            b--;
        }
        int a = b;
        while (a > start && b - a < LONGEST_WORD && isNamePart(line.text.charAt(a - 1))) {
            a--;
        }
        boolean opens = a == start || line.text.charAt(a - 1) <= ' ' || isOpening(line.text.charAt(a - 1));
        return opens && LayoutFields.isLevelKey(line.text, a, b) ? word(value, end) : null;
    }

    private static boolean isNamePart(char c) {
        return Ascii.isWord(c) || c == '.';
    }

    private static boolean isOpening(char c) {
        return c == '[' || c == '(' || c == '{' || c == '<' || c == ',' || c == ';' || c == '|' || c == '"';
    }

    private boolean isName(int start, int end) {
        for (int i = start; i < end; i++) {
            char c = line.text.charAt(i);
            if (!Ascii.isWord(c) && c != '.' && c != '-' && c != '@' && c != '/') {
                return false;
            }
        }
        return end > start;
    }

    /** A level that quotes and brackets may stand about. */
    private @Nullable Level word(int start, int end) {
        int a = start;
        while (a < end && (line.text.charAt(a) <= ' ' || line.text.charAt(a) == '"' || line.text.charAt(a) == '\'')) {
            a++;
        }
        int b = a;
        while (b < end && b - a < LONGEST_WORD && Ascii.isLetter(line.text.charAt(b))) {
            b++;
        }
        for (int i = b; i < end; i++) {
            char c = line.text.charAt(i);
            if (Ascii.isWord(c) || c == '=' || c == '/') {
                return null;
            }
        }
        return LevelTable.of(line.text, a, b);
    }

    /** {@code … [DEBUG]}, {@code …;DEBUG}, {@code … | DEBUG}: capitals, set apart. */
    private @Nullable Level apart(int start, int end) {
        char last = line.text.charAt(end - 1);
        boolean bracket = last == ']' || last == ')' || last == '>';
        int b = bracket ? end - 1 : end;
        int a = b;
        while (a > start && b - a < LONGEST_WORD && Ascii.isUpper(line.text.charAt(a - 1))) {
            a--;
        }
        if (a == start || a == b) {
            return null;
        }
        char before = line.text.charAt(a - 1);
        boolean apart =
                switch (last) {
                    case ']' -> before == '[';
                    case ')' -> before == '(';
                    case '>' -> before == '<';
                    default -> isColumn(start, a);
                };
        return apart ? LevelTable.ofUncommon(line.text, a, b) : null;
    }

    private boolean isColumn(int start, int word) {
        int i = word;
        while (i > start && line.text.charAt(i - 1) == ' ') {
            i--;
        }
        char separator = i > start ? line.text.charAt(i - 1) : 0;
        return separator == '|' || separator == ';' || separator == '\t' || (separator == ',' && i == word);
    }
}
