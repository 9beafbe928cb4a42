package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.JsonFormat;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.LogfmtFormat;
import dev.logcast.pipeline.format.structured.Parsed;

/**
 * The layouts that libraries and people configure: a stamp, a level, a logger, a thread in any order and any brackets, before the
 * message. Reads token by token until the message begins, which is where words stand like in a sentence; a word in it is no level.
 *
 * <p>A word in capitals counts where nothing but such tokens stands before it, a word in small letters where the layout sets it
 * apart, as brackets, bars, tabs and colons do. What may be either counts where the lines of the source show a column
 * ({@link Columns}).
 */
public final class LayoutFormat implements Format {
    private static final int MOST_TOKENS = 24;

    private final Columns columns = new Columns();
    private final LayoutCursor line;
    private final LayoutBrackets brackets;
    private final LayoutFields fields;
    private final LayoutMarks marks;
    private final LayoutWords words;
    private final LayoutTail tail;
    private final LayoutVerdicts verdicts;

    public LayoutFormat(Parsed to, JsonFormat json, LogfmtFormat logfmt) {
        line = new LayoutCursor(to);
        brackets = new LayoutBrackets(line);
        fields = new LayoutFields(line, json, logfmt);
        marks = new LayoutMarks(line);
        tail = new LayoutTail(line);
        verdicts = new LayoutVerdicts(line);
        words = new LayoutWords(line, new LayoutLevels(line, columns), marks, fields);
    }

    @Override
    public String name() {
        return "pattern";
    }

    @Override
    public boolean read(String text, int start, Parsed into) {
        int newline = text.indexOf('\n', start);
        int end = newline < 0 ? text.length() : newline;
        line.begin(text, start, end, into);
        boolean timedBefore = into.timed();
        while (line.p < line.limit && line.token < MOST_TOKENS) {
            char c = text.charAt(line.p);
            if (c <= ' ') {
                line.p++;
            } else if (step(c)) {
                line.token++;
            } else {
                break;
            }
        }
        columns.endOfLine();
        if (into.level == null && !line.structured) {
            tail.read(end);
            if (into.level == null) {
                into.level = verdicts.read(end);
            }
        }
        int at = line.message;
        while (at < end && text.charAt(at) <= ' ') {
            at++;
        }
        into.msgAt = line.structured ? 0 : at;
        line.release();
        return line.structured || into.level != null || into.timed() != timedBefore;
    }

    /** Takes one token that is no message; false: here the message begins. */
    private boolean step(char c) {
        if (Ascii.isDigit(c) || Ascii.isUpper(c) || (line.token == 0 && Character.isLetter(c))) {
            if (stamp()) {
                return true;
            }
        }
        return switch (c) {
            case '[', '(', '<', '【', '［', '〔' -> brackets.read(c);
            case '{' -> fields.object();
            case ':' -> marks.command() || separator(c);
            case '|', '-', ';', ',', '>', '=', '*', '–', '—', '～', '：', '·' -> separator(c);
            case '%' -> marks.mnemonic();
            case '"' -> line.token == 0 && fields.quotedKey();
            case '#' -> marks.command();
            case '\'', '/', '$', '`' -> false;
            default -> (c < 0x80 || LevelTable.of(line.text, line.p, line.lettersEnd()) != null) && words.read();
        };
    }

    private boolean stamp() {
        boolean early = line.anchored || (line.to.level == null && line.words <= 1);
        if (!early || (line.logged && line.to.timed())) {
            return false;
        }
        if (!line.to.time.at(line.text, line.p)) {
            return false;
        }
        boolean bare = line.to.time.precision() % 8 == 7 && line.digitsEnd() >= line.to.time.end() - 10;
        boolean clock = !line.to.time.dated();
        boolean unsure = clock && !line.to.timed() && isDateBefore();
        if ((bare && line.words > 0) || (clock && (line.to.timed() || (line.words > 0 && !unsure)))) {
            return false;
        }
        if (!unsure) {
            line.to.take();
        }
        line.p = line.to.time.end();
        line.words = 0;
        line.stampEnd = line.p;
        line.accepted();
        return true;
    }

    /**
     * Whether a number was passed on the way to a time of day, as of a date that was not understood: no time is better than one of
     * another day.
     */
    private boolean isDateBefore() {
        int dots = 0;
        boolean date = false;
        for (int i = line.message; i < line.p; i++) {
            char before = i == 0 ? ' ' : line.text.charAt(i - 1);
            date |= Ascii.isDigit(line.text.charAt(i)) && before <= ' ';
            dots += line.text.charAt(i) == '.' ? 1 : 0;
        }
        // Three dots: an address.
        return date && dots < 3;
    }

    private boolean separator(char c) {
        char next = line.at(line.p + 1);
        if (c == '-' && next != ' ' && next != '-' && next != '\t' && next != '[') {
            return false;
        }
        if (c == '=' && line.p > 0 && line.text.charAt(line.p - 1) != '=' && line.token > 0) {
            return false;
        }
        boolean clean = line.isSpace(line.message, line.p);
        line.p++;
        line.anchored = true;
        line.separator = c;
        if (clean) {
            line.message = line.p;
        }
        // What follows the logger and a dash or colon is the message, whatever it looks like.
        return !(line.logged && clean && (c == '-' || c == ':'));
    }
}
