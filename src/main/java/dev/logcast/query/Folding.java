package dev.logcast.query;

/**
 * Folding of characters that differ in case only: the simple case folding of Unicode (CaseFolding.txt, C and S), UTF-16 unit by unit. The
 * Turkish İ and ı stay themselves, ß and ẞ are one, Σ, σ and ς are one; beyond the basic plane case matters. The page folds in the same
 * way.
 */
public final class Folding {
    private Folding() {}

    public static char fold(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return c == 'İ' || c == 'ı' ? c : Character.toLowerCase(Character.toUpperCase(c));
    }

    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            folded.append(fold(text.charAt(i)));
        }
        return folded.toString();
    }
}
