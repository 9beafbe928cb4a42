package dev.logcast.pipeline.format.structured;

/** One way of writing a record. Not thread-safe: a source has its own. */
public interface Format {
    /** As it is set and reported. */
    String name();

    /**
     * Reads a record, in time linear in its length.
     *
     * @param start where it begins in the text
     * @param to takes what is found; when the record does not fit, whatever it holds then means nothing
     * @return whether the record is written in this way
     */
    boolean read(String text, int start, Parsed to);
}
