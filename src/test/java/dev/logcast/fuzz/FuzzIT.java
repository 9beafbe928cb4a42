package dev.logcast.fuzz;

import dev.logcast.it.Server;
import dev.logcast.it.WildFlyProcess;
import dev.logcast.page.LogcastProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent to the running product, by eight at a time: the uber-jar, or WildFly where {@code JBOSS_HOME} says so. {@code -Dseed=…}
 * sends the same once more, {@code -Dseconds=…} for so long.
 */
class FuzzIT {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final boolean SOAK = Boolean.getBoolean("logcast.soak");
    private static final Duration DURATION = Duration.ofSeconds(Long.getLong("seconds", SOAK ? 600 : 20));
    private static final int CLIENTS = 8;

    /** Before anything is measured, so that pools are filled and code is compiled. */
    private static final Duration WARM_UP = DURATION.dividedBy(4);

    /** Threads of pools come and go, and connections of the test's own. */
    private static final int MARGIN = 12;

    private static final long MARGIN_BYTES = 30_000_000;
    private static final Duration CALMS_WITHIN = Duration.ofSeconds(150);

    private static final List<String> CREDENTIALS = List.of(
            "Bearer boss-secret-0123456789",
            "Bearer reader-secret-0123456789",
            "Bearer scoped-secret-0123456789",
            "Bearer pusher-secret-0123456789");

    /** In the server's log: what nobody who only asks may cause. */
    private static final Pattern TROUBLE = Pattern.compile(
            "\\b(?:SEVERE|ERROR|FATAL)\\b|^(?:Caused by: |Exception in thread \\S+ )?[\\w.$]+(?:Exception|Error)(?:: |$)");

    /**
     * What servers say of themselves, for which neither has a setting. Payara: of a connection that ends while it is answered or in the middle
     * of a body, when it may take the request back while a thread is still at it, and of bytes in an address that are not UTF-8. Undertow: of a
     * target that is no path, and of a cookie of control characters.
     */
    private static final Pattern OF_THE_SERVERS = Pattern.compile(String.join(
            "|",
            "An exception or error occurred in the container",
            "Connection is closed|Locally closed|EOFException|Broken pipe|Connection reset",
            "\"(?:context|this\\.context|this\\.grizzlyOutputBuffer)\" is null",
            "^java\\.lang\\.IllegalStateException$|Cannot call sendError\\(\\) after",
            // The same without its message, which the JVM leaves out once it is compiled.
            "\"glassfish-web-async-thread-[0-9]+\" java\\.lang\\.NullPointerException$|^java\\.lang\\.NullPointerException$",
            "HttpBrokenContentException|invalid character 0x",
            "Invalid URI character encoding|Decoding error",
            "UT000068|UT000173|UT005022|UT015005",
            "\"securityContext\" is null|^Caused by: java\\.lang\\.NullPointerException$"));

    @TempDir
    private Path directory;

    private final Complaint complaints = new Complaint();

    @Test
    void whateverIsSentTheServerAnswersAndLosesNothing() throws Exception {
        System.out.println("FuzzIT seed " + SEED);
        if (System.getenv("JBOSS_HOME") == null) {
            try (LogcastProcess server = LogcastProcess.start(directory, settings())) {
                attack(server.uri(), server::log);
            }
        } else {
            try (WildFlyProcess server = WildFlyProcess.start(directory, settings())) {
                attack(server.uri(), server::log);
            }
        }
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("LOGCAST_ADDRESS", "127.0.0.1"),
                Map.entry("LOGCAST_SOURCES", "app,build"),
                Map.entry("LOGCAST_SOURCE_APP_PATH", directory.resolve("logs") + File.separator + "{file}.log"),
                Map.entry("LOGCAST_SOURCE_APP_START", "beginning"),
                Map.entry("LOGCAST_ARCHIVE", "local"),
                Map.entry("LOGCAST_STREAM_RECENT_BYTES", "4MB"),
                Map.entry("LOGCAST_STREAM_HEARTBEAT_SECONDS", "2"),
                Map.entry("LOGCAST_STREAM_STALL_SECONDS", "5"),
                Map.entry("LOGCAST_TOKENS", "boss,reader,scoped,pusher"),
                Map.entry("LOGCAST_TOKEN_BOSS_SECRET", "boss-secret-0123456789"),
                Map.entry("LOGCAST_TOKEN_BOSS_ROLE", "admin"),
                Map.entry("LOGCAST_TOKEN_READER_SECRET", "reader-secret-0123456789"),
                Map.entry("LOGCAST_TOKEN_SCOPED_SECRET", "scoped-secret-0123456789"),
                Map.entry("LOGCAST_TOKEN_SCOPED_SOURCES", "app/a"),
                Map.entry("LOGCAST_TOKEN_PUSHER_SECRET", "pusher-secret-0123456789"),
                Map.entry("LOGCAST_TOKEN_PUSHER_ROLE", "ingest"));
    }

    private interface Log {
        String read() throws IOException;
    }

    private void attack(URI uri, Log log) throws Exception {
        Description description = Description.read();
        Server server = new Server(uri, directory.resolve("data"));
        try (Watched watched = Watched.start(uri, directory.resolve("logs"))) {
            fire(description, uri, watched, SEED ^ 1, WARM_UP);
            Server.Footprint before = calm(server, new Server.Footprint(Long.MAX_VALUE / 2, 10_000, 10_000));
            fire(description, uri, watched, SEED, DURATION);
            Server.Footprint after = calm(server, before);
            System.out.printf("FuzzIT seed %d; before: %s; after: %s%n", SEED, before, after);

            SoftAssertions all = new SoftAssertions();
            all.assertThat(complaints.all()).as("seed " + SEED).isEmpty();
            all.assertThat(after.threads())
                    .as("threads, before " + before)
                    .isLessThanOrEqualTo(before.threads() + MARGIN);
            all.assertThat(after.descriptors())
                    .as("descriptors, before " + before)
                    .isLessThanOrEqualTo(before.descriptors() + MARGIN);
            all.assertThat(after.heapBytes())
                    .as("heap, before " + before)
                    .isLessThan(before.heapBytes() + MARGIN_BYTES);
            all.assertThat(watched.get("/health")).contains("\"UP\"").doesNotContain("DOWN");
            all.assertThat(watched.get("/metrics").lines().filter(line -> line.startsWith("logcast_faults_total")))
                    .allMatch(line -> line.matches(".* 0(?:\\.0)?"));
            all.assertThat(log.read()
                            .lines()
                            .filter(line -> TROUBLE.matcher(line).find()
                                    && !OF_THE_SERVERS.matcher(line).find())
                            .distinct()
                            .limit(30))
                    .as("what the server said, seed " + SEED)
                    .isEmpty();
            all.assertThatCode(watched::assertEveryLineOnce).doesNotThrowAnyException();
            all.assertAll();
        }
    }

    /** When those who have gone are noticed. */
    private static Server.Footprint calm(Server server, Server.Footprint wanted) throws Exception {
        server.awaitClients(1);
        long deadline = System.nanoTime() + CALMS_WITHIN.toNanos();
        Server.Footprint now = server.footprint();
        while (System.nanoTime() - deadline < 0
                && (now.threads() > wanted.threads() + MARGIN
                        || now.descriptors() > wanted.descriptors() + MARGIN
                        || now.heapBytes() >= wanted.heapBytes() + MARGIN_BYTES)) {
            Thread.sleep(2000);
            now = server.footprint();
        }
        return now;
    }

    private void fire(Description description, URI uri, Hostile.Known known, long seed, Duration duration)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        long end = System.nanoTime() + duration.toNanos();
        try {
            List<Future<Client>> firing = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Attack attack = new Attack(description, seed + i * 1_000_003L, known, uri.getPort(), CREDENTIALS);
                firing.add(threads.submit(() -> {
                    try (Client client = new Client(uri.getPort())) {
                        while (System.nanoTime() - end < 0) {
                            client.fire(attack.next(), complaints);
                        }
                        return client;
                    }
                }));
            }
            Map<Integer, Integer> statuses = new TreeMap<>();
            int shots = 0;
            for (Future<Client> client : firing) {
                shots += client.get().shots();
                client.get().statuses().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
            System.out.printf("FuzzIT %d requests in %d s, answers %s%n", shots, duration.toSeconds(), statuses);
        } finally {
            threads.shutdownNow();
        }
    }
}
