package dev.logcast.query;

/**
 * The traits of a regular expression (RE2 syntax) without compiling it: a text that everything it matches contains, which is quickly
 * looked for, and about how large the compiled expression is, which nested repetitions make exponential. Is wrong on one side only: finds
 * no text where there may be one. Says nothing of mistakes, which are RE2's to find.
 */
public final class RegexShape {
    /** Instructions of a compiled expression; the time it takes is about that of so many looks at each character, at worst. */
    static final int MAX_SIZE = 500;

    private static final String PLAIN_CLASSES = "dDwWsSbBAznrtfva";

    private final String pattern;
    private int at;
    private int depth;
    private boolean hopeless;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private final long size;

    public RegexShape(String pattern) {
        this.pattern = pattern;
        long sum = 0;
        while (at < pattern.length()) {
            sum = Math.min(MAX_SIZE + 1L, sum + alternatives());
            at++; // a closing parenthesis without its opening one
        }
        endRun();
        this.size = sum;
    }

    /** About how many instructions it has; more than {@value #MAX_SIZE}: no matter how many. */
    int size() {
        return (int) size;
    }

    /** Whether it may be compiled. */
    public boolean small() {
        return size <= MAX_SIZE;
    }

    /** What every match contains, in the case of the pattern; empty when nothing is known. */
    public String literal() {
        return hopeless ? "" : longest;
    }

    private long alternatives() {
        long sum = 0;
        while (at < pattern.length() && pattern.charAt(at) != ')') {
            char c = pattern.charAt(at);
            if (c == '|') {
                hopeless |= depth == 0;
                at++;
                sum++;
                continue;
            }
            sum = Math.min(MAX_SIZE + 1L, sum + repeated(one(c)));
        }
        return sum;
    }

    /** Passes one character, class or group. */
    private long one(char c) {
        switch (c) {
            case '(' -> {
                return group();
            }
            case '[' -> {
                endRun();
                passClass();
                return 1;
            }
            case '\\' -> escape();
            case '.', '^', '$' -> {
                endRun();
                at++;
            }
            default -> {
                literal(c);
                at++;
            }
        }
        return 1;
    }

    private void literal(char c) {
        if (depth == 0) {
            run.append(c);
        }
    }

    private long group() {
        endRun();
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            boolean name =
                    pattern.startsWith("?P<", at) || pattern.startsWith("?<", at) || pattern.startsWith("?:", at);
            // Flags may make anything else of what follows.
            hopeless |= !name;
        }
        depth++;
        long inner = alternatives();
        depth--;
        at++;
        return inner + 2;
    }

    private void escape() {
        char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : '\\';
        at = Math.min(pattern.length(), at + 2);
        if (!Character.isLetterOrDigit(c)) {
            literal(c);
            return;
        }
        endRun();
        hopeless |= PLAIN_CLASSES.indexOf(c) < 0;
    }

    private void passClass() {
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        if (at < pattern.length() && pattern.charAt(at) == ']') {
            at++;
        }
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            int posix = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
            if (posix > 0) {
                at = posix + 2;
            } else {
                at += pattern.charAt(at) == '\\' ? 2 : 1;
            }
        }
        at = Math.min(pattern.length(), at + 1);
    }

    /** Passes what is said of how often the part before comes. */
    private long repeated(long part) {
        long sum = part;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = at + 1;
            if (c == '{') {
                int close = pattern.indexOf('}', at);
                String times = close < 0 ? "" : pattern.substring(at + 1, close);
                if (!times.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
                    return sum;
                }
                end = close + 1;
                int comma = times.indexOf(',');
                long least = Long.parseLong(comma < 0 ? times : times.substring(0, comma));
                long most = comma < 0 || comma == times.length() - 1
                        ? least + 1
                        : Long.parseLong(times.substring(comma + 1));
                sum = Math.min(MAX_SIZE + 1L, sum * Math.max(1, most) + most);
            } else if (c == '*' || c == '?' || c == '+') {
                sum++;
            } else {
                return sum;
            }
            at = end;
            if (c != '+' && depth == 0) {
                dropLast();
            }
            endRun();
        }
        return sum;
    }

    private void dropLast() {
        if (!run.isEmpty()) {
            int pair = Character.isLowSurrogate(run.charAt(run.length() - 1)) ? 2 : 1;
            run.setLength(Math.max(0, run.length() - pair));
        }
    }

    private void endRun() {
        if (depth == 0) {
            if (run.length() > longest.length()) {
                longest = run.toString();
            }
            run.setLength(0);
        }
    }
}
