package dev.logcast.page;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The uber-jar, running as its users run it, with one source for each file of a directory: {@code app/<file>}. */
public final class LogcastProcess implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);

    private final Path directory;
    private final int port;
    private final Map<String, String> settings;
    private Process process;

    private LogcastProcess(Path directory, int port, Map<String, String> settings) throws IOException {
        this.directory = directory;
        this.port = port;
        this.settings = settings;
        this.process = launch();
    }

    static LogcastProcess start(Path directory) throws IOException, InterruptedException {
        return start(directory, Map.of());
    }

    /** @param settings further ones, by their names in the environment */
    public static LogcastProcess start(Path directory, Map<String, String> settings)
            throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("logs"));
        LogcastProcess server = new LogcastProcess(directory, freePort(), settings);
        server.awaitReady();
        return server;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The file whose lines are those of {@code app/<name>}. */
    Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    /** Ends it without a chance to say goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends it as a service manager does; returns its exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** What it has written since its first start. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("server.log"));
    }

    /** Starts it again where it was; it is ready when this returns. */
    void restart() throws IOException, InterruptedException {
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() throws IOException {
        return command("--port", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
    }

    /** Java with the uber-jar and the same settings. */
    ProcessBuilder command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("logcast.jar", "target/logcast.jar")));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment()
                .putAll(Map.of(
                        "LOGCAST_ADDRESS", "127.0.0.1",
                        "LOGCAST_SOURCES", "app",
                        "LOGCAST_SOURCE_APP_PATH", directory.resolve("logs") + File.separator + "{file}.log",
                        "LOGCAST_DATA_DIR", directory.resolve("data").toString(),
                        "LOGCAST_ARCHIVE", "none"));
        builder.environment().putAll(settings);
        return builder;
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(uri().resolve("health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (!process.isAlive()) {
                break;
            }
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                "the server did not become ready: " + Files.readString(directory.resolve("server.log")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
