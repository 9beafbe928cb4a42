package dev.logcast.source.multiline;

/** Unindented lines that Erlang and Elixir write behind the line that says what happened. */
final class BeamTrace {
    private static final String[] PARTS = {
        "** ",
        "Last message",
        "State: ",
        "Client ",
        "Function: ",
        "Args: ",
        "Start Call: ",
        "Initial Call: ",
        "Ancestors: ",
        "Neighbours:",
        "Queued messages: ",
        "Postponed events: "
    };

    private BeamTrace() {}

    /** {@code =ERROR REPORT==== 26-Nov-2026::05:19:57 ===}. */
    static boolean isReport(String line) {
        return line.charAt(0) == '=' && line.contains(" REPORT====");
    }

    /** {@code ** (RuntimeError) no stock}, {@code ** Reason for termination ==}. */
    static boolean begins(String line) {
        return line.startsWith("** (") || line.startsWith("** Reason ") || line.startsWith("** Generic ");
    }

    static boolean isPart(String line) {
        for (String part : PARTS) {
            if (line.startsWith(part)) {
                return true;
            }
        }
        return false;
    }
}
