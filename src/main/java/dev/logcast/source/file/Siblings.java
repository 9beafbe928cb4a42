package dev.logcast.source.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search for files that have been renamed within their directories. What was seen while one was looked for serves the next ones: where
 * thousands have been renamed or are gone, not each of them has its directory listed. Made for one scan, or for one file. Not thread-safe.
 */
public final class Siblings {
    private static final int LISTINGS = 3;
    private static final int RENAMES = 10;

    /** So many entries are looked at; files that need more are left to the next scan. */
    private static final int MOST_ENTRIES = 100_000;

    private final Map<Path, Map<FileKey, Path>> seen = new HashMap<>();
    private int entries;

    /** A file that has been opened for reading, and where it was then. */
    public record Opened(FileChannel channel, Path path) {}

    /**
     * Opens a file, whatever it is called by now, and never another that has taken its place.
     *
     * @param last where it was seen
     * @return null when it is neither there nor elsewhere in the same directory
     */
    @Nullable
    public Opened open(FileKey file, Path last) throws IOException {
        Path path = locate(file, last);
        for (int i = 0; path != null && i < RENAMES; i++) {
            try {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                if (file.isAt(path)) {
                    return new Opened(channel, path);
                }
                channel.close();
            } catch (NoSuchFileException e) {
                // Renamed or deleted in between.
            }
            path = locate(file, path);
        }
        return null;
    }

    /** Where a file is: at a path, or under another name in the same directory; null when it is in neither place. */
    @Nullable
    public Path locate(FileKey file, Path last) throws IOException {
        if (file.isAt(last)) {
            return last;
        }
        Path directory = last.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return null;
        }
        Map<FileKey, Path> siblings = seen.computeIfAbsent(directory, key -> new HashMap<>());
        Path known = siblings.get(file);
        if (known != null && file.isAt(known)) {
            return known;
        }
        // A file that is renamed while a directory is listed may be in neither place.
        Path found = null;
        for (int i = 0; i < LISTINGS && found == null && entries < MOST_ENTRIES; i++) {
            list(directory, siblings);
            Path sibling = siblings.get(file);
            found = sibling != null && file.isAt(sibling) ? sibling : null;
        }
        return found;
    }

    private void list(Path directory, Map<FileKey, Path> siblings) throws IOException {
        siblings.clear();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path sibling : stream) {
                entries++;
                try {
                    siblings.put(FileKey.at(sibling), sibling);
                } catch (IOException e) {
                    // Renamed or deleted since it was listed, or nobody may know of it.
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
