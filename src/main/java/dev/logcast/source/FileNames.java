package dev.logcast.source;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The names that a file has and had. Written under its tailer's lock or by the thread that scans; read by any. */
final class FileNames {
    private volatile Path path;
    private volatile Path before;
    private volatile Path found;

    FileNames(Path path) {
        this.path = path;
        this.before = path;
        this.found = path;
    }

    /** What it is called now. */
    Path path() {
        return path;
    }

    /** What it was called when a pattern last found it. */
    Path found() {
        return found;
    }

    /** A scan has found the file there. */
    void foundAt(Path name) {
        movedTo(name);
        found = name;
    }

    void movedTo(Path name) {
        if (!name.equals(path)) {
            before = path;
            path = name;
        }
    }

    /** Says under which name the file stood before it got the one that it was opened by. */
    void calledBefore(Path name) {
        before = name;
        found = name;
    }

    /** What it is called, was called before its last renaming, and when it was found. */
    Set<Path> all() {
        Set<Path> all = new HashSet<>();
        all.add(path);
        all.add(before);
        all.add(found);
        return all;
    }
}
