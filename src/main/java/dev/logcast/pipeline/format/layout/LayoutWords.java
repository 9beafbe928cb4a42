package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;

/** Words before the message: a level, a field, a logger, a tag, or the beginning of a sentence. */
final class LayoutWords {
    private static final int MOST = 3;

    private final LayoutCursor line;
    private final LayoutLevels levels;
    private final LayoutMarks marks;
    private final LayoutFields fields;
    private final LayoutLoggers loggers;

    LayoutWords(LayoutCursor line, LayoutLevels levels, LayoutMarks marks, LayoutFields fields) {
        this.line = line;
        this.levels = levels;
        this.marks = marks;
        this.fields = fields;
        this.loggers = new LayoutLoggers(line);
    }

    /** Takes the word that begins here; false: the message does. */
    boolean read() {
        int w = line.lettersEnd();
        if (w > line.p
                && line.to.level == null
                && (levels.read(w) || marks.apt() || (line.anchored && w - line.p == 3 && marks.php()))) {
            return true;
        }
        int e = w;
        while (e < line.limit && line.text.charAt(e) > ' ' && line.text.charAt(e) != '|') {
            e++;
        }
        int equals = line.text.indexOf('=', w);
        if (equals > line.p && equals < e && fields.isKey(equals)) {
            return fields.pairAhead(equals, e);
        }
        return line.to.level != null ? loggers.behindLevel(e) : beforeLevel(w, e);
    }

    private boolean beforeLevel(int w, int e) {
        char last = line.text.charAt(e - 1);
        if (line.at(w) == '.' && marks.dotted(w, e)) {
            return true;
        }
        if (fields.keyed(w)) {
            return true;
        }
        if (last == ':' && e - line.p > 1) {
            if (!line.to.timed()
                    && (line.text.startsWith("Exception", e - 10) || line.text.startsWith("Error", e - 6))) {
                return false;
            }
            if (line.tagged && line.words > 0) {
                return false;
            }
            line.tagged = true;
            line.anchored = true;
            line.separator = 0;
            // main.go:12:5: warning
            line.p = e;
            return line.words <= 1;
        }
        boolean plain =
                w == e || (w == e - 1 && (last == ',' || last == '.' || last == '!' || last == '?' || last == '\''));
        if (!plain) {
            if (line.text.indexOf("://", line.p) >= 0 && line.text.indexOf("://", line.p) < e) {
                return false;
            }
            line.anchored = false;
            line.p = e;
            return !line.tagged || line.words == 0;
        }
        boolean caps =
                Ascii.isUpper(line.text.charAt(line.p)) && Ascii.isUpper(line.text.charAt(w - 1)) && w - line.p > 1;
        if (!caps || line.tagged) {
            line.words++;
            if (line.tagged || line.words > (line.to.timed() ? MOST : 1)) {
                return false;
            }
        }
        line.anchored = false;
        line.p = e;
        return true;
    }
}
