package dev.logcast.pipeline.format;

/** Classes of characters, of ASCII alone. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    /** A letter, a digit or an underscore. */
    static boolean isWord(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }
}
