package dev.logcast.source.multiline;

import dev.logcast.line.Ascii;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lines of a file that are worth a short wait, since lines that belong to them have come behind lines like them: those that tell of
 * trouble from the first one on, any other once it has happened, each until it has been waited for in vain too often. Only waits count, so
 * that lines that come in bulk cost nothing. Not thread-safe.
 */
final class Expectation {
    /** How often lines that are alike are waited for in vain. */
    private static final int IN_VAIN = 16;

    private static final Map<Severity, Integer> IN_VAIN_AT_FIRST =
            Map.of(Severity.TROUBLE, 64, Severity.WARNING, 16, Severity.ORDINARY, 0);

    private static final int SHAPES = 64;

    /** Lines whose first so many letters are the same are alike. */
    private static final int LETTERS = 40;

    // How often lines may still be waited for in vain.
    private final Map<Severity, Integer> bySeverity = new EnumMap<>(IN_VAIN_AT_FIRST);
    private final Map<Long, Integer> byShape = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
            return size() > SHAPES;
        }
    };

    // Of the line that is waited for, or was looked at last.
    private boolean waiting;
    private long shape;
    private Severity severity = Severity.ORDINARY;

    /** Whether a line is worth a wait; if so, it is waited for until it {@link #ended} or {@link #wentOn}. */
    boolean of(String line) {
        if (!waiting) {
            look(line);
            waiting = bySeverity.getOrDefault(severity, 0) > 0 || byShape.getOrDefault(shape, 0) > 0;
        }
        return waiting;
    }

    /** A line has been followed by one that belongs to it. */
    void wentOn(String line) {
        look(line);
        waiting = false;
        byShape.put(shape, IN_VAIN);
        bySeverity.put(severity, IN_VAIN_AT_FIRST.getOrDefault(severity, 0));
    }

    /** Another record begins: if the line before was waited for, that was in vain. */
    void ended() {
        if (waiting) {
            waiting = false;
            bySeverity.computeIfPresent(severity, (key, left) -> Math.max(0, left - 1));
            byShape.computeIfPresent(shape, (key, left) -> left > 1 ? left - 1 : null);
        }
    }

    void restart() {
        waiting = false;
        byShape.clear();
        bySeverity.putAll(IN_VAIN_AT_FIRST);
    }

    private void look(String line) {
        severity = Severity.of(line);
        shape = shape(line);
    }

    /** A hash of the first letters: lines that are alike differ in numbers, times and ids. */
    private static long shape(String line) {
        long hash = 7;
        int letters = 0;
        for (int i = 0; i < line.length() && letters < LETTERS; i++) {
            char c = line.charAt(i);
            if (Ascii.isLetter(c)) {
                hash = hash * 31 + c;
                letters++;
            }
        }
        return hash;
    }
}
