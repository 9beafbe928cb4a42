package dev.logcast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.app.ServerlessProcess;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.local.LocalArchive;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    @Test
    void archiveHoldsEveryLineExactlyOnce() throws Exception {
        try (Child child = new Child(directory)) {
            try {
                killUnderFlow(child);
            } catch (AssertionError e) {
                throw child.explained(seed, e);
            }
        }
    }

    private void killUnderFlow(Child child) throws Exception {
        BusyLogs busy = BusyLogs.start(child.logs(), seed, LINES_PER_SECOND_AND_FILE);
        try (busy) {
            Thread.sleep(CHECK_MILLIS);
            do {
                // What is renamed before it has been found is found by nobody.
                run(child, MOST_MILLIS_UNTIL_KILL);
            } while (read(child.data()).stream().anyMatch(List::isEmpty));
            busy.renameNowAndThen();
            for (int kill = 0; kill < KILLS; kill++) {
                run(child, random.nextInt(MOST_MILLIS_UNTIL_KILL));
            }
        }
        List<List<String>> stored = new ArrayList<>();
        for (int i = 0; i < PATIENCE_SECONDS; i++) {
            run(child, MOST_MILLIS_UNTIL_KILL);
            stored = read(child.data());
            if (stored.stream().mapToInt(List::size).sum() >= busy.written()) {
                break;
            }
        }
        for (int file = 0; file < BusyLogs.FILES; file++) {
            busy.assertAll(file, stored.get(file));
        }
        System.out.println("seed " + seed + ": " + KILLS + " kills, " + busy.written() + " lines, " + busy.renamed()
                + " renamings, " + count(child.data().resolve("archive")) + " segments");
    }

    private static void run(Child child, int millis) throws IOException, InterruptedException {
        child.start(ProcessBuilder.Redirect.DISCARD, "local");
        Thread.sleep(millis);
        child.kill();
    }

    private static long count(Path path) throws IOException {
        try (var entries = Files.list(path)) {
            return entries.count();
        }
    }

    /** The lines of each file that the archive holds. */
    private static List<List<String>> read(Path data) throws IOException {
        List<List<String>> stored = new ArrayList<>();
        for (int file = 0; file < BusyLogs.FILES; file++) {
            stored.add(new ArrayList<>());
        }
        Map<Long, LineId> last = new HashMap<>();
        LocalArchive archive = ServerlessProcess.archive(data);
        archive.open();
        try (Scan scan = archive.forward(0, LineFilter.ALL)) {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                for (ArchiveEntry entry : piece.entries()) {
                    assertThat(entry).isInstanceOf(ArchiveEntry.Line.class);
                    LogLine line = ((ArchiveEntry.Line) entry).line();
                    LineId before = last.put(line.id().generation(), line.id());
                    if (before != null && before.offset() >= line.id().offset()) {
                        throw new AssertionError(line.id() + " comes behind " + before);
                    }
                    stored.get(line.message().charAt(0) - '0').add(line.message());
                }
            }
        }
        archive.release();
        return stored;
    }
}
