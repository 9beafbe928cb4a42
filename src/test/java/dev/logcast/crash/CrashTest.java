package dev.logcast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import dev.logcast.app.ServerlessProcess;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

    private Path logs;
    private Path data;
    private Path errors;
    private Process process;

    @BeforeEach
    void prepare() throws IOException {
        logs = Files.createDirectory(directory.resolve("logs"));
        data = Files.createDirectory(directory.resolve("data"));
        errors = directory.resolve("errors");
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "local"})
    void clientThatReconnectsGetsEveryLineAtLeastOnceAndWholeAndNoIdNamesTwo(String which) throws Exception {
        archive = which;
        try {
            killUnderFlow();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ", the processes said: " + Files.readString(errors), e);
        }
    }

    private void killUnderFlow() throws Exception {
        BusyLogs busy = BusyLogs.start(logs, seed);
        try (busy) {
            for (int kill = 0; kill < KILLS; kill++) {
                try (Output output = start(kill)) {
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
                    process.destroyForcibly().waitFor();
                    output.take();
                }
            }
        }
        try (Output output = start(KILLS)) {
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

    private Output start(int run) throws IOException {
        Path file = directory.resolve("output" + run);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        ServerlessProcess.class.getName(),
                        logs.toString(),
                        data.toString(),
                        archive,
                        cursor)
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        return new Output(file);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
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
