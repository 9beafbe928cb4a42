package dev.logcast.source.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The identity of a file, whatever it is called at the moment: device and inode as the system writes them. */
public record FileKey(String file) {
    public static FileKey of(Path path, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        return new FileKey(key == null ? path.toRealPath().toString() : key.toString());
    }

    /** @throws IOException if there is none */
    public static FileKey at(Path path) throws IOException {
        return of(path, Files.readAttributes(path, BasicFileAttributes.class));
    }

    /** Whether a path leads to it. */
    public boolean isAt(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile() && equals(of(path, attributes));
        } catch (IOException e) {
            return false;
        }
    }
}
