package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import dev.logcast.crash.BusyLogs;
import dev.logcast.crash.Received;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed under flow, and started again at once. */
class CrashPageIT {
    private static final int KILLS = Boolean.getBoolean("logcast.soak") ? 5 : 1;
    private static final int FEWEST_MILLIS_OF_FLOW = 200;
    private static final int MOST_MILLIS_OF_FLOW = 1500;

    /** Without an archive, memory must hold what is written while the server starts, which may take long. */
    private static final Map<String, String> SETTINGS =
            Map.of("LOGCAST_SOURCE_APP_START", "beginning", "LOGCAST_STREAM_RECENT_BYTES", "200MB");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Received received = new Received();

    @TempDir
    private Path directory;

    @Test
    void clientThatReconnectsAtOnceGetsEveryLineAtLeastOnceAndWholeAndNoIdNamesTwo() throws Exception {
        try (LogcastProcess server = LogcastProcess.start(directory, SETTINGS);
                EventClient client = EventClient.open(server.uri().resolve("logs?named=false"), received)) {
            Await.await(() -> client.connections() == 1);
            killUnderFlow(server);
            assertThat(client.connections()).isEqualTo(KILLS + 1);
            assertThat(received.gaps()).isEqualTo(KILLS);
        } catch (AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + ", the server said: " + Files.readString(directory.resolve("server.log")), e);
        }
    }

    private void killUnderFlow(LogcastProcess server) throws Exception {
        BusyLogs busy = BusyLogs.start(directory.resolve("logs"), seed);
        try (busy) {
            Await.await(received::knowsEveryFile);
            busy.renameNowAndThen();
            for (int kill = 0; kill < KILLS; kill++) {
                int written = busy.written();
                Await.await(() -> received.lines() >= written);
                Thread.sleep(FEWEST_MILLIS_OF_FLOW + random.nextInt(MOST_MILLIS_OF_FLOW - FEWEST_MILLIS_OF_FLOW));
                server.kill();
                server.restart();
            }
        }
        received.awaitComplete(busy, () -> {});
        System.out.println("seed " + seed + ": " + KILLS + " kills, " + received.summary(busy));
    }
}
