package dev.logcast.hub;

/** There is no place for another client now. The message says which limit was reached; there is no stack trace. */
public final class HubFullException extends Exception {
    private final int retryAfterSeconds;

    HubFullException(String message, int retryAfterSeconds) {
        super(message, null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
