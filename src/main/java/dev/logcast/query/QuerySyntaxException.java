package dev.logcast.query;

/** A text that is no query; the message says what is wrong and, where it can, what to write instead. */
public final class QuerySyntaxException extends Exception {
    private final int column;

    QuerySyntaxException(int column, String message) {
        super(message);
        this.column = column;
    }

    /** Where the mistake is, in UTF-16 units from 1; one behind the text where something is missing at its end. */
    public int column() {
        return column;
    }
}
