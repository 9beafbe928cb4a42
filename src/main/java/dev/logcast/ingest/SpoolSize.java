package dev.logcast.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The number of bytes that all spool files have together, and may have: as measured last, and what has been appended since. What others
 * delete is seen with the next measurement. Thread-safe.
 */
final class SpoolSize {
    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    SpoolSize(long most) {
        this.most = most;
    }

    /** Whether it is time to delete what is not needed. */
    boolean crowded() {
        return bytes.get() > most / 2;
    }

    /** @throws SpoolFullException when there is no room for so much more; then nothing was taken */
    void take(long more) throws SpoolFullException {
        if (bytes.addAndGet(more) > most) {
            bytes.addAndGet(-more);
            throw new SpoolFullException("What was pushed and is not read yet takes all of the " + most
                    + " bytes that it may (logcast.ingest.max-bytes). Try again in some seconds.");
        }
    }

    /** Counts anew. */
    void measure(Path directory) {
        long before = bytes.get();
        long measured = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file)) {
                    measured += size(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The directory is away, or changes under our eyes: what is known stays until the next time.
            if (Files.exists(directory)) {
                return;
            }
        }
        bytes.addAndGet(measured - before);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
