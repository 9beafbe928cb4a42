package dev.logcast.duty;

import java.util.Locale;

/** A part of the server that works, and may fail. */
public enum Part {
    /** Finds files, and decides where each begins. */
    FIND,
    /** Notices changes of directories. */
    WATCH,
    /** Reads files, and makes lines of what they hold. */
    READ,
    /** Hands lines on to all who take them. */
    PUBLISH,
    /** Writes to clients. */
    SEND,
    /** Reads for clients what is not held any more. */
    REPLAY,
    /** Stores lines. */
    STORE,
    /** Looks after what was pushed. */
    SPOOL;

    /** As in the metric and in health. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
