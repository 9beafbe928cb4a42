package dev.logcast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.app.ServerlessProcess;
import dev.logcast.archive.Entry;
import dev.logcast.archive.Piece;
import dev.logcast.archive.Scan;
import dev.logcast.archive.local.LocalArchive;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that archives busy logs, 20,000 lines/s in all, is killed at random moments, and started again at once: in the end the
 * archive holds every line exactly once, those of each content of a file in their order. (Of two files that a service writes to one
 * after the other, while one is renamed, each may be read first.)
 */
@Timeout(1200)
class ArchiveCrashTest {
    private static final int KILLS = Boolean.getBoolean("logcast.soak") ? 100 : 10;
    private static final int LINES_PER_SECOND_AND_FILE = 4000;
    private static final int MOST_MILLIS_UNTIL_KILL = 3000;
    private static final int CHECK_MILLIS = 200;
    private static final int PATIENCE_SECONDS = 60;

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);

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

    @Test
    void archiveHoldsEveryLineExactlyOnce() throws Exception {
        try {
            killUnderFlow();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ", the processes said: " + Files.readString(errors), e);
        }
    }

    private void killUnderFlow() throws Exception {
        BusyLogs busy = BusyLogs.start(logs, seed, LINES_PER_SECOND_AND_FILE);
        try (busy) {
            Thread.sleep(CHECK_MILLIS);
            for (int kill = 0; kill < KILLS; kill++) {
                start();
                Thread.sleep(random.nextInt(MOST_MILLIS_UNTIL_KILL));
                process.destroyForcibly().waitFor();
                if (kill == 1) {
                    // All files have been found.
                    busy.renameNowAndThen();
                }
            }
        }
        List<List<String>> stored = new ArrayList<>();
        for (int i = 0; i < PATIENCE_SECONDS; i++) {
            start();
            Thread.sleep(MOST_MILLIS_UNTIL_KILL);
            process.destroyForcibly().waitFor();
            stored = read();
            if (stored.stream().mapToInt(List::size).sum() >= busy.written()) {
                break;
            }
        }
        for (int file = 0; file < BusyLogs.FILES; file++) {
            int name = file;
            List<String> written = IntStream.range(0, busy.written(file))
                    .mapToObj(number -> BusyLogs.line(name, number))
                    .toList();
            assertSame(stored.get(file), written, file);
        }
        System.out.println("seed " + seed + ": " + KILLS + " kills, " + busy.written() + " lines, " + busy.renamed()
                + " renamings, " + count(data.resolve("archive")) + " segments");
    }

    private static void assertSame(List<String> stored, List<String> written, int file) {
        for (int i = 0; i < Math.min(stored.size(), written.size()); i++) {
            if (!stored.get(i).equals(written.get(i))) {
                assertThat(stored.subList(i, Math.min(stored.size(), i + 3)))
                        .as("file %d from line %d on, %d stored, %d written", file, i, stored.size(), written.size())
                        .isEqualTo(written.subList(i, Math.min(written.size(), i + 3)));
            }
        }
        assertThat(stored.size()).as("lines of file " + file).isEqualTo(written.size());
    }

    private static long count(Path path) throws IOException {
        try (var entries = Files.list(path)) {
            return entries.count();
        }
    }

    /** The lines of each file that the archive holds, by their numbers. */
    private List<List<String>> read() throws IOException {
        List<List<String>> stored = new ArrayList<>();
        for (int file = 0; file < BusyLogs.FILES; file++) {
            stored.add(new ArrayList<>());
        }
        Map<Long, LineId> last = new HashMap<>();
        LocalArchive archive = ServerlessProcess.archive(data);
        archive.open();
        try (Scan scan = archive.forward(0, LineFilter.ALL)) {
            for (Piece piece = scan.next(); piece != null; piece = scan.next()) {
                for (Entry entry : piece.entries()) {
                    assertThat(entry).isInstanceOf(Entry.Line.class);
                    LogLine line = ((Entry.Line) entry).line();
                    LineId before = last.put(line.id().generation(), line.id());
                    if (before != null && before.offset() >= line.id().offset()) {
                        throw new AssertionError(line.id() + " comes behind " + before);
                    }
                    stored.get(line.message().charAt(0) - '0').add(line.message());
                }
            }
        }
        archive.release();
        stored.forEach(lines -> lines.sort(Comparator.comparing(ArchiveCrashTest::number)));
        return stored;
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(2, line.indexOf(' ', 2)));
    }

    private void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        ServerlessProcess.class.getName(),
                        logs.toString(),
                        data.toString(),
                        "local")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
    }
}
