package dev.logcast.app;

import dev.logcast.line.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where Logcast keeps its own files; used by one instance at a time. */
final class DataDirectory implements Closeable {
    private final FileChannel lock;

    private DataDirectory(FileChannel lock) {
        this.lock = lock;
    }

    /** @throws IOException with a message for people: the directory cannot be written, or another instance uses it */
    static DataDirectory open(Path directory) throws IOException {
        Path file = directory.resolve("lock");
        FileChannel channel;
        try {
            PrivateFiles.createDirectories(directory);
            channel = PrivateFiles.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new IOException(
                    "logcast.data.dir must be a directory that can be written, was \"" + directory + "\" (" + e + ')',
                    e);
        }
        if (tryLock(channel) == null) {
            String owner = Files.readString(file).strip();
            channel.close();
            throw new IOException("logcast.data.dir must not be in use by another instance, was \"" + directory
                    + "\", used by process " + owner);
        }
        tighten(directory, channel);
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new DataDirectory(channel);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** What an earlier version made may be read by others. What the server unpacked is no secret, and is not the application's. */
    private static void tighten(Path directory, FileChannel channel) throws IOException {
        try {
            PrivateFiles.tighten(directory);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "logcast.data.dir must be for this user only (chmod -R go= " + directory + "), was not (" + e + ')',
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
