package dev.logcast.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerContainersTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    private final DockerContainers containers = new DockerContainers();

    @TempDir
    Path root;

    private Path log(String configuration) throws IOException {
        Path directory = Files.createDirectories(root.resolve(ID));
        Files.writeString(directory.resolve("config.v2.json"), configuration);
        return directory.resolve(ID + "-json.log");
    }

    @Test
    void nameImageAndLabelsAreThoseOfTheConfigurationBesideTheLog() throws IOException {
        Path log = log(
                """
                {"ID":"%s","Name":"/shop-web-1","Config":{"Image":"ghcr.io/shop/web:1.4","Env":["PASSWORD=hunter2"],"Labels":{
                "com.docker.compose.project":"shop","com.docker.compose.service":"web","com.docker.compose.version":"2.29",
                "org.opencontainers.image.title":"web","team":"payments"}}}"""
                        .formatted(ID));

        assertThat(containers.of(log).name()).isEqualTo("shop-web-1");
        assertThat(containers.of(log).attributes())
                .hasToString("{container.name=shop-web-1, container.id=0123456789ab,"
                        + " container.image.name=ghcr.io/shop/web:1.4, container.label.com.docker.compose.project=shop,"
                        + " container.label.com.docker.compose.service=web, container.label.team=payments}");
    }

    @Test
    void containerWithoutNameIsCalledByItsId() throws IOException {
        assertThat(containers.of(log("{\"Config\":{\"Labels\":null}}")).name()).isEqualTo("0123456789ab");
    }

    @Test
    void configurationThatIsWrittenAnewIsReadAnew() throws IOException {
        Path log = log("{\"Name\":\"/a\"}");
        assertThat(containers.of(log).name()).isEqualTo("a");

        log("{\"Name\":\"/renamed\"}");

        assertThat(containers.of(log).name()).isEqualTo("renamed");
    }

    @Test
    void containerOfWhichNothingIsKnownYetIsAwaitedAndBrokenOnesAreTold() throws IOException {
        Path log = log("{\"Name\":");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> containers.of(log))
                .withMessageContaining("config.v2.json cannot be read as the configuration of a container");
        log("{\"Config\":[]}");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> containers.of(log));

        Files.delete(log.resolveSibling("config.v2.json"));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> containers.of(log));
    }
}
