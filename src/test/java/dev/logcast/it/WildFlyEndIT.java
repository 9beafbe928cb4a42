package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A WildFly of its own, prepared as the recipe says, that ends while streams are open. */
@EnabledIfEnvironmentVariable(named = "JBOSS_HOME", matches = ".+")
class WildFlyEndIT {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);
    private static final int STREAMS = 20;

    @TempDir
    Path directory;

    @Test
    void endWithOpenStreamsHasNoStackTrace() throws Exception {
        Path home = Path.of(System.getenv("JBOSS_HOME"));
        Path base = directory.resolve("standalone");
        copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        Files.copy(Path.of(System.getProperty("logcast.war")), base.resolve("deployments/ROOT.war"));
        int port = freePort();
        Path log = directory.resolve("server.log");
        ProcessBuilder command = new ProcessBuilder(
                "sh",
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + freePort(),
                "-Djboss.management.http.port=" + freePort(),
                "-Dlogcast.data.dir=" + directory.resolve("data"));
        command.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "1");
        Process server =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            awaitReady(port, server);
            List<InputStream> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(open(port, "/logs").getInputStream());
            }
            long before = Files.size(log);
            server.destroy();
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();

            assertThat(streams).hasSize(STREAMS);
            assertThat(Files.readString(log).substring((int) before)).doesNotContain("\tat ", "ERROR");
        } finally {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }

    private static void awaitReady(int port, Process server) throws InterruptedException {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (server.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                if (open(port, "/health/ready").getResponseCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the server did not become ready");
    }

    private static HttpURLConnection open(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setRequestProperty("Accept", "text/event-stream");
        return connection;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
