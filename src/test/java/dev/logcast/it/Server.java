package dev.logcast.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a test wants to know of the server's process, which runs on the same machine. */
final class Server {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final Path data;

    /** @param deployment the name it was deployed under, see {@link Deployments} */
    Server(URI base, String deployment) {
        this.base = base;
        this.data = Deployments.directory(deployment).resolve("data");
    }

    int clients() throws IOException, InterruptedException {
        Matcher clients = Pattern.compile("(?m)^logcast_clients(?:\\{[^}]*\\})? (\\d+)")
                .matcher(StreamClient.get(base.resolve("/metrics")).body());
        if (!clients.find()) {
            throw new AssertionError("logcast_clients is missing");
        }
        return Integer.parseInt(clients.group(1));
    }

    void awaitClients(int wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (clients() != wanted) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(clients() + " clients instead of " + wanted);
            }
            Thread.sleep(50);
        }
    }

    long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(process().resolve("fd"))) {
            return open.count();
        }
    }

    long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(process().resolve("task"))) {
            return tasks.count();
        }
    }

    /** The data directory's lock says which process it is. */
    private Path process() throws IOException {
        return Path.of("/proc", Files.readString(data.resolve("lock")).strip());
    }
}
