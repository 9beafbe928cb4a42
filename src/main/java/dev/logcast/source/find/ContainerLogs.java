package dev.logcast.source.find;

import dev.logcast.line.Attributes;
import java.io.IOException;
import java.nio.file.Path;

/** The knowledge whose log a file of a container runtime is. Called by the thread that scans and by those that read; thread-safe. */
public interface ContainerLogs {
    /**
     * The container that writes this file, or wrote it before it was rotated.
     *
     * @throws java.nio.file.NoSuchFileException if nothing is known of it yet, or any more
     * @throws IOException if what is known cannot be read
     */
    Container of(Path log) throws IOException;

    /**
     * A container.
     *
     * @param name the same when it is made anew
     * @param attributes that each of its lines gets
     */
    record Container(String name, Attributes attributes) {}
}
