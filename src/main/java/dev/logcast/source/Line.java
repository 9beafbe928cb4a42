package dev.logcast.source;

/**
 * One line as it stands in a file, without its end.
 *
 * @param offset where it begins, in bytes
 * @param end where the next one begins
 * @param continues offset of the line whose beginning was shown before it was finished, or -1
 * @param cut whether it was longer than allowed and lost its end
 */
record Line(long offset, long end, String text, long continues, boolean cut) {}
