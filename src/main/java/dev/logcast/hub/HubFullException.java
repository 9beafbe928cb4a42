package dev.logcast.hub;

/** There is no place for another client now. The message says which limit was reached. */
public final class HubFullException extends Exception {
    private final int retryAfterSeconds;

    HubFullException(String message, int retryAfterSeconds) {
        super(message);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
