package dev.logcast.it;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A WildFly of its own, prepared as the recipe says, in a directory of its own. Its home is {@code JBOSS_HOME}. */
public final class WildFlyProcess implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);

    private final Path directory;
    private final int port;
    private final Process process;

    private WildFlyProcess(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** @param settings by their names in the environment */
    public static WildFlyProcess start(Path directory, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path home = Path.of(System.getenv("JBOSS_HOME"));
        Path base = directory.resolve("standalone");
        copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        Files.copy(Path.of(System.getProperty("logcast.war")), base.resolve("deployments/ROOT.war"));
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(
                "sh",
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + freePort(),
                "-Djboss.management.http.port=" + freePort(),
                "-Dlogcast.data.dir=" + directory.resolve("data"));
        command.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "1");
        command.environment().putAll(settings);
        WildFlyProcess server = new WildFlyProcess(
                directory,
                port,
                command.redirectErrorStream(true)
                        .redirectOutput(directory.resolve("server.log").toFile())
                        .start());
        server.awaitReady();
        return server;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** What it has written since its start. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("server.log"));
    }

    /** Ends it as a service manager does, within a minute. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the server did not end");
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) uri().resolve(path).toURL().openConnection();
        connection.setRequestProperty("Accept", "text/event-stream");
        return connection;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (process.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                if (open("/health/ready").getResponseCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(100);
        }
        close();
        throw new AssertionError("the server did not become ready: " + log());
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
