package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import dev.logcast.crash.BusyLogs;
import dev.logcast.crash.Received;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

    private static final Map<String, String> ARCHIVED = Map.of(
            "LOGCAST_SOURCE_APP_START", "beginning",
            "LOGCAST_SOURCE_APP_MASK", "off",
            "LOGCAST_SOURCE_APP_MULTILINE", "none",
            "LOGCAST_ARCHIVE", "local");
    private static final int LINES_PER_SECOND_AND_FILE = 4000;
    private static final int MOST_MILLIS_UNTIL_KILL = 4000;

    /** Nothing waits to be stored; the number of the last line. */
    private static final Pattern REPORT = Pattern.compile("\"newest\":\"[^\"]*-([0-9]+)\".*\"lagLines\":0,");

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
            throw explained(e);
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

    @Test
    void archiveHoldsEveryLineExactlyOnce() throws Exception {
        try (LogcastProcess server = LogcastProcess.start(directory, ARCHIVED)) {
            BusyLogs busy = BusyLogs.start(directory.resolve("logs"), seed, LINES_PER_SECOND_AND_FILE);
            try (busy) {
                for (int kill = 0; kill < KILLS; kill++) {
                    Await.await(() -> IntStream.range(0, BusyLogs.FILES)
                            .noneMatch(file -> lines(server, file, "&limit=1").isEmpty()));
                    busy.renameNowAndThen();
                    Thread.sleep(random.nextInt(MOST_MILLIS_UNTIL_KILL));
                    server.kill();
                    server.restart();
                }
            }
            Await.await(() -> stored(server) >= busy.written());
            for (int file = 0; file < BusyLogs.FILES; file++) {
                busy.assertAll(file, lines(server, file, ""));
            }
            System.out.println("seed " + seed + ": " + KILLS + " kills of the server, " + busy.written() + " lines, "
                    + busy.renamed() + " renamings");
        } catch (AssertionError e) {
            throw explained(e);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillAndNothingIsLeftOutsideTheDataDirectory() throws Exception {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Map<String, String> settings =
                Map.of("LOGCAST_ARCHIVE", "local", "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        try (LogcastProcess server = LogcastProcess.start(directory, settings)) {
            List<String> acknowledged = new ArrayList<>();
            for (int kill = 0; kill < KILLS; kill++) {
                CountDownLatch begun = new CountDownLatch(1);
                CompletableFuture<List<String>> pushing = pushUntilRefused(server, kill, begun);
                assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
                Thread.sleep(random.nextInt(MOST_MILLIS_UNTIL_KILL));
                server.kill();
                acknowledged.addAll(pushing.get());
                server.restart();
            }
            assertThat(acknowledged).isNotEmpty();
            Await.await(() -> pushed(server).containsAll(acknowledged));
            assertThat(pushed(server)).doesNotHaveDuplicates();
            assertThat(temporary).isEmptyDirectory();
            System.out.println("seed " + seed + ": " + KILLS + " kills, " + acknowledged.size() + " acknowledged");
        } catch (AssertionError e) {
            throw explained(e);
        }
    }

    /**
     * The lines that were acknowledged before the connection broke.
     *
     * @param begun told when some were
     */
    private static CompletableFuture<List<String>> pushUntilRefused(
            LogcastProcess server, int run, CountDownLatch begun) {
        return CompletableFuture.supplyAsync(() -> {
            List<String> acknowledged = new ArrayList<>();
            for (int batch = 0; ; batch++) {
                String first = run + "." + batch;
                List<String> lines = IntStream.range(0, 10)
                        .mapToObj(line -> "pushed " + first + "." + line)
                        .toList();
                try {
                    push(server, String.join("\n", lines) + '\n');
                } catch (IOException e) {
                    return acknowledged;
                }
                acknowledged.addAll(lines);
                begun.countDown();
            }
        });
    }

    private static void push(LogcastProcess server, String lines) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                server.uri().resolve("api/ingest/build/pushed").toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "text/plain");
        connection.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
        try (InputStream answer = connection.getInputStream()) {
            answer.readAllBytes();
        }
    }

    private static List<String> pushed(LogcastProcess server) {
        return get(server, "api/logs?source=build/pushed&format=text&prefix=none")
                .lines()
                .toList();
    }

    /** How many lines are in the archive; each has the next number. */
    private static long stored(LogcastProcess server) {
        Matcher report = REPORT.matcher(get(server, "api/archive"));
        return report.find() ? Long.parseLong(report.group(1)) : 0;
    }

    private static List<String> lines(LogcastProcess server, int file, String more) {
        return get(server, "api/logs?source=app/service" + file + "&format=text&prefix=none" + more)
                .lines()
                .toList();
    }

    private static String get(LogcastProcess server, String path) {
        try (InputStream in = server.uri().resolve(path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AssertionError explained(AssertionError e) throws IOException {
        return new AssertionError(
                "seed " + seed + ", the server said: " + Files.readString(directory.resolve("server.log")), e);
    }
}
