package dev.logcast.container;

import dev.logcast.line.Attributes;
import dev.logcast.source.find.ContainerLogs.Container;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The configuration of a Docker container, as Docker writes it beside the container's log. Apart from {@link DockerContainers}, for where
 * settings are only looked at there is nothing that reads JSON.
 */
final class DockerConfiguration {
    private static final int SHORT_ID = 12;
    private static final int MOST_LABELS = 16;
    private static final int LONGEST_LABEL = 200;

    private DockerConfiguration() {}

    /**
     * The container whose configuration a file is.
     *
     * @param id of the container, in full
     * @throws IOException if it is none, or cannot be read
     */
    static Container read(Path file, String id) throws IOException {
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
