package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many clients, and bad ones. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CrowdIT {
    private static final boolean SOAK = Boolean.getBoolean("logcast.soak");
    private static final int CLIENTS = SOAK ? 10_000 : 500;
    private static final Duration CHURN = SOAK ? Duration.ofMinutes(5) : Duration.ofSeconds(3);
    private static final int REPLACED_PER_SECOND = 200;
    private static final int LINES_PER_SECOND = 2;
    private static final int HEARTBEAT_SECONDS = 2;
    private static final int MILLIS_BETWEEN_READS = 50;
    private static final int READERS = SOAK ? 100 : 5;
    private static final int LINES = SOAK ? 120_000 : 60_000;
    private static final int MILLIS_FOR_100_LINES = SOAK ? 50 : 5;

    private static final Path DIRECTORY = Deployments.directory("crowd");

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                "crowd",
                Map.of(
                        "logcast.sources", "app,slow",
                        "logcast.source.app.path", DIRECTORY.resolve("app.log").toString(),
                        "logcast.source.slow.path",
                                DIRECTORY.resolve("slow.log").toString(),
                        "logcast.archive", "none",
                        "logcast.stream.heartbeat-seconds", Integer.toString(HEARTBEAT_SECONDS),
                        "logcast.stream.max-clients", "16000",
                        "logcast.stream.recent-bytes", "4MB",
                        "logcast.stream.stall-seconds", "300"));
    }

    private URI uri(String path) {
        return Deployments.uri(base, path);
    }

    @Test
    void clientsThatComeAndGoLeaveNothingBehind() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CrowdIT seed " + seed);
        Server server = new Server(uri("/"), "crowd");
        server.awaitClients(0);
        churn(server, new Random(seed), Duration.ZERO);
        Server.Footprint before = server.footprint();
        int replaced = churn(server, new Random(seed), CHURN);
        Server.Footprint after = server.footprint();
        System.out.printf(
                "CrowdIT %d clients, %d replaced in %d s; before: %s; after: %s%n",
                CLIENTS, replaced, CHURN.toSeconds(), before, after);

        // A connection or two of the test's own metric requests may be open or not.
        assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 10);
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 10);
        assertThat(after.heapBytes()).isLessThan(before.heapBytes() + 30_000_000);
    }

    /** Ends with nobody there. */
    private int churn(Server server, Random random, Duration duration) throws Exception {
        int replaced = 0;
        try (Crowd crowd =
                new Crowd(List.of(uri("/logs/app"), uri("/logs?level=warn"), uri("/logs/app?level=error")), CLIENTS)) {
            long start = System.nanoTime();
            int written = 0;
            for (long passed = 0; passed < duration.toNanos(); passed = System.nanoTime() - start) {
                for (; written < passed * LINES_PER_SECOND / 1_000_000_000L; written++) {
                    append("app.log", (written % 2 == 0 ? "INFO" : "ERROR") + " while clients come and go\n");
                }
                for (; replaced < passed * REPLACED_PER_SECOND / 1_000_000_000L; replaced++) {
                    crowd.replace(random.nextInt(CLIENTS));
                }
                crowd.read();
                Thread.sleep(MILLIS_BETWEEN_READS);
            }
            server.awaitClients(CLIENTS);
            crowd.read();
        }
        // The first heartbeat to a client that has gone may still be sent, the second fails.
        long start = System.nanoTime();
        server.awaitClients(0);
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(2 * HEARTBEAT_SECONDS + 4);
        return replaced;
    }

    private static void append(String file, CharSequence lines) throws IOException {
        Files.writeString(DIRECTORY.resolve(file), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void clientThatDoesNotReadCostsTheOthersNothingAndLearnsExactlyWhatItMissed() throws Exception {
        String filler = "x".repeat(180);
        List<StreamClient> readers = new ArrayList<>();
        try (RawClient slow = new RawClient(uri("/logs/slow?format=text"), 8192)) {
            for (int i = 0; i < READERS; i++) {
                readers.add(StreamClient.open(uri("/logs/slow?format=text")));
            }
            new Server(uri("/"), "crowd").awaitClients(READERS + 1);
            for (int i = 1; i <= LINES; i += 100) {
                StringBuilder block = new StringBuilder();
                for (int k = i; k < i + 100; k++) {
                    block.append(k).append(' ').append(filler).append('\n');
                }
                append("slow.log", block);
                Thread.sleep(MILLIS_FOR_100_LINES);
            }
            for (StreamClient reader : readers) {
                reader.await(line -> line.startsWith(LINES + " "));
                assertThat(reader.lines().stream().map(line -> Long.parseLong(line.substring(0, line.indexOf(' ')))))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, LINES).boxed().toList());
            }

            assertThat(missedByReadingOn(slow)).isGreaterThan(LINES / 4);
        } finally {
            for (StreamClient reader : readers) {
                reader.close();
            }
        }
    }

    /** Reads to the last line; fails unless lines and gaps together are all lines, in order. */
    private static long missedByReadingOn(RawClient slow) throws Exception {
        Pattern gap = Pattern.compile("--- logcast: (\\d+) lines? missing \\(slow-client\\)");
        Pattern line = Pattern.compile("(\\d+) x{180}");
        long expected = 1;
        long missed = 0;
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(new Dechunked(slow.in()), StandardCharsets.UTF_8))) {
            while (expected <= LINES) {
                String read = text.readLine();
                Matcher missing = gap.matcher(read);
                if (missing.matches()) {
                    missed += Long.parseLong(missing.group(1));
                    expected += Long.parseLong(missing.group(1));
                } else {
                    Matcher whole = line.matcher(read);
                    assertThat(whole.matches()).as(read).isTrue();
                    assertThat(Long.parseLong(whole.group(1))).isEqualTo(expected);
                    expected++;
                }
            }
        }
        return missed;
    }
}
