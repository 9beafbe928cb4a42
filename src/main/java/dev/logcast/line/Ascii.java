package dev.logcast.line;

/** Classes of characters, of ASCII alone. */
public final class Ascii {
    private Ascii() {}

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    public static boolean isLetter(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    /** A letter, a digit or an underscore. */
    public static boolean isWord(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    /** Where the digits end that begin here; the same place when there are none. */
    public static int digitsEnd(String text, int start) {
        int at = start;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
