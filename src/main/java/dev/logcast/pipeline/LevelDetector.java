package dev.logcast.pipeline;

import dev.logcast.line.Level;
import org.jspecify.annotations.Nullable;

/**
 * Finds a line's level by its word: in capitals as a word of its own near the beginning, or in any case where a layout puts
 * it ({@code [info]}, {@code level=info}, {@code "level":"info"}, {@code error:} at the start).
 */
final class LevelDetector {
    /** Behind this many characters a capital word is part of the message. */
    private static final int WITHIN = 120;

    private static final String[] WORDS = {
        "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "SEVERE", "CRITICAL", "FATAL", "FINE"
    };
    private static final Level[] LEVELS = {
        Level.TRACE,
        Level.DEBUG,
        Level.INFO,
        Level.INFO,
        Level.WARN,
        Level.WARN,
        Level.ERROR,
        Level.ERROR,
        Level.FATAL,
        Level.FATAL,
        Level.DEBUG
    };

    private LevelDetector() {}

    static @Nullable Level of(String text) {
        int end = Math.min(text.length(), WITHIN);
        boolean behindLetter = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (letter && !behindLetter && mayBegin(c)) {
                Level level = wordAt(text, i);
                if (level != null) {
                    return level;
                }
            }
            behindLetter = letter || c == '_' || c == '-' || c == '.' || c == '/' || (c >= '0' && c <= '9');
        }
        return null;
    }

    private static boolean mayBegin(char c) {
        return switch (c) {
            case 'T', 't', 'D', 'd', 'I', 'i', 'N', 'n', 'W', 'w', 'E', 'e', 'S', 's', 'C', 'c', 'F', 'f' -> true;
            default -> false;
        };
    }

    private static @Nullable Level wordAt(String text, int start) {
        for (int w = 0; w < WORDS.length; w++) {
            String word = WORDS[w];
            int end = start + word.length();
            if (text.regionMatches(true, start, word, 0, word.length()) && endsAt(text, end)) {
                if (text.startsWith(word, start) || placed(text, start, end)) {
                    return LEVELS[w];
                }
            }
        }
        return null;
    }

    private static boolean endsAt(String text, int end) {
        if (end >= text.length()) {
            return true;
        }
        char c = text.charAt(end);
        return !Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '/' && c != '.';
    }

    /** Whether a word in small letters stands where layouts put a level. */
    private static boolean placed(String text, int start, int end) {
        char after = end < text.length() ? text.charAt(end) : ' ';
        if (start == 0) {
            return after == ':';
        }
        char before = text.charAt(start - 1);
        if ((before == '[' && after == ']') || (before == '<' && after == '>') || (before == '(' && after == ')')) {
            return true;
        }
        int keyEnd = start;
        while (keyEnd > 0 && "\"' :=".indexOf(text.charAt(keyEnd - 1)) >= 0) {
            keyEnd--;
        }
        return keyEnd < start
                && text.substring(keyEnd, start).matches(".*[:=].*")
                && (endsWith(text, keyEnd, "level")
                        || endsWith(text, keyEnd, "lvl")
                        || endsWith(text, keyEnd, "severity"));
    }

    private static boolean endsWith(String text, int end, String key) {
        return text.regionMatches(true, end - key.length(), key, 0, key.length());
    }
}
