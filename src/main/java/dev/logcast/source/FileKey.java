package dev.logcast.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Which file it is, whatever it is called at the moment: device and inode as the system writes them. */
record FileKey(String file) {
    private static final int LISTINGS = 3;
    private static final int RENAMES = 10;

    static FileKey of(Path path, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        return new FileKey(key == null ? path.toRealPath().toString() : key.toString());
    }

    /** @throws IOException if there is none */
    static FileKey at(Path path) throws IOException {
        return of(path, Files.readAttributes(path, BasicFileAttributes.class));
    }

    /** A file that has been opened for reading, and where it was then. */
    record Opened(FileChannel channel, Path path) {}

    /**
     * Opens the file, whatever it is called by now, and never another that has taken its place.
     *
     * @param last where it was seen
     * @return null when it is neither there nor elsewhere in the same directory
     */
    @Nullable
    Opened open(Path last) throws IOException {
        Path path = locate(last);
        for (int i = 0; path != null && i < RENAMES; i++) {
            try {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                if (isAt(path)) {
                    return new Opened(channel, path);
                }
                channel.close();
            } catch (NoSuchFileException e) {
                // Renamed or deleted in between.
            }
            path = locate(path);
        }
        return null;
    }

    /** Where the file is: at a path, or under another name in the same directory; null when it is in neither place. */
    @Nullable
    Path locate(Path last) throws IOException {
        if (isAt(last)) {
            return last;
        }
        Path directory = last.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return null;
        }
        // A file that is renamed while a directory is listed may be in neither place.
        Path found = null;
        for (int i = 0; i < LISTINGS && found == null; i++) {
            found = locateIn(directory);
        }
        return found;
    }

    private @Nullable Path locateIn(Path directory) throws IOException {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(directory)) {
            for (Path sibling : siblings) {
                if (isAt(sibling)) {
                    return sibling;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return null;
    }

    /** Whether a path leads to it. */
    boolean isAt(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile() && equals(of(path, attributes));
        } catch (IOException e) {
            return false;
        }
    }
}
