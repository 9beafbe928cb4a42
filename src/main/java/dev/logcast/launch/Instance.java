package dev.logcast.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one process that serves from a data directory. It holds {@code server.lock} for as long as it runs; the application, which has a
 * lock of its own, comes later. The server unpacks itself to {@code server}, which is cleared first: what is left there
 * by a process that was killed would be deployed again, before the application of the present version.
 */
final class Instance implements Closeable {
    /** A lock lasts only as long as somebody refers to its channel. */
    private static final Set<Instance> HELD = ConcurrentHashMap.newKeySet();

    private static final String PASSING = "logcast-";
    private static final Pattern OF_PROCESS = Pattern.compile(PASSING + "([0-9]{1,18})-[0-9]+");
    private static final long PATIENCE_MILLIS = 10_000;
    private static final Duration HOOKS_START_WITHIN = Duration.ofMillis(200);
    private static final int DELETIONS = 20;
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long DEMO_BYTES = 50_000_000;

    private final Path data;
    private final FileChannel lock;

    private Instance(Path data, FileChannel lock) {
        this.data = data;
        this.lock = lock;
    }

    /** A directory that is in memory and not on a disk, with room for a while of a demo; empty where there is none. */
    static Optional<Path> memory() {
        try {
            FileStore store = Files.getFileStore(MEMORY);
            return store.type().equals("tmpfs") && Files.isWritable(MEMORY) && store.getUsableSpace() > DEMO_BYTES
                    ? Optional.of(MEMORY)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A new directory that is no longer there when the process has ended, unless it is killed.
     *
     * @throws Refusal if there can be none
     */
    static Path passing(Path parent) throws Refusal {
        try {
            forgetThoseOfTheDead(parent);
            Path directory = Files.createTempDirectory(
                    parent, PASSING + ProcessHandle.current().pid() + '-');
            Runtime.getRuntime().addShutdownHook(new Thread(() -> forget(directory), "forget " + directory));
            return directory;
        } catch (IOException e) {
            throw new Refusal("there can be no temporary directory: " + e.getMessage());
        }
    }

    /** A process that was killed has left its own behind. */
    private static void forgetThoseOfTheDead(Path parent) {
        try (Stream<Path> left = Files.list(parent)) {
            for (Path each : left.toList()) {
                Matcher name = OF_PROCESS.matcher(each.getFileName().toString());
                if (name.matches() && hasEnded(name.group(1))) {
                    delete(each);
                }
            }
        } catch (IOException e) {
            // Somebody else's.
        }
    }

    /** @param process its number, as it stands in the name of what it has left */
    static boolean hasEnded(String process) {
        return ProcessHandle.of(Long.parseLong(process)).isEmpty();
    }

    /** When the server has gone, which is by a hook of its own that is started with this. */
    private static void forget(Path directory) {
        try {
            long soon = System.nanoTime() + HOOKS_START_WITHIN.toNanos();
            Optional<Thread> server = serverHook();
            while (server.isEmpty() && System.nanoTime() - soon < 0) {
                Thread.sleep(5);
                server = serverHook();
            }
            if (server.isPresent()) {
                server.get().join(PATIENCE_MILLIS);
            }
            deleteAlthoughInUse(directory);
        } catch (IOException e) {
            Console.say("cannot delete " + directory + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Thread> serverHook() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(Server.SHUTDOWN))
                .findFirst();
    }

    /** A thread that does not know of the end yet may write another file. */
    private static void deleteAlthoughInUse(Path directory) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                delete(directory);
                return;
            } catch (IOException e) {
                if (tries == DELETIONS) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    /** @throws Refusal if the directory could not be written, or made */
    static void requireWritable(Path data) throws Refusal {
        Path there = data;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new Refusal("cannot write to the data directory " + data + "; LOGCAST_DATA_DIR says where it is");
        }
    }

    /** @throws Refusal if the directory cannot be written, or another process uses it */
    static Instance claim(Path data) throws Refusal {
        try {
            Files.createDirectories(data, mode(data, "rwx------"));
            requireUnlocked(data.resolve("lock"), data);
            FileChannel channel = open(data.resolve("server.lock"));
            if (tryLock(channel) == null) {
                channel.close();
                throw inUse(data, data.resolve("server.lock"));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            Instance instance = new Instance(data, channel);
            HELD.add(instance);
            return instance;
        } catch (IOException e) {
            throw new Refusal(
                    "cannot write to the data directory " + data + " (" + e + "); LOGCAST_DATA_DIR says where it is");
        }
    }

    /** @return an empty directory that is the server's own, with {@code tmp} in it */
    Path serverDirectory() throws Refusal {
        return serverDirectory(data.resolve("server"));
    }

    static Path serverDirectory(Path directory) throws Refusal {
        try {
            delete(directory);
            Files.createDirectories(directory.resolve("tmp"), mode(directory, "rwx------"));
            return directory;
        } catch (IOException e) {
            throw new Refusal("cannot clear " + directory + ": " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        HELD.remove(this);
        lock.close();
    }

    /** Opens a file that is its owner's alone. */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                mode(file, "rw-------"));
    }

    /** The lock of an application that was started otherwise. */
    private static void requireUnlocked(Path file, Path data) throws IOException, Refusal {
        if (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock free = tryLock(channel)) {
                if (free == null) {
                    throw inUse(data, file);
                }
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Refusal inUse(Path data, Path lock) throws IOException {
        return new Refusal("the data directory " + data + " is in use by process "
                + Files.readString(lock).strip() + "; LOGCAST_DATA_DIR names another one");
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
