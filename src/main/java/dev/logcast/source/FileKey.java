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
     * Opens the file, where it is: at a path, or under another name in the same directory. Whoever opens what was found at a path
     * may get another file, that took its place in between.
     *
     * @return null when it is in neither place
     */
    @Nullable
    Opened open(Path last) throws IOException {
        for (Path path = locate(last); path != null; path = locate(path)) {
            try {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                if (isAt(path)) {
                    return new Opened(channel, path);
                }
                channel.close();
            } catch (NoSuchFileException e) {
                // Renamed or deleted in between.
            }
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

    private boolean isAt(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile() && equals(of(path, attributes));
        } catch (IOException e) {
            return false;
        }
    }
}
