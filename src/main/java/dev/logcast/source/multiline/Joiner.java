package dev.logcast.source.multiline;

/**
 * A decision for each line of a file, in their order, whether it continues the record before it. A line that does not begins a record, and
 * nothing before that line has a say in what follows it: after {@link #restart()}, a record that is read again from its first line is
 * joined as it was. Not thread-safe.
 */
public sealed interface Joiner permits AutoJoiner, FirstLineJoiner, NoJoiner {
    /** Characters of a line that are looked at, and at most held. */
    int LOOKED_AT = 4096;

    /**
     * @param line the next line, without its line end
     * @return how it stands to the record of the lines before it; the first line begins one
     */
    Joint next(String line);

    /** Whether the record that ends with the last line may well go on, so that it is worth a short wait. */
    boolean mayGoOn();

    /** Whether lines that are added all the time are waited for, as those of a trace: nobody reads the half of one. */
    boolean isPatient();

    /** Forgets all lines, for a file that begins anew. */
    void restart();

    /** The part of a line that is looked at. */
    static String beginning(String line) {
        return line.length() > LOOKED_AT ? line.substring(0, LOOKED_AT) : line;
    }
}
