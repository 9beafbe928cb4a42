package dev.logcast.app;

import dev.logcast.line.PrivateFiles;
import dev.logcast.line.ServerLog;
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

/** The directory where Logcast keeps its own files; used by one instance at a time. */
final class DataDirectory implements Closeable {
    private static final System.Logger LOG = ServerLog.of(DataDirectory.class);

    private static final String LOCK = "lock";

    private final Path directory;
    private FileChannel lock;
    private boolean failing;
    private boolean closed;

    private DataDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws IOException with a message for people: the directory cannot be written, or another instance uses it */
    static DataDirectory open(Path directory) throws IOException {
        FileChannel channel = lock(directory);
        // What an earlier version made may be read by others. What the server unpacked is no secret, and is not the
        // application's.
        try {
            PrivateFiles.tighten(directory);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "logcast.data.dir must be for this user only (chmod -R go= " + directory + "), was not (" + e + ')',
                    e);
        }
        return new DataDirectory(directory, channel);
    }

    /** Takes it again after somebody has removed it, or the lock in it, so that no second instance comes in. Others may do so meanwhile. */
    synchronized void tend() {
        if (closed || Files.exists(directory.resolve(LOCK))) {
            return;
        }
        try {
            FileChannel again = lock(directory);
            lock.close();
            lock = again;
            LOG.log(System.Logger.Level.WARNING, "{0} was removed, and is made anew. Going on.", directory);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Cannot make {0} anew: {1}. Trying again.",
                        directory,
                        e.getMessage());
            }
            failing = true;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve(LOCK);
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
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        lock.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
