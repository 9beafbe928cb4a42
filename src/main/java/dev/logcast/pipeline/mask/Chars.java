package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;

/** Kinds of characters that secrets are made of, and how far they run. */
final class Chars {
    interface Kind {
        boolean has(char c);
    }

    static final Kind ALPHANUMERIC = Chars::isAlphanumeric;
    static final Kind CAPITAL_OR_DIGIT = c -> Ascii.isUpper(c) || Ascii.isDigit(c);
    static final Kind WORD = c -> isAlphanumeric(c) || c == '_';
    static final Kind BASE64_URL = c -> isAlphanumeric(c) || c == '_' || c == '-';
    static final Kind BASE64 = c -> isAlphanumeric(c) || c == '+' || c == '/' || c == '=';

    /** What RFC 6750 allows in a bearer token. */
    static final Kind TOKEN = c -> isAlphanumeric(c) || "-._~+/=".indexOf(c) >= 0;

    static final Kind IDENTIFIER = c -> isAlphanumeric(c) || c == '_' || c == '-' || c == '.';

    private Chars() {}

    static boolean isAlphanumeric(char c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean endsLine(char c) {
        return c == '\n' || c == '\r';
    }

    /** Whether nothing that could be part of the same word stands before this place. */
    static boolean begins(String text, int at) {
        return at == 0 || !isAlphanumeric(text.charAt(at - 1));
    }

    /** Where what begins here ends that is all of one kind. */
    static int end(String text, int start, Kind kind) {
        int at = start;
        while (at < text.length() && kind.has(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where what ends here begins that is all of one kind, at most so many characters before. */
    static int start(String text, int end, Kind kind, int most) {
        int at = end;
        while (at > 0 && end - at < most && kind.has(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    static int skipBlanks(String text, int start) {
        int at = start;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static int lineEnd(String text, int start) {
        int at = start;
        while (at < text.length() && !endsLine(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
