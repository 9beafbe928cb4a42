package dev.logcast.source;

/**
 * One record as it stands in a file, without its line end.
 *
 * @param offset where it begins, in bytes
 * @param continues offset of the record that this one is a late part of, or -1
 * @param cut whether it was longer than allowed and lost its end
 */
public record RawRecord(long offset, String text, long continues, boolean cut) {}
