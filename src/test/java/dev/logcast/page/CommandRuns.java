package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run commands in a directory of their own, without settings of whoever runs the test, and end those that are left. */
abstract class CommandRuns {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    final List<Process> started = new ArrayList<>();
    int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    ProcessBuilder command(List<String> words, String... arguments) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(all).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LOGCAST_"));
        builder.environment().put("LOGCAST_PORT", Integer.toString(port));
        return builder;
    }

    /** Starts what serves; it is ready when this returns. */
    Process serve(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process =
                builder.redirectError(directory.resolve("err.txt").toFile()).start();
        started.add(process);
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (process.isAlive() && !said().contains("following") && System.nanoTime() - deadline < 0) {
            Thread.sleep(50);
        }
        assertThat(process.isAlive()).as(said()).isTrue();
        return process;
    }

    /** What it has told whoever started it. */
    String said() {
        try {
            return Files.readString(directory.resolve("err.txt"));
        } catch (IOException e) {
            return "";
        }
    }

    String get(String path) {
        try {
            return new String(
                    URI.create("http://localhost:" + port + path)
                            .toURL()
                            .openStream()
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
