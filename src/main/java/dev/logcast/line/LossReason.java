package dev.logcast.line;

/** The words for why lines are missing, as gaps, metrics and stored losses give them. */
public final class LossReason {
    /** A client fell behind what is held for it. */
    public static final String SLOW_CLIENT = "slow-client";

    /** They have been deleted, since they were old. */
    public static final String RETENTION = "retention";

    /** Nobody knows the place from which a client asks for lines. */
    public static final String UNKNOWN_CURSOR = "unknown-cursor";

    /** A stream begins after them, as the client has asked. */
    public static final String SKIPPED = "skipped";

    /** A file was truncated or deleted before its last lines could be read, or a line was left out at which Logcast itself fails. */
    public static final String TRUNCATED = "truncated";

    /** They could not be stored, or cannot be read again. */
    public static final String ARCHIVE_FAILED = "archive-failed";

    /** Their source writes more than it may. */
    public static final String RATE_LIMIT = "rate-limit";

    /** A source's settings leave them out; no gap tells of them. */
    public static final String EXCLUDED = "excluded";

    private LossReason() {}
}
