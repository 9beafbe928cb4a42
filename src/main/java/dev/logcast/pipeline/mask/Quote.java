package dev.logcast.pipeline.mask;

/**
 * A quotation mark with the backslashes before it, as they stand where JSON is quoted in JSON; or two or three in a row, as in CSV, SQL
 * and Python; or none.
 *
 * @param end behind it
 * @param backslashes how many there are before it
 * @param mark the mark, 0 where there is none
 * @param times how often it stands there
 */
record Quote(int end, int backslashes, char mark, int times) {
    private static final int MOST_BACKSLASHES = 8;

    static Quote at(Text text, int start) {
        int at = text.end(start, Chars.BACKSLASH, MOST_BACKSLASHES);
        char mark = text.at(at);
        if (mark != '"' && mark != '\'' && mark != '`') {
            return new Quote(start, 0, (char) 0, 0);
        }
        int times = 1;
        while (at == start && times < 3 && text.at(at + times) == mark) {
            times++;
        }
        // Two of them alone are an empty text.
        boolean empty = times == 2 && !Chars.NAME.has(text.at(at + 2));
        return new Quote(at + (empty ? 1 : times), at - start, mark, empty ? 1 : times);
    }

    boolean none() {
        return mark == 0;
    }

    /** Where the mark that closes it begins, with its backslashes, or the end of the string that
     * it stands in, or of the line. A mark that is quoted deeper closes nothing; backslashes that are content of the string come in twice as many as one in it has. */
    int close(Text text, int from) {
        int slashes = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                slashes++;
            } else {
                if (c == mark && slashes % (2 * (backslashes + 1)) == backslashes) {
                    int marks = marks(text, at);
                    // What is doubled within stands for itself (SQL, CSV).
                    if (marks == times || (times == 1 && (at == from || marks % 2 == 1)) || marks > 2) {
                        return at - backslashes;
                    }
                    at += marks - 1;
                }
                if (Chars.endsLine(c) && times < 3) {
                    return at;
                }
                int end = c == '"' ? text.literals().end(from) : text.length();
                if (end >= from && end <= at) {
                    return end;
                }
                slashes = 0;
            }
        }
        return text.length();
    }

    private int marks(Text text, int at) {
        int marks = 1;
        while (backslashes == 0 && marks < 4 && text.at(at + marks) == mark) {
            marks++;
        }
        return marks;
    }
}
