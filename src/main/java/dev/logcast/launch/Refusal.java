package dev.logcast.launch;

/** The reason why Logcast does not start: one line for people, and the status that the process ends with. */
final class Refusal extends Exception {
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private final String line;
    private final int status;

    Refusal(String message) {
        this(message, FAILED);
    }

    Refusal(String message, int status) {
        super(message, null, false, false);
        this.line = message;
        this.status = status;
    }

    String line() {
        return line;
    }

    int status() {
        return status;
    }
}
