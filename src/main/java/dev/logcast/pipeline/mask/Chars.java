package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;

/** Kinds of characters that secrets, and what stands around them, are made of. */
final class Chars {
    interface Kind {
        boolean has(char c);
    }

    /** From here on ASCII stands as wide as Chinese characters. */
    static final char WIDE = '\uFF01';

    static final char LAST_WIDE = '\uFF5E';
    static final Kind BLANK = Chars::isBlank;
    static final Kind SPACE = c -> c <= ' ';
    static final Kind OF_LINE = c -> !endsLine(c);
    static final Kind NO_DIGIT = c -> !Ascii.isDigit(c);
    static final Kind DIGIT = Ascii::isDigit;
    static final Kind BACKSLASH = c -> c == '\\';
    static final Kind ALPHANUMERIC = Chars::isAlphanumeric;
    static final Kind LOWER = c -> c >= 'a' && c <= 'z';
    static final Kind CAPITAL_OR_DIGIT = c -> Ascii.isUpper(c) || Ascii.isDigit(c);
    static final Kind HEX = c -> Ascii.isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    static final Kind WORD = c -> isAlphanumeric(c) || c == '_';
    static final Kind BASE64_URL = c -> isAlphanumeric(c) || c == '_' || c == '-';
    static final Kind BASE64 = c -> isAlphanumeric(c) || c == '+' || c == '/' || c == '=';
    static final Kind PATH = c -> WORD.has(c) || c == '/' || c == '-';

    /** What RFC 6750 allows in a bearer token, but for the signs at its end. */
    static final Kind TOKEN = c -> isAlphanumeric(c) || "-._~+/".indexOf(c) >= 0;

    static final Kind PADDING = c -> c == '=';
    static final Kind UNRESERVED = c -> isAlphanumeric(c) || "-._~".indexOf(c) >= 0;

    /** The same with those. */
    static final Kind CREDENTIAL = c -> TOKEN.has(c) || c == '=';

    static final Kind IDENTIFIER = c -> isAlphanumeric(c) || c == '_' || c == '-' || c == '.';

    /** What names are made of, in any script. */
    static final Kind NAME = c -> IDENTIFIER.has(c) || (c >= 0x80 && (Character.isLetter(c) || isMark(c)));

    /** What stands where something has been hidden before. */
    static final Kind MASK = c -> c == '*';

    private Chars() {}

    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    static boolean isAlphanumeric(char c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean endsLine(char c) {
        return c == '\n' || c == '\r';
    }
}
