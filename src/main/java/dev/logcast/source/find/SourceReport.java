package dev.logcast.source.find;

import dev.logcast.line.SourceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a source, for people.
 *
 * @param fed whether lines come without a file
 * @param linesPerSecond averaged over about five seconds; likewise the bytes
 * @param lastLine when the newest line was read; null before the first
 */
public record SourceReport(
        SourceId id,
        List<FileReport> files,
        boolean fed,
        double linesPerSecond,
        double bytesPerSecond,
        @Nullable Instant lastLine) {
    /** What a source does. */
    public enum State {
        /** Its files are being followed. */
        FOLLOWING,
        /** It has no file yet. */
        WAITING,
        /** At least one of its files cannot be read. */
        FAILING
    }

    public SourceReport {
        files = List.copyOf(files);
    }

    public State state() {
        if (files.isEmpty()) {
            return fed ? State.FOLLOWING : State.WAITING;
        }
        return lastError() == null ? State.FOLLOWING : State.FAILING;
    }

    /** What is wrong with one of its files, or null. */
    public @Nullable String lastError() {
        for (FileReport file : files) {
            if (file.error() != null) {
                return file.path() + ": " + file.error();
            }
        }
        return null;
    }
}
