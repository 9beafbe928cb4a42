package dev.logcast.peer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The sockets among a process's open files, as far as one may see. Who asks for one that has just been made is asking for one of the last: each
 * is read when it is needed, from the end on. For one thread at a time.
 */
final class Descriptors {
    private static final String SOCKET = "socket:[";

    private final Deque<Path> unread;
    private final Set<Long> sockets = new HashSet<>();

    private Descriptors(Deque<Path> unread) {
        this.unread = unread;
    }

    /** @param process its directory below {@code /proc} */
    static Descriptors of(Path process) {
        Path directory = process.resolve("fd");
        Deque<Path> entries = new ArrayDeque<>();
        // Most are other users', and an exception for each would take longer than all the rest.
        if (Files.isReadable(directory)) {
            try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory)) {
                listed.forEach(entries::addLast);
            } catch (IOException | DirectoryIteratorException e) {
                // It has ended.
            }
        }
        return new Descriptors(entries);
    }

    /** @param inode of a socket */
    boolean has(long inode) {
        while (!sockets.contains(inode)) {
            if (unread.isEmpty()) {
                return false;
            }
            read();
        }
        return true;
    }

    /** Their inodes. */
    Set<Long> sockets() {
        while (!unread.isEmpty()) {
            read();
        }
        return sockets;
    }

    private void read() {
        inode(unread.removeLast()).ifPresent(sockets::add);
    }

    private static OptionalLong inode(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith(SOCKET)
                    ? OptionalLong.of(Long.parseLong(target, SOCKET.length(), target.length() - 1, 10))
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException e) {
            // Closed meanwhile.
            return OptionalLong.empty();
        }
    }
}
