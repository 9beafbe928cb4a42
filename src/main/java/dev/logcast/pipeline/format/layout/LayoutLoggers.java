package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;

/** Names of loggers, and what else stands between level and message. */
final class LayoutLoggers {
    private final LayoutCursor line;

    LayoutLoggers(LayoutCursor line) {
        this.line = line;
    }

    /** Takes a word behind the level if it is a process or a logger; false: here the message begins. */
    boolean behindLevel(int e) {
        if (!line.isSpace(line.message, line.p)) {
            return false;
        }
        int i = e;
        while (line.at(i) == ' ') {
            i++;
        }
        boolean column = line.at(i) == '|' || (line.at(e) == '\t' && line.text.charAt(line.p - 1) == '\t');
        boolean dash = line.at(i) == '-' && (line.at(i + 1) == ' ' || line.at(i + 1) == '-');
        if (line.digitsEnd() == e && (dash || line.at(i) == '[')) {
            line.to.putNumber("process.pid", line.text, line.p, e);
            line.p = e;
            line.accepted();
            return true;
        }
        boolean colon = line.text.charAt(e - 1) == ':' && e - line.p > 2;
        int nameEnd = colon ? e - 1 : e;
        boolean spacedColon = line.at(i) == ':' && line.at(i + 1) == ' ';
        boolean named = isLogger(line.text, line.p, nameEnd)
                ? colon || dash || column || spacedColon || line.at(i) == '['
                : isLoggerName(line.text, line.p, nameEnd)
                        && (column || spacedColon || dash || (colon && isNameOfProgram(nameEnd)));
        if (line.logged || !named) {
            return false;
        }
        if (line.to.attributes.get("code.namespace") == null) {
            line.to.put("code.namespace", line.text, line.p, nameEnd);
        }
        line.p = e;
        line.logged = true;
        line.accepted();
        return !colon;
    }

    /** {@code SparkContext}, {@code my-app}: not the beginning of a sentence. */
    private boolean isNameOfProgram(int e) {
        for (int i = line.p + 1; i < e; i++) {
            char c = line.text.charAt(i);
            if (Ascii.isUpper(c) || c == '-' || c == '_' || c == '$' || Ascii.isDigit(c)) {
                return true;
            }
        }
        return false;
    }

    /** A name of parts: {@code com.example.Shop}, {@code shop::basket}, {@code server/main.go:12}. */
    static boolean isLogger(String text, int a, int b) {
        if (!isLoggerName(text, a, b)) {
            return false;
        }
        for (int i = a + 1; i < b - 1; i++) {
            char c = text.charAt(i);
            if ((c == '.' || c == ':' || c == '/' || c == '$')
                    && (Ascii.isWord(text.charAt(i + 1)) || text.charAt(i + 1) == ':')) {
                return true;
            }
        }
        return false;
    }

    /** Whether a logger can be called that, and no two words. */
    static boolean isLoggerName(String text, int a, int b) {
        if (b <= a || b - a > 120 || Ascii.isDigit(text.charAt(a))) {
            return false;
        }
        for (int i = a; i < b; i++) {
            char c = text.charAt(i);
            if (!Ascii.isWord(c)
                    && c != '.'
                    && c != '-'
                    && c != '$'
                    && c != ':'
                    && c != '/'
                    && c != '@'
                    && c != '#'
                    && c != '<'
                    && c != '>') {
                return false;
            }
        }
        return true;
    }
}
