package dev.logcast.source.multiline;

import org.jspecify.annotations.Nullable;

/**
 * A joiner of indented lines, stack traces and SQL statements to the line before them, going by how lines begin. What costs more than a
 * look at a few characters is asked late, of the lines that are held: when a clause follows, or {@link #mayGoOn()}.
 */
final class AutoJoiner implements Joiner {
    private static final String[] PARTS_OF_ANY_TRACE = {
        "Caused by:",
        "Suppressed:",
        "Wrapped by:",
        "--- End of ",
        "---> ",
        "(Use `node --trace",
        "Stack backtrace:",
        "Location:",
        "stack traceback:",
        "Stacktrace:",
        "in expression starting at ",
        "CallStack (from "
    };

    /** So many lines may depend on the next one. */
    private static final int MOST_OPEN = 8;

    private final Expectation expectation = new Expectation();

    /** Null before the first line. */
    private @Nullable TraceState form;

    private String head = "";
    private String last = "";
    private boolean continued;

    /** Lines of which the next one tells whether they belong to the record. */
    private int open;

    @Override
    public Joint next(String whole) {
        String line = Joiner.beginning(whole);
        boolean blank = isBlank(line);
        boolean log = !blank && LogPrefix.at(line);
        TraceState now = form;
        TraceState next = now == null ? null : next(now, line, blank, log);
        if (next != null) {
            if (!continued) {
                expectation.wentOn(head);
            }
            continued = true;
            return goOn(next, line, 0, Joint.CONTINUES);
        }
        TraceState due = now == null || open >= MOST_OPEN ? null : due(now, line, blank, log);
        if (due != null) {
            return goOn(due, line, open + 1, Joint.DEPENDS);
        }
        expectation.ended();
        continued = false;
        head = line;
        return goOn(blank ? TraceState.BLANK : TraceState.of(line, log), line, 0, Joint.BEGINS);
    }

    private Joint goOn(TraceState next, String line, int depending, Joint joint) {
        form = next;
        last = line;
        open = depending;
        return joint;
    }

    private @Nullable TraceState next(TraceState now, String line, boolean blank, boolean log) {
        if (now == TraceState.BLANK) {
            return null;
        }
        if (blank) {
            return open > 0 ? null : now.behindBlank();
        }
        char first = line.charAt(0);
        if (isIndentation(first)) {
            return behindIndented(now, line);
        }
        if (log) {
            return now == TraceState.LOG_HALF && LogPrefix.isOtherHalf(line) ? TraceState.LOG : null;
        }
        if (first == '{' && !now.takesAll()) {
            return null;
        }
        TraceState next = now.behind(line);
        if (next != null) {
            return next;
        }
        boolean continues = isPartOfAnyTrace(line, first)
                || (open == 0 && (closesIndented(line) || SqlText.continues(head, last, line)));
        return continues ? now : null;
    }

    private @Nullable TraceState behindIndented(TraceState now, String line) {
        if (PythonTrace.isGroup(line) && !now.isLog() && now != TraceState.PYTHON_CHAIN) {
            return null;
        }
        // Behind a blank line, what is indented may be a paragraph of its own; a frame is none.
        boolean apart = open > 0 && isBlank(last) && !now.isLog() && !TraceState.isFrame(line);
        return apart ? null : now.behindIndented(line);
    }

    /** The form of the record if the line turns out to belong to it; null if it does not. */
    private @Nullable TraceState due(TraceState now, String line, boolean blank, boolean log) {
        if (blank) {
            TraceState behind = now.behindBlank();
            return now == TraceState.BLANK ? null : behind == null ? now : behind;
        }
        if (log || isIndentation(line.charAt(0)) || line.charAt(0) == '{') {
            return null;
        }
        boolean inMessage = now == TraceState.LOG || now == TraceState.PLAIN || (now == TraceState.FRAMES && open > 0);
        if (inMessage && !TraceState.begins(line) && ExceptionName.isWithin(head)) {
            return TraceState.FRAMES;
        }
        TraceState begun = now == TraceState.LOG ? TraceState.ofTrace(line) : null;
        if (begun == null) {
            return null;
        }
        Severity said = Severity.of(head);
        boolean follows = said == Severity.TROUBLE || (said == Severity.WARNING && ExceptionName.isQualified(line));
        return follows ? begun : null;
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
        if (form == null || form == TraceState.BLANK) {
            return false;
        }
        return continued
                || form.isBeginning()
                || ExceptionName.isWithin(head)
                || head.contains("panic serving ")
                || (!SqlText.isEnd(head) && SqlText.begins(head))
                || (!isJson(head) && expectation.of(head));
    }

    @Override
    public boolean isPatient() {
        return form != null && form.isBeginning() && !form.takesAll();
    }

    @Override
    public void restart() {
        expectation.restart();
        form = null;
        head = "";
        last = "";
        continued = false;
        open = 0;
    }

    private static boolean isJson(String line) {
        return line.startsWith("{") && line.endsWith("}");
    }

    private static boolean isBlank(String line) {
        return line.isEmpty() || (line.charAt(0) <= ' ' && line.isBlank());
    }

    private static boolean isIndentation(char c) {
        return c == ' ' || c == '\t';
    }
}
