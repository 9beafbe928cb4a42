package dev.logcast.source.multiline;

/** Unindented lines of a Python traceback. */
final class PythonTrace {
    static final String BEGINNING = "Traceback (most recent call last):";

    private static final String[] CONTEXTS = {"future: <", "task: <", "handle: <", "protocol: <", "transport: <"};

    private static final String[] DETAILS = {
        "DETAIL: ", "HINT: ", "CONTEXT: ", "LINE 1: ", "[SQL: ", "[parameters: ", "(Background on this error at: "
    };

    private PythonTrace() {}

    /** The first line of an exception group, which is indented and yet begins a trace. */
    static boolean isGroup(String line) {
        return line.startsWith("  + Exception Group Traceback (most recent call last):");
    }

    /** What libraries of databases put behind the first line of their messages. */
    static boolean isDetail(String line) {
        for (String detail : DETAILS) {
            if (line.startsWith(detail)) {
                return true;
            }
        }
        return false;
    }

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
