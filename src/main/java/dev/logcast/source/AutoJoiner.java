package dev.logcast.source;

import org.jspecify.annotations.Nullable;

/**
 * Joins indented lines, stack traces and SQL statements to the line before them, going by how lines begin. What costs more than
 * a look at a few characters is asked late, of the lines that are held: when a clause follows, or {@link #mayGoOn()}.
 */
final class AutoJoiner implements Joiner {
    private static final String[] PARTS_OF_ANY_TRACE = {
        "Caused by:", "Suppressed:", "Wrapped by:", "--- End of ", "---> ", "(Use `node --trace"
    };

    /** Null before the first line. */
    private @Nullable Form form;

    private String head = "";
    private String last = "";
    private boolean continued;

    @Override
    public boolean continues(String whole) {
        String line = Joiner.beginning(whole);
        boolean blank = isBlank(line);
        boolean log = !blank && LogPrefix.at(line);
        Form next = form == null ? null : next(form, line, blank, log);
        boolean continues = next != null;
        if (!continues) {
            next = blank ? Form.PLAIN : Form.of(line, log);
            head = line;
        }
        form = next;
        last = line;
        continued = continues;
        return continues;
    }

    private @Nullable Form next(Form now, String line, boolean blank, boolean log) {
        if (blank) {
            return now.behindBlank();
        }
        char first = line.charAt(0);
        if (isIndentation(first)) {
            return now.behindIndented(line);
        }
        if (log) {
            return now == Form.LOG_HALF && LogPrefix.isOtherHalf(line) ? Form.LOG : null;
        }
        if (first == '{') {
            return null;
        }
        Form next = now.behind(line);
        if (next != null) {
            return next;
        }
        boolean continues =
                isPartOfAnyTrace(line, first) || closesIndented(line) || SqlText.continues(head, last, line);
        return continues ? now : null;
    }

    private static boolean isPartOfAnyTrace(String line, char first) {
        for (String part : PARTS_OF_ANY_TRACE) {
            if (first == part.charAt(0) && line.startsWith(part)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line is nothing but the bracket that ends the indented lines before it. */
    private boolean closesIndented(String line) {
        if (last.isEmpty() || !isIndentation(last.charAt(0))) {
            return false;
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '}' && c != ']' && c != ')' && (i == 0 || (c != ',' && c != ';'))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean mayGoOn() {
        if (form == null) {
            return false;
        }
        return continued
                || form.isBeginning()
                || ExceptionName.isWithin(head)
                || head.contains("panic serving ")
                || (!SqlText.isEnd(head) && SqlText.begins(head));
    }

    @Override
    public void restart() {
        form = null;
        head = "";
        last = "";
        continued = false;
    }

    private static boolean isBlank(String line) {
        return line.isEmpty() || (line.charAt(0) <= ' ' && line.isBlank());
    }

    private static boolean isIndentation(char c) {
        return c == ' ' || c == '\t';
    }
}
