package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The uber-jar with clients of every kind that go on no more, beside those that do. */
class StuckPageIT {
    private static final boolean SOAK = Boolean.getBoolean("logcast.soak");
    private static final int OF_EACH_KIND = SOAK ? 200 : 20;
    private static final int VIEWERS = SOAK ? 100 : 20;
    private static final Duration MEASURED = Duration.ofSeconds(SOAK ? 30 : 3);

    /** Work for some seconds comes with them, for the first of which code has yet to be compiled. */
    private static final Duration COMING = Duration.ofSeconds(SOAK ? 10 : 3);

    private static final int MILLIS_BETWEEN_LINES = 20;
    private static final long NANOS_BETWEEN_REQUESTS = 20_000_000;

    /** Deadlines are looked at twice a second; the rest is for a machine that is busy. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private static final int REQUESTS_AT_ONCE = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void viewersGetEveryLineBesideStuckClientsWhichEndByTheirDeadlinesAndLeaveNothing() throws Exception {
        writeOldLines();
        Map<String, String> settings = Map.of("LOGCAST_ARCHIVE", "local", "LOGCAST_SOURCE_APP_START", "beginning");
        try (LogcastProcess server = LogcastProcess.start(directory, settings);
                Viewers viewers = new Viewers(server.uri(), "/logs/app/live?format=text&prefix=none", VIEWERS)) {
            askAtOnce(server);
            measure("alone", MEASURED, server, viewers, 0);
            long alone = viewers.delay(99);
            Footprint before = Footprint.of(directory);
            Map<StuckKind, StuckClients> stuck = new EnumMap<>(StuckKind.class);
            int written;
            long beside;
            try {
                for (StuckKind kind : StuckKind.values()) {
                    stuck.put(kind, new StuckClients(server.uri(), kind, OF_EACH_KIND));
                }
                written = measure("while they come", COMING, server, viewers, viewers.written());
                written = measure(
                        "beside " + OF_EACH_KIND + " stuck clients of each kind", MEASURED, server, viewers, written);
                beside = viewers.delay(99);
                for (Map.Entry<StuckKind, StuckClients> each : stuck.entrySet()) {
                    Duration deadline = each.getKey().deadline();
                    if (SOAK || deadline.toSeconds() <= 5) {
                        each.getValue().awaitEnd(deadline.plus(TOLERANCE));
                    }
                }
            } finally {
                stuck.values().forEach(StuckClients::close);
            }
            assertThat(written).isPositive();
            awaitFootprint(before);
            if (SOAK) {
                assertThat(beside).isLessThanOrEqualTo(2 * alone);
            }
        }
    }

    /** Requests enough that the server's pools have grown to their size: what they grow by later is no leak. */
    private static void askAtOnce(LogcastProcess server) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(REQUESTS_AT_ONCE);
        List<Future<Long>> answers =
                clients.invokeAll(Collections.nCopies(10 * REQUESTS_AT_ONCE, () -> nanosToGet(server, "health")));
        clients.shutdown();
        for (Future<Long> answer : answers) {
            assertThat(answer.get()).isLessThan(Long.MAX_VALUE);
        }
    }

    /** More of them than buffers between server and client hold, some of which an expression takes long to look through. */
    private void writeOldLines() throws IOException {
        Path old = Files.createDirectories(directory.resolve("logs")).resolve("old.log");
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            block.append(i).append(" old ").append("x".repeat(200)).append('\n');
        }
        block.append("a".repeat(250_000)).append('\n');
        for (int i = 0; i < 20; i++) {
            Files.writeString(old, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        Files.writeString(directory.resolve("logs").resolve("live.log"), "");
    }

    /** @return how many lines have been written since the viewers came */
    private int measure(String when, Duration time, LogcastProcess server, Viewers viewers, int from) throws Exception {
        viewers.forgetDelays();
        List<Long> answers = new CopyOnWriteArrayList<>();
        Thread prober = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                for (String path : List.of("health", "")) {
                    answers.add(nanosToGet(server, path));
                    LockSupport.parkNanos(NANOS_BETWEEN_REQUESTS);
                }
            }
        });
        prober.setDaemon(true);
        prober.start();
        int written = from;
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - until < 0) {
            Files.writeString(
                    server.log("live"),
                    ++written + " at " + Long.toString(System.nanoTime(), 36) + "\n",
                    StandardOpenOption.APPEND);
            Thread.sleep(MILLIS_BETWEEN_LINES);
        }
        viewers.awaitAll(written, PATIENCE);
        prober.interrupt();
        prober.join();
        List<Long> sorted = answers.stream().sorted().toList();
        System.out.printf(
                "%s: %d viewers' lines after %.1f ms (p50), %.1f ms (p99); page and health after %.1f ms, at worst %.1f ms%n",
                when,
                VIEWERS,
                viewers.delay(50) / 1e6,
                viewers.delay(99) / 1e6,
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() - 1) / 1e6);
        // The worst of a busy machine says more of the machine.
        assertThat(sorted.get(SOAK ? sorted.size() * 99 / 100 : sorted.size() / 2))
                .isLessThan(1_000_000_000L);
        return written;
    }

    private static long nanosToGet(LogcastProcess server, String path) {
        long begun = System.nanoTime();
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) server.uri().resolve(path).toURL().openConnection();
            connection.setRequestProperty("Accept", "text/html");
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.getInputStream().readAllBytes();
            return System.nanoTime() - begun;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private void awaitFootprint(Footprint before) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Footprint now = Footprint.of(directory);
        while (!now.isAbout(before) && System.nanoTime() - deadline < 0) {
            Thread.sleep(100);
            now = Footprint.of(directory);
        }
        System.out.println("before: " + before + "; after: " + now);
        assertThat(now.isAbout(before)).as("before: %s; after: %s", before, now).isTrue();
    }

    /** What the server's process holds of what there is a limit of. */
    private record Footprint(long threads, long descriptors) {
        /** Pools keep some threads for a while, and grow to their size when there is work for the first time. */
        private static final int MORE_THREADS = 40;

        private static final int MORE_DESCRIPTORS = 20;

        static Footprint of(Path directory) {
            try {
                String process = Files.readString(directory.resolve("data").resolve("lock"))
                        .strip();
                return new Footprint(entries(process, "task"), entries(process, "fd"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static long entries(String process, String of) throws IOException {
            try (Stream<Path> entries = Files.list(Path.of("/proc", process, of))) {
                return entries.count();
            }
        }

        boolean isAbout(Footprint other) {
            return threads <= other.threads + MORE_THREADS && descriptors <= other.descriptors + MORE_DESCRIPTORS;
        }
    }
}
