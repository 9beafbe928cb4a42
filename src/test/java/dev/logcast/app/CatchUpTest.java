package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.ArchiveReport;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.line.Level;
import dev.logcast.query.LineFilter;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines that come while nothing can be stored, more of them than memory holds. */
@Timeout(120)
class CatchUpTest {
    private static final ArchiveSettings LITTLE_MEMORY =
            new ArchiveSettings(1_000_000_000, Duration.ofDays(7), 16_000, 1_000_000, 50_000);

    @TempDir
    private Path directory;

    private Path logs;
    private Path data;
    private Serverless serverless;
    private final List<String> written = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        logs = Files.createDirectory(directory.resolve("logs"));
        data = Files.createDirectory(directory.resolve("data"));
        SourceSpec spec = SourceSpec.of("app", logs + "/*.log").startingAt(StartPosition.BEGINNING);
        serverless = new Serverless(data, "run", spec, LITTLE_MEMORY, 1_000_000);
        serverless.start();
    }

    @AfterEach
    void stop() throws Exception {
        serverless.stop();
    }

    /** Where a directory ought to be: nothing can be stored below it. */
    private void block() throws IOException {
        Files.delete(data.resolve("archive"));
        Files.writeString(data.resolve("archive"), "");
    }

    private void unblock() throws IOException {
        Files.delete(data.resolve("archive"));
    }

    private void write(String file, int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            String line = "2026-11-26T10:00:00Z WARN " + file + " line " + written.size()
                    + " with some more words, so that it is not too short";
            written.add(line);
            text.append(line).append('\n');
        }
        Files.writeString(logs.resolve(file + ".log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Await.await(() -> serverless.archive().newest() >= written.size());
    }

    private ArchiveReport report() {
        return serverless.archive().report();
    }

    private List<ArchiveEntry> stored() throws IOException {
        List<ArchiveEntry> entries = new ArrayList<>();
        try (Scan scan = serverless.archive().forward(0, LineFilter.ALL)) {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                entries.addAll(piece.entries());
            }
        }
        return entries;
    }

    @Test
    void areReadAgainFromTheirFilesWhenTheyCanBeStored() throws IOException {
        block();
        for (int i = 0; i < 20; i++) {
            write("one", 500);
            write("two", 200);
        }
        Await.await(() -> report().state() == ArchiveReport.State.FAILING);
        write("one", 500);
        Await.await(() -> report().lagLines() < 3_000);
        unblock();
        Await.await(() -> report().state() == ArchiveReport.State.STORING && report().lagLines() == 0);

        List<ArchiveEntry> entries = stored();
        assertThat(report().lostLines()).isZero();
        assertThat(entries).allMatch(entry -> entry instanceof ArchiveEntry.Line);
        assertThat(entries)
                .extracting(entry -> ((ArchiveEntry.Line) entry).line().message())
                .containsExactlyElementsOf(written);
        assertThat(entries)
                .as("read as when they were published")
                .allMatch(entry -> ((ArchiveEntry.Line) entry).line().level() == Level.WARN);
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).sequence()).isEqualTo(i + 1L);
        }
    }

    @Test
    void areToldAsLostWithTheirCountWhereTheirFileIsGone() throws IOException {
        block();
        for (int i = 0; i < 20; i++) {
            write("one", 500);
        }
        Await.await(() -> report().state() == ArchiveReport.State.FAILING && report().lagLines() < 3_000);
        Files.write(logs.resolve("one.log"), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        Files.delete(logs.resolve("one.log"));
        unblock();
        Await.await(() -> report().state() == ArchiveReport.State.STORING && report().lagLines() == 0);

        long lines = 0;
        long lost = 0;
        for (ArchiveEntry entry : stored()) {
            if (entry instanceof ArchiveEntry.Loss loss && loss.batch().counted()) {
                assertThat(loss.batch().loss()).isEqualTo("archive-failed");
                lost += loss.batch().count(null);
            } else if (entry instanceof ArchiveEntry.Line) {
                lines++;
            }
        }
        assertThat(lost).isPositive().isEqualTo(report().lostLines());
        assertThat(lines + lost).isEqualTo(written.size());
    }
}
