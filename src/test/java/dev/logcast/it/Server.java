package dev.logcast.it;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a test wants to know of the server's process, which runs on the same machine. */
public final class Server {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of a generation, or of all of them; what is not on the heap has no total. */
    private static final Pattern USED = Pattern.compile(", used (\\d+)K \\[");

    /** What it holds when all that nobody refers to has been collected. */
    public record Footprint(long heapBytes, long threads, long descriptors) {
        @Override
        public String toString() {
            return String.format("%.1f MB heap, %d threads, %d descriptors", heapBytes / 1e6, threads, descriptors);
        }
    }

    private final URI base;
    private final Path data;

    /** @param deployment the name it was deployed under, see {@link Deployments} */
    Server(URI base, String deployment) {
        this(base, Deployments.directory(deployment).resolve("data"));
    }

    /** @param data its data directory */
    public Server(URI base, Path data) {
        this.base = base;
        this.data = data;
    }

    /** What the server that the tests run in has had to say. */
    static String log() throws IOException {
        String wildfly = System.getenv("JBOSS_HOME");
        Path directory = wildfly == null ? Path.of("target", "servers") : Path.of(wildfly, "standalone", "log");
        String name = wildfly == null ? "payara-micro.log" : "server.log";
        StringBuilder log = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            // Numbers follow the name where a file is full, or was in use.
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(name))
                    .toList()) {
                log.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return log.toString();
    }

    public int clients() throws IOException, InterruptedException {
        Matcher clients = Pattern.compile("(?m)^logcast_clients(?:\\{[^}]*\\})? (\\d+)")
                .matcher(StreamClient.get(base.resolve("/metrics")).body());
        if (!clients.find()) {
            throw new AssertionError("logcast_clients is missing");
        }
        return Integer.parseInt(clients.group(1));
    }

    public void awaitClients(int wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (clients() != wanted) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(clients() + " clients instead of " + wanted);
            }
            Thread.sleep(50);
        }
    }

    public Footprint footprint() throws IOException, InterruptedException {
        jcmd("GC.run");
        long heap = USED.matcher(jcmd("GC.heap_info"))
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)) * 1024)
                .sum();
        if (heap == 0) {
            throw new AssertionError("jcmd does not say how much of the heap is used");
        }
        return new Footprint(heap, entries("task"), entries("fd"));
    }

    private long entries(String directory) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", process(), directory))) {
            return entries.count();
        }
    }

    public String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), process(), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new AssertionError(answer);
        }
        return answer;
    }

    /** The data directory's lock says which process it is. */
    private String process() throws IOException {
        return Files.readString(data.resolve("lock")).strip();
    }
}
