package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.format.structured.Parsed;

/** A line while its layout is read: where, and what the tokens so far say of the next one. Used again for the next line. */
final class LayoutCursor {
    /** So much of a line is looked at; what layouts write before messages is shorter. */
    private static final int HEADER = 320;

    String text = "";
    Parsed to;
    int limit;
    int p;

    /** Whether what stands before sets the next token apart: the start, a stamp, a bracket, a separator, a tag. */
    boolean anchored;

    /** Words like those of a sentence since the last stamp. */
    int words;

    /** Whether a word with a colon stood before, as of a program or file. */
    boolean tagged;

    /** Whether the logger is known. */
    boolean logged;

    /** Whether the rest of the line has been read as JSON or logfmt. */
    boolean structured;

    /** How many tokens stand before. */
    int token;

    /** The one directly before, or NUL. */
    char separator;

    /** Behind the last stamp, or where the line begins. */
    int stampEnd;

    /** Behind the last thing that is no message; words may stand between there and {@code p}. */
    int message;

    LayoutCursor(Parsed to) {
        this.to = to;
    }

    void begin(String line, int start, int end, Parsed into) {
        text = line;
        to = into;
        limit = Math.min(end, start + HEADER);
        p = start;
        anchored = true;
        words = 0;
        tagged = false;
        logged = false;
        structured = false;
        token = 0;
        separator = 0;
        message = start;
        stampEnd = start;
    }

    /** Holds the text no longer. */
    void release() {
        text = "";
    }

    /** What was just passed is no message, nor is anything before it. */
    void accepted() {
        anchored = true;
        separator = 0;
        message = p;
    }

    boolean isSpace(int from, int end) {
        for (int i = from; i < end; i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    int digitsEnd() {
        int i = p;
        while (Ascii.isDigit(at(i))) {
            i++;
        }
        return i;
    }

    /** Behind the letters that stand here, those of Chinese, Japanese and Korean among them. */
    int lettersEnd() {
        int w = p;
        while (w < limit && (Ascii.isLetter(text.charAt(w)) || (text.charAt(w) >= 0x2E80 && text.charAt(w) < 0xFB00))) {
            w++;
        }
        return w;
    }

    int count(char c, int a, int b) {
        int n = 0;
        for (int i = a; i < b; i++) {
            if (text.charAt(i) == c) {
                n++;
            }
        }
        return n;
    }

    /** NUL behind the end. */
    char at(int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }
}
