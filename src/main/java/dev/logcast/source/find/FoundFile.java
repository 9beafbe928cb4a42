package dev.logcast.source.find;

import dev.logcast.line.Attributes;
import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.file.FileKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Set;

/**
 * A file, where it is now, and the source that it belongs to.
 *
 * @param nanos when, or before, the attributes were as they are
 * @param known what its lines get as attributes, whatever they say
 * @param target where the path leads, if it is a link: what happens to the file is told there
 */
public record FoundFile(
        SourceSpec spec,
        SourceId source,
        Path path,
        Path target,
        FileKey file,
        BasicFileAttributes attributes,
        long nanos,
        Attributes known) {
    private static final int MOST_LINKS = 40;

    public static final Comparator<FoundFile> BY_AGE =
            Comparator.comparing(FoundFile::modified).thenComparing(FoundFile::path);

    /** @throws IOException if there is none, or nobody may know of it */
    public static FoundFile at(Path path, SourceSpec spec, SourceId source) throws IOException {
        long nanos = System.nanoTime();
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new FoundFile(
                spec,
                source,
                path,
                target(path),
                FileKey.of(path, attributes),
                attributes,
                nanos,
                spec.attributesOf(path));
    }

    /** Where a chain of links leads; nothing need be there yet. */
    static Path target(Path path) throws IOException {
        Path target = path;
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(target); i++) {
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /** The paths under which changes of it are told. */
    public Set<Path> names() {
        return path.equals(target) ? Set.of(path) : Set.of(path, target);
    }

    boolean isLink() {
        return !path.equals(target);
    }

    public Checkpoint.Key key() {
        return new Checkpoint.Key(spec.name(), file.file());
    }

    /** Whether its path still leads to it. */
    public boolean isStillThere() {
        return file.isAt(path);
    }

    public FileTime modified() {
        return attributes.lastModifiedTime();
    }

    /** The one whose name comes first. */
    public FoundFile first(FoundFile other) {
        return path.compareTo(other.path) <= 0 ? this : other;
    }
}
