package dev.logcast.source.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** The reason why a file cannot be read, in words a person can act on. */
public final class ReadFailure {
    private ReadFailure() {}

    /** @param path of the file that was to be read, for advice on who may */
    public static String of(IOException e, Path path) {
        return e instanceof AccessDeniedException ? "permission denied" + advice(path) : of(e);
    }

    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        String reason = e instanceof FileSystemException failed ? failed.getReason() : null;
        String message = reason == null ? e.getMessage() : reason;
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** Goes by the file itself, or by the directory that hides it. */
    private static String advice(Path path) {
        String user = System.getProperty("user.name");
        for (Path each = path; each != null; each = each.getParent()) {
            try {
                PosixFileAttributes attributes = Files.readAttributes(each, PosixFileAttributes.class);
                boolean hides = !each.equals(path);
                if (attributes
                        .permissions()
                        .contains(hides ? PosixFilePermission.GROUP_EXECUTE : PosixFilePermission.GROUP_READ)) {
                    return ": add user " + user + " to group "
                            + attributes.group().getName();
                }
                return ": let user " + user + (hides ? " enter " + each : " read it");
            } catch (AccessDeniedException e) {
                // The directory above may say more.
            } catch (IOException | UnsupportedOperationException e) {
                return "";
            }
        }
        return "";
    }
}
