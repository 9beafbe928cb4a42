package dev.logcast.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
    @Test
    void versionIsThatOfTheBuild() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = SettingsCheck.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            properties.load(in);
        }

        assertThat(properties.getProperty("logcast.version")).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void straysStandBesideTheVersion() {
        assertThat(SettingsCheck.data("1.2.3", List.of())).isEqualTo(Map.of("version", "1.2.3"));
        assertThat(SettingsCheck.data("1.2.3", List.of("a", "b"))).containsEntry("strays", "a\nb");
    }
}
