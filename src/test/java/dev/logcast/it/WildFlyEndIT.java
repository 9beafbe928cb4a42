package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A WildFly that ends while streams are open. */
@EnabledIfEnvironmentVariable(named = "JBOSS_HOME", matches = ".+")
class WildFlyEndIT {
    private static final int STREAMS = 20;

    @TempDir
    Path directory;

    @Test
    void endWithOpenStreamsHasNoStackTrace() throws Exception {
        try (WildFlyProcess server = WildFlyProcess.start(directory, Map.of())) {
            List<InputStream> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(server.open("/logs").getInputStream());
            }
            int before = server.log().length();
            server.stop();

            assertThat(streams).hasSize(STREAMS);
            assertThat(server.log().substring(before)).doesNotContain("\tat ", "ERROR");
        }
    }
}
