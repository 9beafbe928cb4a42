package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.LevelTable;

/**
 * The decision whether a word, or a letter, is the level of the line: a matter of what stands about it, and of the columns of the source.
 */
final class LayoutLevels {
    private static final String ERLANG_HEAD = " REPORT====";

    private final LayoutCursor line;
    private final Columns columns;

    LayoutLevels(LayoutCursor line, Columns columns) {
        this.line = line;
        this.columns = columns;
    }

    /** Takes the letters that stand here for the level if they are one here. */
    boolean read(int w) {
        if (w - line.p == 1) {
            return letter(w);
        }
        Level level = LevelTable.of(line.text, line.p, w);
        if (level == null || !isBoundary(line.at(w)) || !isLevelHere(level, w)) {
            return false;
        }
        line.to.level = level;
        line.p = w;
        while (line.at(line.p) == '+' || Ascii.isDigit(line.at(line.p))) {
            line.p++;
        }
        if (line.at(line.p) == ':' || line.at(line.p) == '：' || line.at(line.p) == '!') {
            line.p++;
        } else if (line.text.startsWith(ERLANG_HEAD, line.p)) {
            line.p += ERLANG_HEAD.length();
        }
        line.accepted();
        line.tagged = false;
        line.words = 0;
        line.logged |= isCode(w + 1);
        pythonRoot(w);
        return true;
    }

    private boolean isLevelHere(Level level, int w) {
        boolean caps = Ascii.isUpper(line.text.charAt(w - 1)) && Ascii.isUpper(line.text.charAt(line.p));
        boolean common = LevelTable.ofUncommon(line.text, line.p, w) == null;
        boolean other = line.text.charAt(line.p) >= 0x80;
        char next = line.at(w);
        if (line.anchored) {
            if (next == ' ' && isCode(w + 1)) {
                return !common;
            }
            if (next == ':' || next == '：') {
                return line.at(w + 1) != ':' && (!common || caps || other || level.compareTo(Level.WARN) >= 0);
            }
            if (isSetApart(w)) {
                return true;
            }
            if (caps) {
                return !common || line.to.timed();
            }
            return !common && line.to.timed() && !line.tagged && columns.sees(line.token);
        }
        if (caps && !common && line.words == 0) {
            return true;
        }
        if (common || !line.to.timed() || line.tagged) {
            return false;
        }
        if (caps && next == ':' && line.words <= 2) {
            return true;
        }
        return columns.sees(line.token) || (caps && line.words == 1 && columns.unknown());
    }

    /** {@code TS2304:}, {@code CS1002:}, as compilers write behind the word. */
    private boolean isCode(int start) {
        int digits = start;
        while (Ascii.isUpper(line.at(digits)) && digits - start < 8) {
            digits++;
        }
        int end = digits;
        while (Ascii.isDigit(line.at(end)) && end - digits < 8) {
            end++;
        }
        return digits > start && end > digits && line.at(end) == ':';
    }

    /** Whether layouts leave no doubt about this word, whatever its case: bars, dashes, tabs or a wider space stand about it. */
    private boolean isSetApart(int w) {
        int i = w;
        while (line.at(i) == ' ') {
            i++;
        }
        char next = line.at(i);
        if (line.at(w) == '|' || line.at(w) == ']' || line.at(w) == '[') {
            return true;
        }
        if (line.separator == '|' || (line.separator == '-' && line.token > 1)) {
            return next == '|' || (next == '-' && (line.at(i + 1) == ' ' || line.at(i + 1) == '\t'));
        }
        boolean behindTab = line.p > 0 && line.text.charAt(line.p - 1) == '\t';
        if (line.at(w) == '\t') {
            return behindTab || line.to.timed();
        }
        return line.to.timed()
                && !line.tagged
                && line.words == 0
                && line.separator != '-'
                && (i - w >= 2
                        || next == '['
                        || next == '|'
                        || (line.at(w) == ',' && line.separator == 0)
                        || (line.separator == ',' && i > w + 1));
    }

    private boolean letter(int w) {
        char c = line.text.charAt(line.p);
        char next = line.at(w);
        if (line.token == 0 && line.text.startsWith(", [", w)) {
            // Ruby writes the first letter in front, and the word behind.
            line.p = w + 1;
            return true;
        }
        if (!line.to.timed()
                || !line.anchored
                || line.tagged
                || (next != ' ' && next != '\t' && next != '/' && next != '|' && next != ':')) {
            return false;
        }
        Level level = c == 'N' || c == 'A' ? null : LevelTable.ofLetter(c);
        if (level == null) {
            return false;
        }
        char behind = line.at(w + 1);
        boolean word = c == 'I' || c == 'C';
        boolean column = next == ' ' && columns.sees(line.token);
        if (next == ' ' && word && behind >= 'a' && behind <= 'z' && !column) {
            return false;
        }
        line.to.level = level;
        line.p = w + (next == ':' ? 1 : 0);
        line.accepted();
        return true;
    }

    /** {@code INFO:root:message}, the layout that Python begins with. */
    private void pythonRoot(int w) {
        if (line.at(w) != ':' || line.at(w + 1) <= ' ') {
            return;
        }
        int colon = line.text.indexOf(':', w + 1);
        if (colon > 0 && colon < line.limit && LayoutLoggers.isLoggerName(line.text, w + 1, colon)) {
            line.to.put("code.namespace", line.text, w + 1, colon);
            line.p = colon + 1;
            line.logged = true;
            line.message = line.p;
        }
    }

    private static boolean isBoundary(char c) {
        return switch (c) {
            case 0, ' ', '\t', '\n', '\r', ':', '：', ']', ')', '>', '|', ',', ';', '[', '(', '+', '=', '!', '】' -> true;
            default -> false;
        };
    }
}
