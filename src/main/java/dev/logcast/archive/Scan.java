package dev.logcast.archive;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A scan of the archive, step by step. Not thread-safe. */
public interface Scan extends Closeable {
    /**
     * The next piece, which may be without entries: it takes no longer than a moment, so that who waits can see how far the search is,
     * or give up.
     *
     * @return null at the end
     */
    @Nullable
    ScanStep next() throws IOException;

    @Override
    void close();
}
