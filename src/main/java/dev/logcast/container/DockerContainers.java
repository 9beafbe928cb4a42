package dev.logcast.container;

import dev.logcast.source.find.ContainerLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The containers of a Docker host, by the {@code config.v2.json} beside each log of the {@code json-file} driver: {@code <id>/<id>-json.log}.
 * Attributes are {@code container.name}, {@code container.id} (its first twelve digits), {@code container.image.name} and
 * {@code container.label.<name>} for labels of the user's and for Compose's project and service (OpenTelemetry's names). No socket is
 * asked. Thread-safe.
 */
public final class DockerContainers implements ContainerLogs {
    private static final String CONFIGURATION = "config.v2.json";
    private static final long LARGEST = 4_000_000;

    /** By directory; what is there no more is dropped when there are many. */
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 10_000;

    private record Known(FileTime modified, long size, Container container) {}

    @Override
    public Container of(Path log) throws IOException {
        Path directory = log.toAbsolutePath().getParent();
        if (directory == null) {
            throw new NoSuchFileException(log + ": not in a directory of a container");
        }
        Path file = directory.resolve(CONFIGURATION);
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Known last = known.get(directory);
        if (last != null && last.modified.equals(attributes.lastModifiedTime()) && last.size == attributes.size()) {
            return last.container;
        }
        if (attributes.size() > LARGEST) {
            throw new IOException(file + " is larger than " + LARGEST + " bytes");
        }
        Container container = DockerConfiguration.read(file, String.valueOf(directory.getFileName()));
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(directory, new Known(attributes.lastModifiedTime(), attributes.size(), container));
        return container;
    }
}
