package dev.logcast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that follows busy logs is killed at random moments, and started again at once. */
class CrashTest {
    private static final int KILLS = Boolean.getBoolean("logcast.soak") ? 50 : 5;
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"}$");
    private static final int MOST_MILLIS_UNTIL_EARLY_KILL = 1000;
    private static final int FEWEST_MILLIS_OF_FLOW = 200;

    /** Progress is stored two seconds late: some processes live long enough for it. */
    private static final int MOST_MILLIS_OF_FLOW = 3000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Received received = new Received();
    private String cursor = "0-0";
    private String archive = "none";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"none", "local"})
    void clientThatReconnectsGetsEveryLineAtLeastOnceAndWholeAndNoIdNamesTwo(String which) throws Exception {
        archive = which;
        try (Child child = new Child(directory)) {
            try {
                killUnderFlow(child);
            } catch (AssertionError e) {
                throw child.explained(seed, e);
            }
        }
    }

    private void killUnderFlow(Child child) throws Exception {
        BusyLogs busy = BusyLogs.start(child.logs(), seed);
        try (busy) {
            for (int kill = 0; kill < KILLS; kill++) {
                try (Output output = start(child, kill)) {
                    if (kill == 0) {
                        Await.await(() -> output.take() > 0 && received.knowsEveryFile());
                        busy.renameNowAndThen();
                    }
                    if (random.nextInt(4) == 0) {
                        Thread.sleep(random.nextInt(MOST_MILLIS_UNTIL_EARLY_KILL));
                    } else {
                        long before = received.taken();
                        Await.await(() -> output.take() > before);
                        Thread.sleep(
                                FEWEST_MILLIS_OF_FLOW + random.nextInt(MOST_MILLIS_OF_FLOW - FEWEST_MILLIS_OF_FLOW));
                    }
                    child.kill();
                    output.take();
                }
            }
        }
        try (Output output = start(child, KILLS)) {
            received.awaitComplete(busy, output::take);
        }
        System.out.println(
                "archive " + archive + ", seed " + seed + ": " + KILLS + " kills, " + received.summary(busy));
        if (archive.equals("none")) {
            assertThat(received.taken())
                    .as("lines of the last seconds come again")
                    .isGreaterThan(received.lines());
        }
    }

    private Output start(Child child, int run) throws IOException {
        Path file = directory.resolve("output" + run);
        child.start(ProcessBuilder.Redirect.to(file.toFile()), archive, cursor);
        return new Output(file);
    }

    /** What a process has written to its client; a line without its end has not been received. */
    private final class Output implements AutoCloseable {
        private final Path file;
        private final InputStream in;
        private byte[] torn = {};

        Output(Path file) throws IOException {
            this.file = file;
            this.in = Files.newInputStream(file);
        }

        /** @return how many lines have been received from all processes */
        long take() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(torn);
            try {
                in.transferTo(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            int whole = text.lastIndexOf('\n') + 1;
            torn = text.substring(whole).getBytes(StandardCharsets.ISO_8859_1);
            String lines =
                    new String(text.substring(0, whole).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            lines.lines().forEach(this::take);
            return received.taken();
        }

        private void take(String json) {
            if (json.startsWith("{\"gap\"")) {
                received.gap(json);
            } else {
                received.line(json);
                Matcher matcher = CURSOR.matcher(json);
                if (matcher.find()) {
                    cursor = matcher.group(1);
                }
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
            Files.delete(file);
        }
    }
}
