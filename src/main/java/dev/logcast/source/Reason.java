package dev.logcast.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Says why a file cannot be read in words a person can act on. */
final class Reason {
    private Reason() {}

    /** @param path of the file that was to be read, for advice on who may */
    static String of(IOException e, Path path) {
        return e instanceof AccessDeniedException ? "permission denied" + advice(path) : of(e);
    }

    static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String advice(Path path) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            boolean groupReads = attributes.permissions().contains(PosixFilePermission.GROUP_READ);
            return groupReads
                    ? ": add user " + System.getProperty("user.name") + " to group "
                            + attributes.group().getName()
                    : ": let user " + System.getProperty("user.name") + " read it";
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
