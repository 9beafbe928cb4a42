package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.duty.Faults;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.FileKey;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a log file, every line is read once, in order, and what is lost is told. Random operations from a seed
 * against the obvious model: the lines that were written, and those of them that were truncated before anybody looked.
 */
class FollowerModelTest {
    private static final int SEQUENCES = Boolean.getBoolean("logcast.soak") ? 10_000 : 1_000;
    private static final int OPERATIONS = 30;
    private static final long FIRST_MILLIS = 1_790_000_000_000L;

    /** Here a file system may give the inode of a deleted file to the next one, in memory it does not. */
    @TempDir
    private Path disk;

    /** Checkpoints are synchronised with the disk, which takes long anywhere but in memory. */
    @TempDir(factory = MemoryDirectory.class)
    private Path memory;

    @Test
    void everyLineIsReadOnceInOrderAndWhatIsLostIsTold() throws IOException {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Path logs = seed % 2 == 0 ? disk : memory;
            World world = new World(
                    seed,
                    Files.createDirectory(logs.resolve("logs" + seed)),
                    Files.createDirectory(memory.resolve("data" + seed)));
            try {
                world.run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", operations " + world.operations, e);
            } finally {
                world.close();
            }
        }
    }

    /** A directory with one log, its writer, and who follows it. */
    private static final class World implements RecordListener {
        private final Random random;
        private final Path directory;
        private final Path data;
        private final Path log;
        private final boolean copiesMatch;
        private final List<String> operations = new ArrayList<>();

        /** Whole lines in the order in which they were written. */
        private final List<String> written = new ArrayList<>();

        /** Lines that nobody could read any more: they may come, or be told to be lost, or neither when nobody had looked. */
        private final Set<String> taken = new HashSet<>();

        /** Lines that a look has shown the size of before they were taken. */
        private final Set<String> owed = new HashSet<>();

        /**
         * Lines whose size a look has shown in a file that was empty when it was opened, and how large it was. When it is truncated and
         * has grown to this size again before it is read, nothing tells it from a file that has only grown.
         */
        private final Set<String> blind = new HashSet<>();

        private long blindSize;

        /** Those of them that are owed, but have not been told yet. */
        private final Set<String> untold = new HashSet<>();

        /** How large the log was when it was looked at last; whether any byte of it has been read. */
        private long sizeSeen;

        private boolean touched;

        /** Files that were found since the last start. */
        private final Set<String> met = new HashSet<>();

        /** Lines in the log that no reading has covered, and those that no look has. */
        private final Set<String> unread = new LinkedHashSet<>();

        private final Set<String> unseen = new LinkedHashSet<>();

        private final Map<String, String> textById = new HashMap<>();
        private final Map<Long, Long> lastOffset = new HashMap<>();
        private final List<String> received = new ArrayList<>();
        private final Set<String> receivedOnce = new HashSet<>();
        private Follower follower;
        private Path lastRotated;
        private String unfinished = "";
        private int number;
        private int ticks;
        private int rotations;
        private int losses;

        /** Whether the file that is the log now has been found. */
        private boolean known;

        private int begun;
        private boolean restarted;

        World(long seed, Path directory, Path data) throws IOException {
            this.random = new Random(seed);
            this.directory = directory;
            this.data = data;
            this.copiesMatch = random.nextInt(3) == 0;
            this.log = directory.resolve("app.log");
            write(log, "");
            begin();
        }

        private void begin() throws IOException {
            begun++;
            met.clear();
            known = false;
            Checkpoints checkpoints = Checkpoints.in(data);
            checkpoints.restore();
            SourceSpec spec = new SourceSpec(
                    "app",
                    List.of(PathGlob.parse(
                            PathGlob.escape(directory.toString()) + "/app.log" + (copiesMatch ? "*" : ""))),
                    List.of(),
                    StartPosition.BEGINNING,
                    StandardCharsets.UTF_8,
                    Multiline.NONE,
                    Duration.ofHours(1),
                    1_000_000);
            follower = new Follower(
                    List.of(spec),
                    this,
                    InstantSource.system(),
                    checkpoints,
                    new Faults(Telemetry.NONE),
                    1 + random.nextInt(3));
            look();
        }

        void run() throws IOException {
            for (int i = 0; i < OPERATIONS; i++) {
                switch (random.nextInt(14)) {
                    case 0, 1, 2, 3 -> append();
                    case 4, 5 -> read();
                    case 6 -> look();
                    case 7 -> rename();
                    case 8 -> copyAndTruncate();
                    case 9 -> recreate();
                    case 10 -> appendLate();
                    case 11 -> link();
                    case 12 -> restart();
                    default -> crash();
                }
            }
            finishLine();
            for (int i = 0; i < 4; i++) {
                read();
            }
            check();
        }

        void close() {
            follower.close();
        }

        private void note(String operation) {
            operations.add(operation);
        }

        private void write(Path file, String text) throws IOException {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            touch(file);
        }

        /** Operations follow each other faster than a file system's clock ticks. */
        private void touch(Path file) throws IOException {
            Files.setLastModifiedTime(file, FileTime.fromMillis(FIRST_MILLIS + ++ticks * 10L));
        }

        private void append() throws IOException {
            note("append");
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                if (unfinished.isEmpty()) {
                    unfinished = "line " + ++number + " " + "x".repeat(random.nextInt(300));
                }
                int piece = random.nextInt(unfinished.length() + 1);
                write(log, unfinished.substring(0, piece));
                String rest = unfinished.substring(piece);
                if (rest.isEmpty() || random.nextInt(4) > 0) {
                    finish(rest);
                } else {
                    pending += unfinished.substring(0, piece);
                    unfinished = rest;
                    return;
                }
            }
        }

        /** What of the unfinished line is in the file. */
        private String pending = "";

        private void finish(String rest) throws IOException {
            write(log, rest + "\n");
            String line = pending + unfinished;
            pending = "";
            unfinished = "";
            written.add(line);
            unread.add(line);
            unseen.add(line);
        }

        private void finishLine() throws IOException {
            if (!unfinished.isEmpty()) {
                finish(unfinished);
            }
        }

        private void look() throws IOException {
            note("look");
            follower.look();
            looked();
        }

        private void looked() throws IOException {
            sizeSeen = Files.exists(log) ? Files.size(log) : 0;
            // A file is opened when it is found, and its beginning read; but when it has the inode of one whose
            // descriptor had
            // been let go, it cannot be told from that one before it is read.
            touched |= !known && met.add(inode()) && sizeSeen > 0;
            known = true;
            unseen.clear();
        }

        private String inode() throws IOException {
            return Files.exists(log)
                    ? FileKey.of(log, Files.readAttributes(log, BasicFileAttributes.class))
                            .file()
                    : "none";
        }

        private void read() throws IOException {
            note("read");
            follower.look();
            follower.readAll();
            looked();
            haveRead();
        }

        private void haveRead() throws IOException {
            touched = sizeSeen > 0;
            compareSizes();
            untold.clear();
            unread.clear();
        }

        private void compareSizes() throws IOException {
            if (Files.exists(log) && Files.size(log) < blindSize) {
                owed.addAll(blind);
                untold.addAll(blind);
            }
            blind.clear();
            blindSize = 0;
        }

        private void rename() throws IOException {
            if (Files.exists(log) && Files.size(log) > 0) {
                note("rename");
                finishLine();
                compareSizes();
                lastRotated = rotate(true);
                write(log, "");
                known = false;
                touched = false;
                // Found under its new name, or known by its descriptor: nothing is taken.
            }
        }

        private Path rotate(boolean move) throws IOException {
            Path rotated = directory.resolve("app.log." + ++rotations);
            if (move) {
                Files.move(log, rotated);
            } else {
                Files.copy(log, rotated);
                touch(rotated);
            }
            return rotated;
        }

        private void copyAndTruncate() throws IOException {
            if (Files.exists(log)) {
                note("copytruncate");
                finishLine();
                rotate(false);
                try (var channel = java.nio.channels.FileChannel.open(log, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
                touch(log);
                take();
            }
        }

        /** Deletes the log; what was not read is read by the descriptor if it was opened before. */
        private void recreate() throws IOException {
            if (Files.exists(log)) {
                note("recreate");
                finishLine();
                compareSizes();
                Files.delete(log);
                write(log, "");
                take();
                known = false;
            }
        }

        private void take() {
            taken.addAll(unread);
            unread.stream().filter(line -> !unseen.contains(line)).forEach(touched ? owed::add : blind::add);
            blindSize = Math.max(blindSize, touched ? 0 : sizeSeen);
            touched = false;
            unread.clear();
            unseen.clear();
        }

        private void appendLate() throws IOException {
            if (lastRotated != null && Files.exists(lastRotated) && random.nextBoolean()) {
                // Only a descriptor or a pattern still leads there.
                read();
                note("late");
                String line = "late " + ++number;
                write(lastRotated, line + "\n");
                read();
                lastRotated = null;
                if (receivedOnce.contains(line)) {
                    written.add(line);
                }
            }
        }

        private void link() throws IOException {
            if (Files.exists(log) && copiesMatch) {
                note("link");
                try (Stream<Path> links = Files.list(directory)) {
                    if (links.noneMatch(path -> path.endsWith("app.log.link"))) {
                        Files.createLink(directory.resolve("app.log.link"), log);
                    }
                }
            }
        }

        private void restart() throws IOException {
            note("restart");
            follower.stop(Duration.ofSeconds(5));
            follower.close();
            if (known) {
                looked();
                haveRead();
            }
            pauseWhileDown();
            begin();
        }

        private void crash() throws IOException {
            note("crash");
            restarted = true;
            // Of a file that was empty when it was opened, only the size was seen, which is not written down.
            blind.clear();
            blindSize = 0;
            owed.removeAll(untold);
            // Nobody says goodbye: what was not written down is gone.
            pauseWhileDown();
            begin();
        }

        private void pauseWhileDown() throws IOException {
            note("down");
            while (random.nextBoolean()) {
                append();
                switch (random.nextInt(8)) {
                    case 0, 1 -> rename();
                    case 2 -> copyAndTruncate();
                    case 3 -> recreate();
                    default -> {
                        // Only appended.
                    }
                }
            }
            note("up");
        }

        @Override
        public void onRecords(RecordBatch batch) {
            for (RawRecord record : batch.records()) {
                String id = Long.toHexString(batch.generation()) + ':' + record.offset();
                String before = textById.put(id, record.text());
                assertThat(before == null || before.equals(record.text()))
                        .as("id %s is \"%s\" and \"%s\"", id, before, record.text())
                        .isTrue();
                String[] words = record.text().split(" ", 3);
                note(words[0].charAt(0) + words[1] + '@' + id);
                if (before == null) {
                    long last = lastOffset.getOrDefault(batch.generation(), -1L);
                    assertThat(record.offset()).as("order within a content").isGreaterThan(last);
                    lastOffset.put(batch.generation(), record.offset());
                    received.add(record.text());
                } else {
                    assertThat(restarted)
                            .as("repeated without a crash: " + record.text())
                            .isTrue();
                }
                receivedOnce.add(record.text());
            }
        }

        @Override
        public void onLoss(SourceId source) {
            losses++;
        }

        private void check() {
            assertThat(received).as("no line has two ids").doesNotHaveDuplicates();
            List<String> missing = written.stream()
                    .filter(line -> !receivedOnce.contains(line))
                    .toList();
            assertThat(taken).as("missing, though nobody took them").containsAll(missing);
            if (missing.stream().anyMatch(owed::contains)) {
                assertThat(losses).as("losses told, missing " + missing).isPositive();
            }
            assertThat(received.stream().filter(line -> !line.startsWith("line ")))
                    .as("torn lines")
                    .allMatch(line -> line.startsWith("late ") || taken.contains(line) || isPieceOfTaken(line));
            if (begun > 1) {
                // What was rotated while nobody looked is read in the order of file times; of one content, order always
                // holds.
                return;
            }
            received.removeIf(taken::contains);
            List<String> inOrder = received.stream()
                    .filter(written::contains)
                    .filter(line -> line.startsWith("line "))
                    .toList();
            assertThat(inOrder)
                    .as("order")
                    .isEqualTo(written.stream()
                            .filter(inOrder::contains)
                            .filter(line -> line.startsWith("line "))
                            .toList());
        }

        private boolean isPieceOfTaken(String piece) {
            return taken.stream().anyMatch(line -> line.contains(piece));
        }
    }
}
