package dev.logcast.source.record;

/**
 * Counts of what in a file could not be taken as it stands.
 *
 * @param cut lines that were longer than allowed
 * @param malformed characters that were no text in the file's encoding, and became U+FFFD
 * @param holeBytes NULs that were passed over
 */
public record Flaws(int cut, int malformed, long holeBytes) {
    public static final Flaws NONE = new Flaws(0, 0, 0);
}
