package dev.logcast.source.multiline;

/** Lines with which Node.js shows where in a script an error was not caught. */
final class NodeTrace {
    private NodeTrace() {}

    /** {@code /app/server.js:10}, {@code file:///app/server.mjs:10}, {@code node:internal/process/promises:288}. */
    static boolean isPlace(String line) {
        char last = line.charAt(line.length() - 1);
        if (last < '0' || last > '9') {
            return false;
        }
        if (line.charAt(0) != '/' && !line.startsWith("file://") && !line.startsWith(":\\", 1)) {
            return line.startsWith("node:") && line.indexOf(' ') < 0;
        }
        int colon = line.lastIndexOf(':');
        return colon > 3 && (line.startsWith("js", colon - 2) || line.startsWith("ts", colon - 2));
    }

    /** Carets below the code. */
    static boolean isCaret(String line) {
        int i = line.length() - 1;
        while (i >= 0 && line.charAt(i) == '^') {
            i--;
        }
        return i < line.length() - 1 && line.substring(0, i + 1).isBlank();
    }
}
