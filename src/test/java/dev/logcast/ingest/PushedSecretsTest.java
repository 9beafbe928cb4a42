package dev.logcast.ingest;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.duty.Faults;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.PushMasking;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.pipeline.mask.Secrets;
import dev.logcast.source.Follower;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever secret is pushed, in whatever pieces: no file below the data directory has it, at no time, and no line that is read from there. */
class PushedSecretsTest {
    private final long seed = Long.getLong("seed", System.nanoTime());
    private static final int SOURCES = 4;
    private static final SpoolLimits SMALL =
            new SpoolLimits(2_000, 1_000_000, Duration.ofSeconds(10), Duration.ofDays(1), 1_000, 1_000_000_000);

    private final Random random = new Random(seed);
    private final Secrets secrets = new Secrets(seed);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> read = new CopyOnWriteArrayList<>();
    private Follower follower;
    private Spool spool;

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws Exception {
        spool.close();
        follower.stop(Duration.ofSeconds(1));
        threads.shutdownNow();
        assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    /** Makes lines of what is read, and keeps all that they say. */
    private final class Reader implements RecordListener {
        private final Pipeline pipeline = new Pipeline(
                InstantSource.system(),
                new RecordMasking(new MaskRules(MaskSettings.DEFAULT), Telemetry.NONE),
                Map.of());

        @Override
        public void onRecords(RecordBatch batch) {
            Pipeline.Batch made = pipeline.batch(batch.source(), batch.generation(), Instant.EPOCH, Instant.EPOCH);
            batch.records().stream()
                    .map(raw -> made.line(raw.offset(), raw.text(), raw.continues(), raw.cut(), raw.envelope()))
                    .forEach(line -> read.add(line.toString()));
        }

        @Override
        public void onLoss(SourceId source) {}
    }

    private void start() throws IOException {
        Checkpoints checkpoints = Checkpoints.in(directory);
        checkpoints.restore();
        follower = new Follower(List.of(), new Reader(), InstantSource.system(), checkpoints);
        PushMasking masking = new PushMasking(new RecordMasking(new MaskRules(MaskSettings.DEFAULT), Telemetry.NONE));
        spool = new Spool(
                directory.resolve("spool"),
                List.of(),
                follower,
                SMALL,
                masking::mask,
                InstantSource.system(),
                new Faults(Telemetry.NONE));
        spool.open();
        follower.duties(1).forEach(threads::execute);
        await(follower::ready);
    }

    /** Sends lines as they are, or as Docker or a Kubernetes runtime writes them, in pieces that end anywhere, in one push or in several. */
    private void push(SourceId source, String text) throws IOException {
        int how = random.nextInt(4);
        int oneEach = random.nextInt(2);
        Push push = spool.push(source);
        for (String line : text.lines().toList()) {
            byte[] bytes = wrapped(line, how).getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
                push.write(bytes, at, length);
                at += length;
            }
            if (oneEach > 0) {
                push.close();
                push = spool.push(source);
            }
        }
        push.close();
    }

    private static String wrapped(String line, int how) {
        return switch (how) {
            case 0 ->
                "{\"log\":\"" + line.replace("\\", "\\\\").replace("\"", "\\\"")
                        + "\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-23T10:00:00.123456789Z\"}\n";
            case 1 -> "2026-11-23T10:00:00.123456789Z stderr F " + line + '\n';
            case 2 -> line + "\r\n";
            default -> line + '\n';
        };
    }

    private String stored() {
        StringBuilder stored = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                stored.append(file).append(text(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stored.toString();
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static List<String> in(List<String> secrets, String text) {
        return secrets.stream().filter(text::contains).toList();
    }

    @Test
    void nothingSecretIsStoredNorRead() throws IOException {
        System.out.println("PushedSecretsTest seed " + seed);
        start();
        List<String> templates = Files.readAllLines(Path.of("src/test/resources/mask-secrets.txt")).stream()
                .filter(line -> !line.startsWith("# ") && !line.isBlank())
                .map(line -> line.replaceAll("(?<!\\\\)\\\\n", "\n"))
                .toList();
        List<String> planted = new ArrayList<>();
        StringBuilder stored = new StringBuilder();
        int number = 0;
        for (String template : templates) {
            SourceId source = new SourceId("app/" + number++ % SOURCES);
            Secrets.Sample sample = secrets.fill(template);
            planted.addAll(sample.secrets());
            push(source, sample.line());
            // A key that does not end would hide more than it should, and so prove less.
            push(source, "-----END PRIVATE KEY-----\nend of " + number + "\n");
            if (number % 50 == 0) {
                stored.append(stored());
            }
        }
        int count = number;
        for (int i = 0; i < SOURCES; i++) {
            int last = count - i;
            await(() -> read.stream().anyMatch(line -> line.contains("end of " + last)));
        }
        follower.stop(Duration.ofSeconds(5));
        stored.append(stored());

        assertThat(stored.toString()).contains("checkpoints", "current.log", "***", "end of " + count);
        assertThat(in(planted, stored.toString())).as("stored, seed %d", seed).isEmpty();
        assertThat(in(planted, String.join("\n", read)))
                .as("read, seed %d", seed)
                .isEmpty();
    }
}
