package dev.logcast.source.file;

import dev.logcast.line.ServerLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A watch on some directories that tells at once which files changed. What cannot be watched, as when the system's limit of watches is
 * reached, is tried again each time; that is said once, and {@link #complete()} is then false. One thread says what to watch, one awaits
 * changes.
 */
public final class DirectoryWatch implements Closeable {
    private static final System.Logger LOG = ServerLog.of(DirectoryWatch.class.getName());

    private final Map<Path, WatchKey> watched = new HashMap<>();
    private @Nullable WatchService service;
    private boolean closed;
    private boolean told;
    private volatile boolean complete = true;

    /** Whether every directory asked for is watched. */
    public boolean complete() {
        return complete;
    }

    /**
     * Watches these directories and no others.
     *
     * @return whether any was not watched before
     */
    public boolean watch(Set<Path> directories) {
        WatchService open = service();
        boolean added = false;
        if (open == null) {
            return false;
        }
        for (Iterator<Map.Entry<Path, WatchKey>> it = watched.entrySet().iterator(); it.hasNext(); ) {
            Map.Entry<Path, WatchKey> entry = it.next();
            if (!directories.contains(entry.getKey()) || !entry.getValue().isValid()) {
                entry.getValue().cancel();
                it.remove();
            }
        }
        boolean all = true;
        for (Path directory : directories) {
            if (watched.containsKey(directory)) {
                continue;
            }
            try {
                watched.put(
                        directory,
                        directory.register(
                                open,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_DELETE));
                added = true;
            } catch (NoSuchFileException | NotDirectoryException e) {
                // Gone since it was listed; when it comes back, its parent tells.
            } catch (IOException e) {
                tell(e);
                all = false;
            } catch (ClosedWatchServiceException e) {
                return false;
            }
        }
        complete = all;
        return added;
    }

    /**
     * Waits for the first change, then takes all that are there.
     *
     * @param modified files whose content changed
     * @return whether files came, went or were renamed, or events were lost
     */
    public boolean await(Duration patience, Consumer<Path> modified) throws InterruptedException {
        WatchService open = service();
        if (open == null) {
            Thread.sleep(patience.toMillis());
            return false;
        }
        boolean structure = false;
        try {
            WatchKey key = open.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            while (key != null) {
                try {
                    structure |= tell(key, modified);
                } finally {
                    // Also behind a fault: a key that is not reset tells nothing any more.
                    key.reset();
                }
                key = open.poll();
            }
        } catch (ClosedWatchServiceException e) {
            return false;
        }
        return structure;
    }

    /** @return whether files came, went or were renamed, or events were lost */
    private static boolean tell(WatchKey key, Consumer<Path> modified) {
        boolean structure = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.ENTRY_MODIFY) {
                modified.accept(((Path) key.watchable()).resolve((Path) event.context()));
            } else {
                structure = true;
            }
        }
        return structure;
    }

    /** Opened when first asked for; null when it is closed, or the system has none to give. */
    private synchronized @Nullable WatchService service() {
        if (service == null && complete && !closed) {
            try {
                service = FileSystems.getDefault().newWatchService();
            } catch (IOException e) {
                tell(e);
                complete = false;
            }
        }
        return service;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (service != null) {
            service.close();
        }
    }

    private synchronized void tell(IOException e) {
        if (!told) {
            told = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Some directories are not watched, only scanned: {0}.{1}",
                    ReadFailure.of(e),
                    e instanceof AccessDeniedException
                            ? ""
                            : " See fs.inotify.max_user_watches and max_user_instances.");
        }
    }
}
