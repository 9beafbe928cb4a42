package dev.logcast.source.multiline;

import dev.logcast.line.Ascii;

/** Unindented lines of a Go panic. */
final class GoTrace {
    private GoTrace() {}

    static boolean begins(String line) {
        return line.startsWith("panic: ") || line.startsWith("fatal error: ") || isGoroutine(line);
    }

    /** {@code goroutine 1 [running]:}. */
    static boolean isGoroutine(String line) {
        return line.startsWith("goroutine ") && line.indexOf('[') > 0 && line.endsWith(":");
    }

    /** What may follow a blank line. */
    static boolean isPart(String line) {
        return isGoroutine(line)
                || line.startsWith("[signal ")
                || line.startsWith("exit status ")
                || line.equals("runtime stack:")
                || isRegister(line);
    }

    /** What may follow another line. */
    static boolean isLine(String line) {
        return isPart(line)
                || isCall(line)
                || line.startsWith("created by ")
                || line.startsWith("[recovered")
                || (line.startsWith("...") && line.endsWith("..."));
    }

    /** {@code net/http.(*conn).serve(0xc000120000, {0x7f0c40, 0xc000064030})}. */
    private static boolean isCall(String line) {
        int bracket = line.indexOf('(');
        int space = line.indexOf(' ');
        return bracket > 0 && line.endsWith(")") && (space < 0 || space > bracket);
    }

    /** {@code github.com/acme/shop.(*Stock).Take}: a function, as libraries of logging write it above its place in a file. */
    static boolean isFunction(String line) {
        int slash = line.lastIndexOf('/');
        int point = line.indexOf('.', slash + 1);
        if (point <= slash + 1 || point == line.length() - 1 || !Ascii.isLetter(line.charAt(0))) {
            return false;
        }
        for (int i = 0; i < line.length(); i++) {
            if (!Ascii.isWord(line.charAt(i)) && "./-(*)[]".indexOf(line.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code rip    0x46e1f1}. */
    private static boolean isRegister(String line) {
        int space = line.indexOf(' ');
        return space > 1 && space < 7 && line.startsWith("0x", line.lastIndexOf(' ') + 1);
    }
}
