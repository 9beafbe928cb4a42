package dev.logcast.ingest;

import dev.logcast.line.SourceId;

/** A mask that hides what is secret in a line, before it is stored. */
@FunctionalInterface
public interface LineMask {
    /**
     * Called with the lines of a source one after the other.
     *
     * @param line without its end
     * @return the same object where there is nothing to hide
     */
    String mask(SourceId source, String line);
}
