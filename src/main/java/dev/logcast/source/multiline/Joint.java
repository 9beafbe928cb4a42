package dev.logcast.source.multiline;

/** The relation of a line to the record of the lines before it. */
public enum Joint {
    /** A record begins. */
    BEGINS,

    /** It belongs to the record before it. */
    CONTINUES,

    /** It is blank, and belongs to that record only if the next line that is not blank does. */
    DEPENDS
}
