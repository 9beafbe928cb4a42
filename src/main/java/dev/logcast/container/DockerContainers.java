package dev.logcast.container;

import dev.logcast.line.Attributes;
import dev.logcast.source.find.ContainerLogs;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
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
    private static final int SHORT_ID = 12;
    private static final int MOST_LABELS = 16;
    private static final int LONGEST_LABEL = 200;

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
        Container container = read(file, String.valueOf(directory.getFileName()));
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(directory, new Known(attributes.lastModifiedTime(), attributes.size(), container));
        return container;
    }

    private static Container read(Path file, String id) throws IOException {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                JsonReader json = Json.createReader(text)) {
            JsonObject all = json.readObject();
            JsonObject config = all.containsKey("Config") ? all.getJsonObject("Config") : JsonObject.EMPTY_JSON_OBJECT;
            String shortId = id.substring(0, Math.min(SHORT_ID, id.length()));
            String named = all.getString("Name", "");
            String name = named.startsWith("/") ? named.substring(1) : named;
            Attributes.Builder attributes = new Attributes.Builder()
                    .put("container.name", name.isEmpty() ? shortId : name)
                    .put("container.id", shortId);
            String image = config.getString("Image", "");
            if (!image.isEmpty()) {
                attributes.put("container.image.name", image);
            }
            labels(config, attributes);
            return new Container(name.isEmpty() ? shortId : name, attributes.build());
        } catch (JsonException | ClassCastException e) {
            throw new IOException(file + " cannot be read as the configuration of a container: " + e.getMessage(), e);
        }
    }

    private static void labels(JsonObject config, Attributes.Builder attributes) {
        if (!config.containsKey("Labels") || config.isNull("Labels")) {
            return;
        }
        config.getJsonObject("Labels").entrySet().stream()
                .filter(label -> label.getValue() instanceof JsonString text
                        && text.getString().length() <= LONGEST_LABEL
                        && isTelling(label.getKey()))
                .limit(MOST_LABELS)
                .forEach(label -> attributes.put(
                        "container.label." + label.getKey(), ((JsonString) label.getValue()).getString()));
    }

    /** Builders and Compose put dozens of labels on a container, which say the same of each line. */
    private static boolean isTelling(String label) {
        return label.equals("com.docker.compose.project")
                || label.equals("com.docker.compose.service")
                || !(label.startsWith("com.docker.")
                        || label.startsWith("org.opencontainers.")
                        || label.startsWith("desktop.docker."));
    }
}
