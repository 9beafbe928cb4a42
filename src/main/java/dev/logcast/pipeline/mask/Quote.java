package dev.logcast.pipeline.mask;

/**
 * A quotation mark with the backslashes before it, as they stand where JSON is quoted in JSON; or none.
 *
 * @param end behind it
 * @param backslashes how many there are before it
 * @param mark the mark, 0 where there is none
 */
record Quote(int end, int backslashes, char mark) {
    static Quote at(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) == '\\' && at - start < 8) {
            at++;
        }
        char mark = at < text.length() ? text.charAt(at) : 0;
        return mark == '"' || mark == '\'' || mark == '`'
                ? new Quote(at + 1, at - start, mark)
                : new Quote(start, 0, (char) 0);
    }

    boolean none() {
        return mark == 0;
    }

    /** Where the mark that closes it begins, with its backslashes, or the end of the line. A mark that is quoted deeper closes nothing. */
    int close(String text, int from) {
        int slashes = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                slashes++;
            } else {
                if (c == mark && (slashes == backslashes || (backslashes == 0 && slashes % 2 == 0))) {
                    return at - (backslashes == 0 ? 0 : slashes);
                }
                if (Chars.endsLine(c)) {
                    return at;
                }
                slashes = 0;
            }
        }
        return text.length();
    }
}
