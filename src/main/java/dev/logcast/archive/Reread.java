package dev.logcast.archive;

import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The making of lines once more that have been published before, of the files that still hold them. */
public interface Reread {
    /** Where no file is read twice. */
    Reread NOTHING = (source, generation) -> null;

    /**
     * The lines of a content, from where reading would go on after a restart or from before that.
     *
     * @return null where the file holds it no longer
     */
    @Nullable
    Lines of(SourceId source, long generation) throws IOException;

    /** Lines in the order of their offsets. Not thread-safe. */
    interface Lines extends Closeable {
        /** Some more of them; empty at the end. */
        List<LogLine> next() throws IOException;

        @Override
        void close();
    }
}
