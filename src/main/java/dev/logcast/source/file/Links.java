package dev.logcast.source.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The check whether the symbolic links on a path may be followed. Who may write to a directory that is watched must not have files read
 * that only we may read: a link out of the tree that a pattern names counts only if it belongs to us, to root, or to whoever owns the
 * directory that it is in. And there are no logs among what the kernel shows as files. Made for one scan. Not thread-safe.
 */
public final class Links {
    /** As many as the system follows. */
    private static final int MOST = 40;

    private static final String UID = "unix:uid";
    private static final int ROOT = 0;

    /** Where there is no telling who owns what. */
    private static final int NOBODY_KNOWS = -1;

    private static final List<Path> KERNEL = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    /** Memory, and no device. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private static final int OURSELVES = ourselves();

    private final Path root;
    private final FollowLinks which;
    private final Map<Path, Path> directories = new HashMap<>();

    /** A link that is not followed, or what nothing is read of. */
    public static final class Refusal extends FileSystemException {
        private static final long serialVersionUID = 1;

        Refusal(Path path, String reason) {
            super(path.toString(), null, reason);
        }
    }

    /** @param root the directory that the pattern names, behind whatever links */
    public Links(Path root, FollowLinks which) {
        this.root = root;
        this.which = which;
    }

    private static int ourselves() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), UID);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return NOBODY_KNOWS;
        }
    }

    /**
     * Refuses a path that leads where nothing may be read.
     *
     * @param path absolute
     */
    public void check(Path path) throws IOException {
        Path directory = path.getParent();
        if (directory == null) {
            return;
        }
        Path real = directories.get(directory);
        if (real == null) {
            real = resolve(directory);
            directories.put(directory, real);
        }
        Path name = path.getFileName();
        Path there = real.resolve(name);
        refuseKernel(path, Files.isSymbolicLink(there) ? resolve(there) : there);
    }

    private static void refuseKernel(Path path, Path real) throws Refusal {
        for (Path kernel : KERNEL) {
            if (real.startsWith(kernel) && !real.startsWith(SHARED_MEMORY) && Files.isRegularFile(real)) {
                throw new Refusal(path, "leads into " + kernel + ", where no logs are");
            }
        }
    }

    /** The path without links. */
    private Path resolve(Path path) throws IOException {
        Path beginning = path.startsWith(root) ? root : path.getRoot();
        Path realRoot = root.toRealPath();
        Path reached = path.startsWith(root) ? realRoot : beginning;
        Deque<Path> ahead = new ArrayDeque<>();
        beginning.relativize(path).forEach(ahead::add);
        Path foreign = null;
        int links = 0;
        while (!ahead.isEmpty()) {
            Path name = ahead.remove();
            Path next = reached.resolve(name).normalize();
            if (next.equals(reached) || name.toString().equals("..") || !Files.isSymbolicLink(next)) {
                reached = next;
                continue;
            }
            if (++links > MOST) {
                throw new FileSystemException(path.toString(), null, "Too many levels of symbolic links");
            }
            if (foreign == null && isForeign(next)) {
                foreign = next;
            }
            Path target = Files.readSymbolicLink(next);
            reached = target.isAbsolute() ? target.getRoot() : reached;
            Deque<Path> behind = new ArrayDeque<>();
            target.forEach(behind::add);
            behind.addAll(ahead);
            ahead = behind;
        }
        if (foreign != null && which != FollowLinks.ANY && !reached.startsWith(realRoot)) {
            throw new Refusal(
                    path,
                    "a link of "
                            + Files.getOwner(foreign, LinkOption.NOFOLLOW_LINKS).getName() + " leads out of " + root
                            + " and is not followed (logcast.source.<name>.follow-links)");
        }
        return reached;
    }

    /** Whether a link is of somebody who may not know what we may. */
    private static boolean isForeign(Path link) throws IOException {
        int owner = owner(link);
        Path directory = link.getParent();
        return owner != NOBODY_KNOWS
                && owner != ROOT
                && owner != OURSELVES
                && (directory == null || owner != owner(directory));
    }

    private static int owner(Path path) throws IOException {
        try {
            return (int) Files.getAttribute(path, UID, LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return NOBODY_KNOWS;
        }
    }
}
