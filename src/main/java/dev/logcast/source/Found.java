package dev.logcast.source;

import dev.logcast.line.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;

/** A file, where it is now, and the source that it belongs to. */
record Found(SourceSpec spec, SourceId source, Path path, FileKey file, BasicFileAttributes attributes) {
    static final Comparator<Found> BY_AGE =
            Comparator.comparing(Found::modified).thenComparing(Found::path);

    /** @throws IOException if there is none, or nobody may know of it */
    static Found at(Path path, SourceSpec spec, SourceId source) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Found(spec, source, path, FileKey.of(path, attributes), attributes);
    }

    Checkpoint.Key key() {
        return new Checkpoint.Key(spec.name(), file.file());
    }

    FileTime modified() {
        return attributes.lastModifiedTime();
    }

    /** The one whose name comes first. */
    Found first(Found other) {
        return path.compareTo(other.path) <= 0 ? this : other;
    }
}
