package dev.logcast.source;

/** Unindented lines of a Python traceback. */
final class PythonTrace {
    static final String BEGINNING = "Traceback (most recent call last):";

    private static final String[] CONTEXTS = {"future: <", "task: <", "handle: <", "protocol: <", "transport: <"};

    private PythonTrace() {}

    /** Whether a line stands between two tracebacks of one record. */
    static boolean isChain(String line) {
        return line.equals("During handling of the above exception, another exception occurred:")
                || line.equals("The above exception was the direct cause of the following exception:");
    }

    /** What asyncio puts between its message and the traceback. */
    static boolean isContext(String line) {
        for (String context : CONTEXTS) {
            if (line.startsWith(context)) {
                return true;
            }
        }
        return false;
    }
}
