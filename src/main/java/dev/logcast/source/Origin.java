package dev.logcast.source;

import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.Fingerprint;
import dev.logcast.source.find.Discovery;
import dev.logcast.source.find.FoundFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The file that one that was just found may have been made of. It may be a copy of what was read elsewhere, whose original is there, or
 * has been truncated or deleted; that shows in its first bytes, and a copy is often found before it has any. One thread at a time asks.
 */
final class Origin {
    /** A copy that is being made does not rest for so long. */
    private static final long PATIENCE_NANOS = Discovery.EVERY.toNanos();

    private final FoundFile found;
    private final Tailers tailers;
    private final Checkpoints checkpoints;
    private long sizeSeen;
    private long grownNanos = System.nanoTime();

    /** Whether it was asked before, and could not tell. */
    private boolean waited;

    Origin(FoundFile found, Tailers tailers, Checkpoints checkpoints) {
        this.found = found;
        this.tailers = tailers;
        this.checkpoints = checkpoints;
    }

    /**
     * Has the file go on behind what has been read of the same content, or wait for its original.
     *
     * @return whether its origin is known now; if not, it must not be read yet
     */
    boolean settle(Tailer tailer) throws IOException {
        byte[] head = tailer.firstBytes();
        if (head.length == 0) {
            waited = true;
            return false;
        }
        List<Tailer> originals = tailers.alike(found.path()).stream()
                .filter(other -> other != tailer && !other.comesBehind(tailer) && mayBeOriginal(other))
                .toList();
        for (Tailer other : originals) {
            // Truncated since then, its content has ended.
            other.look();
        }
        if (isBehindKnownContent(tailer, head)) {
            return true;
        }
        boolean likeOne = false;
        for (Tailer other : originals) {
            if (other.isOriginalOf(tailer)) {
                tailer.copyOf(other);
                return true;
            }
            likeOne |= other.beginsWith(head);
        }
        waited = head.length < Fingerprint.HEAD_BYTES && likeOne && !rests(head.length);
        return !waited;
    }

    private boolean rests(long size) {
        long now = System.nanoTime();
        if (size != sizeSeen) {
            sizeSeen = size;
            grownNanos = now;
        }
        return now - grownNanos >= PATIENCE_NANOS;
    }

    /** What stands at the same path is no copy. */
    private boolean mayBeOriginal(Tailer other) {
        return other.source().equals(found.source())
                && other.settled()
                && RotationCandidates.alike(other.names().path(), found.path())
                && !other.names().all().contains(found.path());
    }

    /** Whether the file holds what was read in another one, which has been truncated, replaced or deleted; it goes on behind that. */
    private boolean isBehindKnownContent(Tailer tailer, byte[] head) throws IOException {
        for (Checkpoint ended : checkpoints.ended(found.spec().name(), found.source(), head)) {
            if (!isWrittenAgain(tailer, ended) && tailer.goOnBehind(FileContent.of(ended))) {
                // A content goes on in one file only: two that begin alike would give the same ids to different lines.
                checkpoints.forget(ended.key());
                return true;
            }
        }
        return false;
    }

    /** Whether just what had been read at the same path has been written once more, so that not even its time is the same. */
    private boolean isWrittenAgain(Tailer tailer, Checkpoint ended) throws IOException {
        if (!ended.path().equals(found.path())) {
            return false;
        }
        try {
            BasicFileAttributes now = Files.readAttributes(tailer.names().path(), BasicFileAttributes.class);
            return now.size() == ended.offset() && !ended.isOf(now.lastModifiedTime());
        } catch (NoSuchFileException e) {
            if (!waited) {
                throw e;
            }
            // Moved or deleted since it was found: what it holds has come since then, too.
            return true;
        }
    }
}
