package dev.logcast.source.find;

import dev.logcast.line.Attributes;
import dev.logcast.line.SourceId;
import dev.logcast.source.file.FollowLinks;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.multiline.Multiline;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one source: what is to be followed under its name.
 *
 * @param name {@code [a-z0-9-]+}
 * @param paths none: a source that is only pushed to
 * @param multiline which lines make a record together
 * @param flushAfter when an unfinished last line of a file that no longer grows is shown
 * @param maxRecordBytes longer records are cut
 * @param opening whether records are taken out of what a container runtime writes around them
 * @param followLinks out of the directories that the paths name
 * @param containers whose logs the files are; each is a source of its own below the name; null: the paths say which source a file is of
 */
public record SourceSpec(
        String name,
        List<PathGlob> paths,
        List<PathGlob> excludes,
        StartPosition start,
        Charset encoding,
        Multiline multiline,
        Duration flushAfter,
        int maxRecordBytes,
        boolean opening,
        FollowLinks followLinks,
        @Nullable ContainerLogs containers) {

    /** What is left out of globs unless they say otherwise: rotations that were compressed. */
    public static final List<PathGlob> ARCHIVES = List.of(PathGlob.parse("/**/*.{gz,bz2,xz,zst,lz4,zip,7z,tar,tgz}"));

    public static final int DEFAULT_MAX_RECORD_BYTES = 1_000_000;

    public SourceSpec {
        paths = List.copyOf(paths);
        excludes = List.copyOf(excludes);
    }

    public SourceSpec(
            String name,
            List<PathGlob> paths,
            List<PathGlob> excludes,
            StartPosition start,
            Charset encoding,
            Multiline multiline,
            Duration flushAfter,
            int maxRecordBytes) {
        this(
                name,
                paths,
                excludes,
                start,
                encoding,
                multiline,
                flushAfter,
                maxRecordBytes,
                true,
                FollowLinks.OWNED,
                null);
    }

    /** A source with the defaults of every setting. */
    public static SourceSpec of(String name, String... globs) {
        return new SourceSpec(
                name,
                List.of(globs).stream().map(PathGlob::parse).toList(),
                ARCHIVES,
                new StartPosition(1000),
                StandardCharsets.UTF_8,
                Multiline.AUTO,
                Duration.ofSeconds(5),
                DEFAULT_MAX_RECORD_BYTES);
    }

    public SourceSpec startingAt(StartPosition position) {
        return new SourceSpec(
                name,
                paths,
                excludes,
                position,
                encoding,
                multiline,
                flushAfter,
                maxRecordBytes,
                opening,
                followLinks,
                containers);
    }

    /** The same settings for other files, all of which are read from their beginning. */
    public SourceSpec readingAll(PathGlob... others) {
        return new SourceSpec(
                name,
                List.of(others),
                List.of(),
                StartPosition.BEGINNING,
                encoding,
                multiline,
                flushAfter,
                maxRecordBytes,
                opening,
                followLinks,
                null);
    }

    /** Whether its files become sources of their own below its name. */
    public boolean capturing() {
        return containers != null || paths.stream().anyMatch(PathGlob::capturing);
    }

    /** Whether lines of this id can come from here. */
    public boolean covers(SourceId id) {
        return id.value().equals(name) || (capturing() && id.group().equals(name));
    }

    /** What is known of a file's lines before one is read. */
    Attributes attributesOf(Path path) throws IOException {
        return containers == null ? Attributes.NONE : containers.of(path).attributes();
    }

    public boolean excluded(Path path) {
        return excludes.stream().anyMatch(glob -> glob.match(path).isPresent());
    }

    /**
     * The source that a path belongs to; empty for one that is not followed.
     *
     * @throws IOException if it is a container's, of which nothing can be read
     */
    Optional<SourceId> sourceOf(Path path) throws IOException {
        if (excluded(path)) {
            return Optional.empty();
        }
        for (PathGlob glob : paths) {
            Optional<String> capture = glob.match(path);
            if (capture.isPresent()) {
                if (containers != null) {
                    return Optional.of(
                            SourceId.captured(name, containers.of(path).name()));
                }
                return Optional.of(glob.capturing() ? SourceId.captured(name, capture.get()) : new SourceId(name));
            }
        }
        return Optional.empty();
    }
}
