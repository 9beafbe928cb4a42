package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.find.FileReport;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon lines arrive. Medians of several, for a busy machine may be late once. */
class PromptnessTest extends Threaded {
    private static final int BURST_MEGABYTES = 100;

    @TempDir(factory = MemoryDirectory.class)
    private Path memory;

    private interface Write {
        void to(String file, String text) throws IOException;
    }

    /** How long the line of each file needs, from before it is written until it has been read. */
    private Duration median(List<String> files, String line, Write write) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (String file : files) {
            int before = log.batches().size();
            long begun = System.nanoTime();
            write.to(file, line);
            await(() -> log.batches().size() > before);
            nanos.add(log.batches().get(before).readNanos() - begun);
        }
        return Duration.ofNanos(
                nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow());
    }

    @Test
    void newFilesAreReadWithinASecond() throws IOException {
        follow(spec("*.log"));
        assertThat(median(List.of("1.log", "2.log", "3.log", "4.log", "5.log"), "new\n", this::write))
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void filesInNewDirectoriesAreReadWithinASecond() throws IOException {
        follow(spec("**/*.log"));
        assertThat(median(List.of("a/b/1.log", "c/2.log", "a/d/3.log"), "new\n", (file, text) -> {
                    Files.createDirectories(directory.resolve(file).getParent());
                    write(file, text);
                }))
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void appendedLinesAreReadWithinMilliseconds() throws IOException {
        write("app.log", "");
        follow(spec("app.log"));
        assertThat(median(Collections.nCopies(15, "app.log"), "line\n", this::write))
                .isLessThan(Duration.ofMillis(50));
    }

    @Test
    void linesThatAreAppendedWhereALinkLeadsAreReadWithinMilliseconds() throws IOException {
        Path file = Files.createFile(memory.resolve("target.txt"));
        Files.createSymbolicLink(directory.resolve("app.log"), file);
        follow(spec("app.log"));
        assertThat(median(
                        Collections.nCopies(5, "target.txt"),
                        "line\n",
                        (name, text) -> Files.writeString(memory.resolve(name), text, StandardOpenOption.APPEND)))
                .isLessThan(Duration.ofMillis(50));

        // Rotated there, while the link leads nowhere for a moment.
        assertThat(median(Collections.nCopies(3, "target.txt"), "new\n", (name, text) -> {
                    Files.move(file, memory.resolve("target.txt.1"), StandardCopyOption.REPLACE_EXISTING);
                    await(() -> reports(FileReport.State.GONE) > 0);
                    Files.writeString(file, text);
                }))
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void lineThatMayGoOnIsReadWithinATenthOfASecond() throws IOException {
        write("app.log", "");
        follow(spec("app.log"));
        assertThat(median(Collections.nCopies(5, "app.log"), "panic: x\n", this::write))
                .isBetween(Duration.ofMillis(20), Duration.ofMillis(150));
    }

    private long reports(FileReport.State state) {
        return follower.report(new SourceId("app")).files().stream()
                .filter(report -> report.state() == state)
                .count();
    }

    @Test
    void burstInOneFileDoesNotKeepTheOthersWaiting() throws IOException {
        write("quiet.log", "");
        AtomicLong burstLines = new AtomicLong();
        AtomicLong linesWhenQuietCame = new AtomicLong(-1);
        RecordListener counting = new RecordListener() {
            @Override
            public void onRecords(RecordBatch batch) {
                if (batch.records().stream().anyMatch(record -> record.text().equals("quiet"))) {
                    linesWhenQuietCame.set(burstLines.get());
                    log.onRecords(batch);
                } else {
                    burstLines.addAndGet(batch.records().size());
                }
            }

            @Override
            public void onLoss(SourceId source) {}
        };
        follow(1, counting, Checkpoints.none(), spec("*.log"));

        byte[] megabyte = ("x".repeat(199) + '\n').repeat(5000).getBytes(StandardCharsets.UTF_8);
        Path burst = memory.resolve("burst");
        try (OutputStream out = Files.newOutputStream(burst)) {
            for (int i = 0; i < BURST_MEGABYTES; i++) {
                out.write(megabyte);
            }
        }
        Files.createSymbolicLink(directory.resolve("burst.log"), burst);
        await(() -> burstLines.get() > 0);
        long begun = System.nanoTime();
        write("quiet.log", "quiet\n");
        await(() -> linesWhenQuietCame.get() >= 0);
        long waited = log.batches().get(0).readNanos() - begun;

        assertThat(TimeUnit.NANOSECONDS.toMillis(waited)).isLessThan(200);
        assertThat(linesWhenQuietCame.get()).isLessThan(BURST_MEGABYTES * 5000L);
    }
}
