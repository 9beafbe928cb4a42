package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.JsonNumbers;
import dev.logcast.pipeline.format.structured.LevelTable;
import org.jspecify.annotations.Nullable;

/** Brackets before the message: a level, a stamp, both, or what {@link LayoutContext} tells of. */
final class LayoutBrackets {
    private static final int LONGEST = 160;

    private final LayoutCursor line;
    private final LayoutContext context;

    LayoutBrackets(LayoutCursor line) {
        this.line = line;
        this.context = new LayoutContext(line);
    }

    /** Takes the bracket that begins here; false: it belongs to the message. */
    boolean read(char open) {
        int close = close(open);
        if (close < 0) {
            return false;
        }
        int a = line.p + 1;
        int b = close;
        while (a < b && line.text.charAt(a) <= ' ') {
            a++;
        }
        while (b > a && line.text.charAt(b - 1) <= ' ') {
            b--;
        }
        if (line.words > 0 && line.to.level == null && !isLevelBracket(a, b)) {
            return false;
        }
        if (!inBracket(open, a, b)) {
            return false;
        }
        line.p = close + 1;
        line.accepted();
        return true;
    }

    private boolean isLevelBracket(int a, int b) {
        return line.words <= 2 && !line.tagged && LevelTable.ofUncommon(line.text, a, b) != null;
    }

    private int close(char open) {
        char closing =
                switch (open) {
                    case '[' -> ']';
                    case '(' -> ')';
                    case '<' -> '>';
                    case '【' -> '】';
                    case '［' -> '］';
                    default -> '〕';
                };
        int depth = 0;
        int last = Math.min(line.p + LONGEST, line.text.length());
        for (int i = line.p; i < last; i++) {
            char c = line.text.charAt(i);
            if (c == open) {
                depth++;
            } else if (c == closing && --depth == 0) {
                return i;
            } else if (c == '\n') {
                return -1;
            }
        }
        return -1;
    }

    /** What stands in a bracket; false: it belongs to the message. */
    private boolean inBracket(char open, int a, int b) {
        if (a >= b) {
            return open != '<';
        }
        char first = line.text.charAt(a);
        Level level = b - a == 1 ? LevelTable.ofLetter(first) : LevelTable.of(line.text, a, b);
        if (level != null) {
            if (line.to.level == null) {
                line.to.level = level;
            }
            return true;
        }
        if (!line.logged && stampIn(a, b)) {
            return true;
        }
        if (line.to.level == null && levelPart(a, b)) {
            return true;
        }
        if (open == '<') {
            return Ascii.isDigit(first) && inPriority(a, b);
        }
        int spaces = line.count(' ', a, b);
        boolean pairs = line.count('=', a, b) > 0;
        if (pairs) {
            context.pairs(a, b);
            return true;
        }
        if (spaces > 3 || (open == '(' && (spaces > 0 || line.token == 0))) {
            return false;
        }
        context.name(open, a, b, spaces);
        return true;
    }

    /** A priority of syslog before what is no syslog otherwise, or a process of Erlang. */
    private boolean inPriority(int a, int b) {
        if (line.token == 0 && line.count('.', a, b) == 0) {
            Object number = JsonNumbers.of(line.text, a, b);
            if (!(number instanceof Long priority) || priority > 191) {
                return false;
            }
            line.to.level = LevelTable.ofSeverity((int) (priority & 7));
        }
        return true;
    }

    /** {@code [2026-11-23 10:00:00,123: INFO/Main]}, {@code [I 10:00:00.123 App]}, {@code [10:00:00 INF]}. */
    private boolean stampIn(int a, int b) {
        int start = a;
        Level level = null;
        if (Character.isLetter(line.text.charAt(a)) && !line.to.time.at(line.text, a)) {
            int w = a;
            while (w < b && Ascii.isLetter(line.text.charAt(w))) {
                w++;
            }
            level = w - a == 1 ? LevelTable.ofLetter(line.text.charAt(a)) : LevelTable.of(line.text, a, w);
            if (level == null || line.at(w) != ' ') {
                return false;
            }
            start = w + 1;
        }
        if (!line.to.time.at(line.text, start)
                || line.to.time.end() > b
                || (!line.to.time.dated() && line.to.timed())) {
            return false;
        }
        line.to.take();
        int from = line.to.time.end();
        line.words = 0;
        if (line.to.level == null && level == null) {
            level = levelWithin(from, b);
        }
        if (line.to.level == null) {
            line.to.level = level;
        }
        return true;
    }

    private @Nullable Level levelWithin(int from, int b) {
        int i = from;
        while (i < b) {
            if (!Ascii.isLetter(line.text.charAt(i))) {
                i++;
                continue;
            }
            int w = i;
            while (w < b && Ascii.isLetter(line.text.charAt(w))) {
                w++;
            }
            Level level = LevelTable.ofUncommon(line.text, i, w);
            if (level != null
                    && line.at(w) != '.'
                    && line.at(w) != '_'
                    && line.text.charAt(i - 1) != '.'
                    && line.text.charAt(i - 1) != '_') {
                return level;
            }
            i = w;
        }
        return null;
    }

    /** {@code [core:error]}, {@code [Server thread/INFO]}, {@code [INFO main]}. */
    private boolean levelPart(int a, int b) {
        if (line.count('/', a, b) <= 1 && line.count('=', a, b) == 0) {
            for (int i = b - 1; i > a && b - i < 14; i--) {
                char c = line.text.charAt(i);
                if (c == ':' || c == '/' || c == '|') {
                    Level level = LevelTable.ofUncommon(line.text, i + 1, b);
                    if (level != null
                            && (c == ':' ? line.count(' ', a, b) == 0 : Ascii.isUpper(line.text.charAt(b - 1)))) {
                        line.to.level = level;
                        return true;
                    }
                    break;
                }
            }
        }
        int w = a;
        while (w < b && Ascii.isUpper(line.text.charAt(w))) {
            w++;
        }
        if (w > a + 1
                && w < b
                && !Ascii.isWord(line.text.charAt(w))
                && line.text.charAt(w) != '-'
                && line.text.charAt(w) != '.') {
            Level level = LevelTable.ofUncommon(line.text, a, w);
            if (level != null) {
                line.to.level = level;
                return true;
            }
        }
        return false;
    }
}
