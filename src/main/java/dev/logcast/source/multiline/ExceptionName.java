package dev.logcast.source.multiline;

import dev.logcast.line.Ascii;

/** Names of exception classes, as JVM, .NET, Python and JavaScript print them. */
final class ExceptionName {
    private static final String[] ENDS = {
        "Exception", "Error", "Throwable", "Failure", "Fault", "Warning", "Interrupt", "Exit"
    };

    private ExceptionName() {}

    /** Whether a line is an exception of a JVM or .NET: {@code java.io.IOException: no}, {@code FooException}. */
    static boolean isPackaged(String line) {
        int end = end(line);
        if (end < 0) {
            return false;
        }
        int simple = simple(line, end);
        return isClass(line, simple, end) && (simple > 0 || line.startsWith("Exception", end - 9));
    }

    /** Whether a line is an exception: besides the packaged ones, {@code TypeError: no}. */
    static boolean is(String line) {
        int end = end(line);
        return end > 0 && isClass(line, simple(line, end), end);
    }

    /** Whether a line is a class with its package, whatever it is called: {@code clojure.lang.ExceptionInfo: no}. */
    static boolean isQualified(String line) {
        int end = end(line);
        int simple = end < 0 ? 0 : simple(line, end);
        return simple > 0 && line.charAt(simple) >= 'A' && line.charAt(simple) <= 'Z';
    }

    /** Whether a line is what Python ends a traceback with: any name, with a message or alone. */
    static boolean isName(String line) {
        return end(line) > 0;
    }

    /** Whether a line names an exception: with its package, at the end of the line or with a message. */
    static boolean isWithin(String line) {
        return isWithin(line, "Exception") || isWithin(line, "Error") || is(line);
    }

    private static boolean isWithin(String line, String suffix) {
        for (int at = line.indexOf(suffix); at >= 0; at = line.indexOf(suffix, at + 1)) {
            int behind = at + suffix.length();
            boolean longer = at > 0 && isPart(line.charAt(at - 1));
            if (longer && (behind == line.length() || line.startsWith(": ", behind) || isWholeName(line, at, behind))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWholeName(String line, int at, int behind) {
        if (isPart(line.charAt(behind))) {
            return false;
        }
        int start = at;
        while (start > 0 && isPart(line.charAt(start - 1)) && line.charAt(start) != '.') {
            start--;
        }
        return line.charAt(start) == '.';
    }

    /** Where the name ends that the line begins with, or -1 if something else than a message follows it. */
    private static int end(String line) {
        int end = 0;
        while (end < line.length() && isPart(line.charAt(end))) {
            end++;
        }
        if (end == 0 || Ascii.isDigit(line.charAt(0)) || line.charAt(0) == '.' || line.charAt(end - 1) == '.') {
            return -1;
        }
        boolean alone = end == line.length() || (end == line.length() - 1 && line.charAt(end) == ':');
        return alone || line.startsWith(": ", end) ? end : -1;
    }

    private static int simple(String line, int end) {
        int i = end - 1;
        while (i >= 0 && line.charAt(i) != '.') {
            i--;
        }
        return i + 1;
    }

    private static boolean isClass(String line, int start, int end) {
        char first = line.charAt(start);
        if (first < 'A' || first > 'Z') {
            return false;
        }
        for (String suffix : ENDS) {
            int at = end - suffix.length();
            if (at >= start && line.startsWith(suffix, at)) {
                return at > start || suffix.equals("Error") || suffix.equals("Exception");
            }
        }
        // Nested in a class of exceptions: reactor.core.Exceptions$ErrorCallbackNotImplemented.
        int nested = line.indexOf("Exceptions$", start);
        return nested >= 0 && nested < end;
    }

    private static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || Ascii.isDigit(c) || c == '.' || c == '_' || c == '$';
    }
}
