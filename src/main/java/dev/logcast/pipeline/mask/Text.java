package dev.logcast.pipeline.mask;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text while secrets are looked for in it. How far something runs is remembered, so that whoever asks again from within is told
 * without looking: all looks together grow as the text does, whatever is written there. They are counted, and {@link #spent} tells when
 * they are more than any text takes that is not made to keep us busy. Not thread-safe.
 */
final class Text implements CharSequence {
    private static final int LOOKS_EACH = 100;
    private static final int LOOKS_AT_LEAST = 50_000;
    private static final int WORTH_REMEMBERING = 16;
    private static final Chars.Kind OF_PAIR = c -> Chars.NAME.has(c) || "[]%:$~+".indexOf(c) >= 0;
    private static final String[] REFERENCES = {"amp;", "lt;", "gt;", "quot;", "apos;", "nbsp;", "#"};

    /** From where on something is known to run to where. */
    private record Run(int from, int to) {}

    private final String text;
    private final Spans spans;
    private @Nullable Map<Object, Run> runs;
    private @Nullable Literals literals;
    private long looks;
    private int owner;
    private int bareFrom = -1;
    private int bareTo = -1;
    private int namedFrom = -1;
    private int namedTo = -1;
    private int walkedFrom = -1;
    private int walkedTo = -1;

    Text(String text, Spans spans) {
        this.text = text;
        this.spans = spans;
    }

    /** For whom is looked from now on. */
    void owner(int detector) {
        owner = detector;
    }

    /** What stands there is secret, as far as the string goes that it begins in; nothing where there is nothing. */
    void hide(int from, int to) {
        boolean within = from < to && ",:]} \t".indexOf(charAt(from)) < 0 && find("\"", from) >= to;
        hideAll(from, within || from >= to ? to : Math.min(to, literals().end(from)));
    }

    /** The same, across strings. What has been hidden before, by whoever wrote it, stays as it is. */
    void hideAll(int from, int to) {
        if (from < to && !isAll(from, to, Chars.MASK)) {
            spans.add(from, to, owner);
        }
    }

    /** Strings in it. */
    Literals literals() {
        Literals known = literals == null ? Literals.of(text) : literals;
        literals = known;
        return known;
    }

    /** How many characters have been looked at. */
    long looks() {
        return looks;
    }

    boolean spent() {
        return looks > LOOKS_AT_LEAST + (long) LOOKS_EACH * text.length();
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        looks++;
        return text.charAt(index);
    }

    /** The character there, or one that ends everything. */
    char at(int index) {
        looks++;
        return index >= 0 && index < text.length() ? text.charAt(index) : '\n';
    }

    String substring(int from, int to) {
        looks += to - from;
        return text.substring(from, to);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return substring(from, to);
    }

    @Override
    public String toString() {
        return text;
    }

    boolean startsWith(String prefix, int at) {
        looks++;
        return text.startsWith(prefix, at);
    }

    /** The same, 0 standing for any digit. */
    boolean isNumbered(String prefix, int at) {
        for (int i = 0; i < prefix.length(); i++) {
            char c = at(at + i);
            if (c != prefix.charAt(i) && (prefix.charAt(i) != '0' || !Chars.DIGIT.has(c))) {
                return false;
            }
        }
        return true;
    }

    /** In either case. */
    boolean says(String words, int at) {
        looks++;
        return text.regionMatches(true, at, words, 0, words.length());
    }

    private @Nullable Run known(Object what) {
        return runs == null ? null : runs.get(what);
    }

    private void remember(Object what, Run run) {
        runs = runs == null ? new HashMap<>() : runs;
        runs.put(what, run);
    }

    /** Where a text stands next; the end of this one, if nowhere. */
    int find(String wanted, int start) {
        Run known = known(wanted);
        if (known == null || start < known.from || start > known.to) {
            int found = text.indexOf(wanted, start);
            known = new Run(start, found < 0 ? text.length() : found);
            looks += known.to - start;
            remember(wanted, known);
        }
        return known.to;
    }

    /** Where what begins here ends that is all of one kind. */
    int end(int start, Chars.Kind kind) {
        Run known = known(kind);
        if (known != null && start >= known.from && start <= known.to) {
            return known.to;
        }
        int at = end(start, kind, text.length() - start);
        if (at - start > WORTH_REMEMBERING) {
            remember(kind, new Run(start, at));
        }
        return at;
    }

    /** The same, of at most so many characters. */
    int end(int start, Chars.Kind kind, int most) {
        int last = Math.min(text.length(), start + most);
        int at = start;
        while (at < last && kind.has(text.charAt(at))) {
            at++;
        }
        looks += at - start + 1;
        return at;
    }

    /** Where what ends here begins that is all of one kind, at most so many characters before. */
    int start(int end, Chars.Kind kind, int most) {
        int at = end;
        while (at > 0 && end - at < most && kind.has(text.charAt(at - 1))) {
            at--;
        }
        looks += end - at + 1;
        return at;
    }

    boolean isAll(int from, int to, Chars.Kind kind) {
        return end(from, kind, to - from) == to;
    }

    int skipBlanks(int start) {
        return end(start, Chars.BLANK);
    }

    int skipSpace(int start) {
        return end(start, Chars.SPACE);
    }

    int lineEnd(int start) {
        return end(start, Chars.OF_LINE);
    }

    /** Whether nothing that could be part of the same word stands before this place. */
    boolean begins(int at) {
        return at == 0 || !Chars.isAlphanumeric(charAt(at - 1));
    }

    /** Whether an escape that stands for the end of a line, or for a tab, ends here: {@code \r\n}. */
    boolean behindEscape(int at) {
        return at(at - 2) == '\\' && "nrt".indexOf(at(at - 1)) >= 0;
    }

    /** The end of the line, also of one whose end is escaped. */
    int escapedLineEnd(int start) {
        return Math.min(lineEnd(start), Math.min(find("\\r\\n", start), find("\\n", start)));
    }

    boolean hasDigit(int start, int end) {
        int digit = end(start, Chars.NO_DIGIT, end - start);
        return digit < end;
    }

    /** Where a value without quotes ends: at a blank, or at a sign behind which the next thing begins. */
    int bareEnd(int start) {
        if (start >= bareFrom && start < bareTo) {
            return bareTo;
        }
        int at = start;
        while (at < text.length() && !endsBare(at, start)) {
            at++;
        }
        bareFrom = start;
        bareTo = at;
        return at;
    }

    private boolean endsBare(int at, int start) {
        char c = charAt(at);
        if (c <= ' ' || c == '<') {
            return true;
        }
        if (c == '&') {
            return at > start && pairBegins(at + 1);
        }
        if (c == '\\' && startsWith("\\r\\n", at)) {
            return true;
        }
        return ",;)}]\"'|\\>，；。）】".indexOf(c) >= 0 && nextBegins(at + 1);
    }

    private boolean nextBegins(int next) {
        char c = at(next);
        if (c <= ' ' || ",;)}]\"'>".indexOf(c) >= 0) {
            return true;
        }
        int name = end(next, Chars.IDENTIFIER);
        return name > next && (at(name) == '=' || at(name) == ':');
    }

    /** Behind {@code &}: the next pair of a form, or what a character reference stands for. */
    private boolean pairBegins(int next) {
        for (String reference : REFERENCES) {
            if (startsWith(reference, next)) {
                return true;
            }
        }
        int name = end(next, OF_PAIR, SecretNames.LONGEST);
        return name > next && at(name) == '=';
    }

    /** Whether the detector that looks has been here before, from an earlier place. */
    boolean passed(int at) {
        Run known = known(owner);
        return known != null && at < known.to;
    }

    void passedTo(int at) {
        remember(owner, new Run(0, at));
    }

    /** Whether the name that stands here has not been looked at before, for another text that it contains. */
    boolean firstNamed(int from, int to) {
        boolean first = from != namedFrom || to != namedTo;
        namedFrom = from;
        namedTo = to;
        return first;
    }

    /** Whether a structure that stands here has been gone through with one around it. */
    boolean walked(int at) {
        return at >= walkedFrom && at < walkedTo;
    }

    void walked(int from, int to) {
        walkedFrom = from;
        walkedTo = to;
    }
}
