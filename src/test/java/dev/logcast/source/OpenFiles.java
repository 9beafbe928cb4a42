package dev.logcast.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that this process has open (Linux, {@code /proc/self/fd}). */
public final class OpenFiles {
    private OpenFiles() {}

    /** Paths as the system shows them: those of deleted files end in {@code (deleted)}. */
    public static List<String> below(Path directory) throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith(directory.toRealPath() + "/")) {
                        open.add(target);
                    }
                } catch (NoSuchFileException e) {
                    // Closed meanwhile.
                }
            }
        }
        return open;
    }
}
