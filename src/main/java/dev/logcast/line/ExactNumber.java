package dev.logcast.line;

/**
 * A number that neither a long nor a double holds exactly.
 *
 * @param text as it was written, by the grammar of JSON (RFC 8259, section 6)
 */
public record ExactNumber(String text) {}
