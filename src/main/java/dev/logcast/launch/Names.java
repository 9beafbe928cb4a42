package dev.logcast.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Names of files as they come in arguments: where the bytes of one are no characters in the language of the system, U+FFFD stands for them,
 * and the file is not found by what is left. Its directory has it, though, and there it looks the same.
 */
final class Names {
    private static final String UNKNOWN = "\ufffd";

    private Names() {}

    /**
     * @return an absolute path; null if a directory has nothing that looks so
     * @throws InvalidPathException if it can be no name of a file
     */
    static @Nullable Path find(String name) throws IOException {
        if (!name.contains(UNKNOWN)) {
            return path(name);
        }
        Path path = Path.of(name.startsWith("/") ? "/" : "").toAbsolutePath();
        for (String part : name.replace(File.separatorChar, '/').split("/", -1)) {
            Path next = part.contains(UNKNOWN) ? alike(path, part) : path.resolve(part);
            if (next == null) {
                return null;
            }
            path = next;
        }
        return path.normalize();
    }

    /** A glob is no name everywhere. */
    private static @Nullable Path path(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            if (name.indexOf('\0') >= 0) {
                throw e;
            }
            return null;
        }
    }

    private static @Nullable Path alike(Path directory, String name) throws IOException {
        if (!Files.isDirectory(directory)) {
            return null;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().equals(name)) {
                    return entry;
                }
            }
            return null;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
