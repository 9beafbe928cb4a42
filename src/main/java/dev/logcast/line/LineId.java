package dev.logcast.line;

/**
 * Identifies a line for good: equal ids are the same line. Written {@code app@3f2a:10482}.
 *
 * @param generation which content of which file of the source; a truncated or replaced file begins a new one
 * @param offset where the record begins in that content, in bytes
 */
public record LineId(SourceId source, long generation, long offset) {
    @Override
    public String toString() {
        return source.value() + '@' + Long.toHexString(generation) + ':' + offset;
    }
}
