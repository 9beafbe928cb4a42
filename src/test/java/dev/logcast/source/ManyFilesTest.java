package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many files cost: a source for each of ten thousand, almost all of them at rest. */
class ManyFilesTest {
    private static final boolean SOAK = Boolean.getBoolean("logcast.soak");

    /** Of a core. */
    private static final double MOST_AT_REST = 0.05;

    private static final int FILES = SOAK ? 10_000 : 2_000;
    private static final Duration IDLE = Duration.ofSeconds(SOAK ? 60 : 6);
    private static final int NEW_FILES = 500;
    private static final int LINES = SOAK ? 2_000 : 300;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger lines = new AtomicInteger();
    private volatile long arrivedNanos;
    private Follower follower;

    @TempDir
    private Path logs;

    @TempDir
    private Path data;

    @BeforeEach
    void follow() throws IOException {
        for (int i = 0; i < FILES; i++) {
            append("svc-" + i, "what was there\n");
        }
        RecordListener listener = new RecordListener() {
            @Override
            public void onRecords(RecordBatch batch) {
                arrivedNanos = System.nanoTime();
                lines.addAndGet(batch.records().size());
            }

            @Override
            public void onLoss(SourceId source) {
                throw new AssertionError("nothing was lost");
            }
        };
        SourceSpec spec = SourceSpec.of("many", PathGlob.escape(logs.toString()) + "/{service}.log");
        long start = System.nanoTime();
        follower = new Follower(List.of(spec), listener, InstantSource.system(), Checkpoints.in(data));
        follower.duties(2).forEach(threads::execute);
        await(() -> lines.get() == FILES);
        print("%d files are found and read after %d ms", FILES, millisSince(start));
        await(follower::ready);
    }

    @AfterEach
    void stop() throws InterruptedException {
        follower.stop(Duration.ofSeconds(1));
        follower.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void filesAtRestCostLittle() throws InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        double share = 1;
        // What the process compiles and collects meanwhile counts, too, but not every time.
        for (int i = 0; i < 3 && share >= MOST_AT_REST; i++) {
            Thread.sleep(1_000);
            long before = system.getProcessCpuTime();
            Thread.sleep(IDLE.toMillis());
            share = (double) (system.getProcessCpuTime() - before) / IDLE.toNanos();
            print("%d files at rest take %.1f %% of a core", FILES, share * 100);
        }
        assertThat(share).isLessThan(MOST_AT_REST);
    }

    @Test
    void oneOfManyIsReadAtOnce() throws IOException, InterruptedException {
        long[] micros = new long[LINES];
        for (int i = 0; i < LINES; i++) {
            int before = lines.get();
            long written = System.nanoTime();
            append("svc-" + i % 3, "a line\n");
            await(() -> lines.get() > before);
            micros[i] = (arrivedNanos - written) / 1_000;
            Thread.sleep(2 + i % 10);
        }
        Arrays.sort(micros);
        print(
                "one of %d files: write to record p50 %d us, p99 %d us, max %d us",
                FILES, micros[LINES / 2], micros[LINES * 99 / 100], micros[LINES - 1]);
        assertThat(micros[LINES / 2]).as("median in microseconds").isLessThan(5_000);
    }

    @Test
    void manyNewFilesAreReadAtOnce() throws IOException {
        for (int i = 0; i < NEW_FILES; i++) {
            append("new-" + i, "");
        }
        await(() -> follower.sources().size() == FILES + NEW_FILES);
        long start = System.nanoTime();
        for (int i = 0; i < NEW_FILES; i++) {
            append("new-" + i, "the first line\n");
        }
        await(() -> lines.get() == FILES + NEW_FILES);
        print("%d new files with a line each are read after %d ms", NEW_FILES, millisSince(start));
        assertThat(millisSince(start)).as("milliseconds").isLessThan(2_000);
    }

    private void append(String service, String text) throws IOException {
        Path file = logs.resolve(service + ".log");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
