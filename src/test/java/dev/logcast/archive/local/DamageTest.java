package dev.logcast.archive.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logcast.Messages;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.ArchiveReport;
import dev.logcast.archive.MixedLogs;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.local.block.ByteWriter;
import dev.logcast.line.Level;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.Position;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Queries;
import dev.logcast.query.SourceGlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever becomes of the archive's files, while it is open or not: only lines of blocks that were hit are lost, they are told as missing,
 * no question fails, and it goes on being written.
 */
@Timeout(900)
class DamageTest {
    private static final int ROUNDS = Boolean.getBoolean("logcast.soak") ? 400 : 20;
    private static final int LINES = 6000;
    private static final int MORE_LINES = 300;
    private static final int LONGEST_GARBAGE = 30_000;
    private static final ArchiveSettings SMALL =
            new ArchiveSettings(1_000_000_000, Duration.ofDays(7), 4_000, 150_000, 1_000_000);

    private static final List<LineFilter> FILTERS = List.of(
            LineFilter.ALL.with(Queries.query("timeout")),
            LineFilter.ALL.with(Queries.query("\"order payment\" OR status:500")),
            LineFilter.ALL.with(Queries.query("refund -cache")),
            new LineFilter(List.of(), Level.ERROR),
            new LineFilter(List.of(new SourceGlob("*o*")), null));

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private Random random = new Random(seed);

    @TempDir
    private Path directory;

    private Path whole;
    private MixedLogs logs;
    private List<LogLine> all;

    /** A block of the archive as it was before. */
    private record Block(Path segment, long from, long to, long first, long last) {}

    private List<Block> blocks;

    @BeforeEach
    void store() throws IOException {
        whole = directory.resolve("whole");
        logs = new MixedLogs(seed, Instant.parse("2026-11-20T00:00:00Z"), 10);
        all = new ArrayList<>();
        try (RunningArchive running = new RunningArchive(whole, SMALL, "before")) {
            append(running, LINES);
        }
        blocks = blocks(whole);
        assertThat(blocks.stream().map(Block::segment).distinct().count()).isGreaterThan(2);
    }

    private void append(RunningArchive running, int lines) {
        for (int end = all.size() + lines; all.size() < end; ) {
            logs.goOnBehind(running.archive().newest());
            LineBatch batch = logs.batch(1 + random.nextInt(10));
            all.addAll(batch.lines());
            running.archive().append(batch);
            running.archive().reached(new Position(batch.source().value(), "up to " + all.size()));
        }
    }

    private static List<Path> segments(Path archive) throws IOException {
        try (Stream<Path> paths = Files.list(archive)) {
            return paths.sorted().toList();
        }
    }

    private static List<Block> blocks(Path archive) throws IOException {
        List<Block> found = new ArrayList<>();
        for (Path segment : segments(archive)) {
            Path path = segment.resolve("blocks");
            try (BlockFile file = new BlockFile(new StoredFile(path, false, Channels.SYSTEM))) {
                BlockFile.Located block = file.locate(0);
                while (block != null) {
                    long end = block.offset() + block.length();
                    found.add(new Block(
                            segment.getFileName(),
                            block.offset(),
                            end,
                            block.header().firstSequence(),
                            block.header().lastSequence()));
                    block = file.locate(end);
                }
            }
        }
        return found;
    }

    @Test
    void indexThatIsMissingIsMadeAgainAndThatIsSaid() throws IOException {
        Path index = segments(whole).get(0).resolve("index");
        Files.delete(index);
        assertThat(said()).hasSize(2).allMatch(text -> text.contains(index.toString()));
        assertThat(said()).isEmpty();
    }

    /** What is said of the segments when the archive is opened. */
    private List<String> said() throws IOException {
        try (Messages messages = Messages.of(Segment.class);
                RunningArchive running = new RunningArchive(whole, SMALL, "after")) {
            ArchiveReport report = running.archive().report();
            assertThat(report.indexed()).isEqualTo(report.segments());
            return messages.texts();
        }
    }

    @Test
    void onlyLinesOfBlocksThatWereHitAreLostAndTheyAreTold() throws IOException {
        Map<String, Integer> kinds = new TreeMap<>();
        List<LogLine> before = all;
        long lost = 0;
        for (int round = 0; round < ROUNDS; round++) {
            random = new Random(seed + round);
            all = new ArrayList<>(before);
            Path archive = directory.resolve("round-" + round);
            copy(whole, archive);
            boolean open = random.nextBoolean();
            Damage damage = new Damage(archive, open);
            try (Messages messages = Messages.of(Segment.class);
                    Messages others = Messages.of(Segments.class)) {
                lost += check(archive, damage, open);
                assertThat(messages.texts()).as("%s", damage).hasSizeLessThanOrEqualTo(8);
                assertThat(others.texts()).as("%s", damage).hasSizeLessThanOrEqualTo(8);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + (seed + round) + ", round " + round + ": " + damage, e);
            }
            kinds.merge(damage.kind, 1, Integer::sum);
            delete(archive);
        }
        System.out.println("seed " + seed + ": " + ROUNDS + " times damaged, " + kinds + ", " + lost + " lines lost");
    }

    private long check(Path archive, Damage damage, boolean open) throws IOException {
        BitSet missing;
        if (!open) {
            damage.happen();
        }
        try (RunningArchive running = new RunningArchive(archive, SMALL, "damaged")) {
            if (open) {
                Stored.read(running.archive(), LineFilter.ALL, all).assertAccountedFor(all.size());
                damage.happen();
            }
            long newest = running.archive().newest();
            if (newest < all.size()) {
                assertThat(damage.kind).startsWith("remove");
                all = new ArrayList<>(all.subList(0, (int) newest));
            }
            check(running, damage, all.size());
            append(running, MORE_LINES);
            if (damage.kind.startsWith("remove")) {
                // What is still open can be read until it is found to be gone.
                running.settle();
            }
            missing = check(running, damage, (int) newest);
            if (!missing.isEmpty() && damage.reported) {
                assertThat(running.archive().report().damagedBlocks()).isPositive();
            }
        }
        try (RunningArchive running = new RunningArchive(archive, SMALL, "after")) {
            assertThat(running.archive().newest()).isEqualTo(all.size());
            BitSet still = check(running, damage, all.size());
            assertThat(still.cardinality()).isGreaterThanOrEqualTo(missing.cardinality());
            append(running, MORE_LINES);
            check(running, damage, all.size());
        }
        return missing.cardinality();
    }

    /** @return what is missing */
    private BitSet check(RunningArchive running, Damage damage, int old) throws IOException {
        Stored stored = Stored.read(running.archive(), LineFilter.ALL, all).assertAccountedFor(all.size());
        BitSet unexpected = (BitSet) stored.missing().clone();
        unexpected.andNot(damage.hit);
        assertThat(unexpected).as("missing, of %d", old).isEqualTo(new BitSet());
        for (LineFilter filter : FILTERS) {
            BitSet wanted = new BitSet();
            stored.found().stream()
                    .filter(sequence -> filter.matches(all.get(sequence - 1)))
                    .forEach(wanted::set);
            assertThat(Stored.read(running.archive(), filter, all).found())
                    .as("%s", filter)
                    .isEqualTo(wanted);
        }
        BitSet backward = new BitSet();
        try (Scan scan = running.archive().backward(Long.MAX_VALUE, LineFilter.ALL)) {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                for (ArchiveEntry entry : piece.entries()) {
                    assertThat(entry).isNotInstanceOf(ArchiveEntry.Hole.class);
                    if (entry instanceof ArchiveEntry.Line) {
                        backward.set((int) entry.sequence());
                    }
                }
            }
        }
        assertThat(backward).as("backward").isEqualTo(stored.found());
        return stored.missing();
    }

    /** Something that happens to the files. */
    private final class Damage {
        private final Path archive;
        private final Path segment;
        private final boolean last;
        private final boolean open;
        private final String kind;

        /** Lines that may be lost by it. */
        private final BitSet hit = new BitSet();

        /** Whether it is told apart from what was never there. */
        private final boolean reported;

        private String where = "";

        Damage(Path archive, boolean open) throws IOException {
            this.archive = archive;
            this.open = open;
            List<Path> segments = segments(archive);
            int index = random.nextInt(3) == 0 ? segments.size() - 1 : random.nextInt(segments.size());
            this.segment = segments.get(index);
            this.last = index == segments.size() - 1;
            List<String> kinds = List.of(
                    "flip blocks",
                    "flip blocks",
                    "flip index",
                    "flip index",
                    "flip state",
                    "truncate blocks",
                    "truncate index",
                    "truncate state",
                    "garbage blocks",
                    "garbage index",
                    "garbage state",
                    "delete index",
                    "delete state",
                    "remove segment",
                    "remove archive");
            this.kind = kinds.get(random.nextInt(kinds.size()));
            this.reported = kind.startsWith("flip");
        }

        void happen() throws IOException {
            String what = kind.substring(kind.indexOf(' ') + 1);
            Path file = segment.resolve(what);
            switch (kind.substring(0, kind.indexOf(' '))) {
                case "flip" -> flip(file, 1 + random.nextInt(4));
                case "truncate" -> {
                    long size = random.nextInt((int) Files.size(file) + 1);
                    where = "to " + size;
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(size);
                    }
                    if (what.equals("blocks")) {
                        hit(size, Long.MAX_VALUE);
                    }
                }
                case "garbage" -> {
                    byte[] garbage = new byte[1 + random.nextInt(LONGEST_GARBAGE)];
                    random.nextBytes(garbage);
                    Files.write(file, garbage, StandardOpenOption.APPEND);
                }
                case "delete" -> Files.delete(file);
                default -> {
                    if (what.equals("archive")) {
                        hit.set(1, all.size() + 1);
                        delete(archive);
                    } else {
                        hit(0, Long.MAX_VALUE);
                        delete(segment);
                    }
                }
            }
        }

        private void flip(Path file, int bits) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                for (int i = 0; i < bits && channel.size() > 0; i++) {
                    long at = random.nextInt((int) channel.size());
                    ByteBuffer one = ByteBuffer.allocate(1);
                    channel.read(one, at);
                    one.put(0, (byte) (one.get(0) ^ 1 << random.nextInt(8)));
                    channel.write(one.flip(), at);
                    where += " at " + at;
                    if (file.endsWith("blocks")) {
                        hit(at, at + 1);
                    }
                }
            }
        }

        private void hit(long from, long to) {
            for (Block block : blocks) {
                if (block.segment().equals(segment.getFileName()) && block.from() < to && block.to() > from) {
                    hit.set((int) block.first(), (int) block.last() + 1);
                }
            }
        }

        @Override
        public String toString() {
            return kind + ' ' + where + (last ? " of the last segment" : " of a sealed segment")
                    + (open ? ", open" : ", closed") + ", hit " + hit;
        }
    }

    @Test
    void damageIsSaidOnceHoweverOftenItIsMet() throws IOException {
        Path first = segments(whole).get(0);
        List<Block> hit = blocks.stream()
                .filter(block -> block.segment().equals(first.getFileName()))
                .toList();
        try (FileChannel channel = FileChannel.open(first.resolve("blocks"), StandardOpenOption.WRITE)) {
            for (Block block : hit) {
                channel.write(ByteBuffer.wrap(new byte[] {0, 1, 2, 3}), block.to() - 5);
            }
        }
        try (Messages messages = Messages.of(Segment.class);
                RunningArchive running = new RunningArchive(whole, SMALL, "damaged")) {
            for (int i = 0; i < 50; i++) {
                Stored stored = Stored.read(running.archive(), LineFilter.ALL, all);
                assertThat(stored.missing().cardinality()).isEqualTo((int) hit.stream()
                        .mapToLong(block -> block.last() - block.first() + 1)
                        .sum());
                assertThat(stored.losses()).as("sources and levels are known").isNotEmpty();
            }
            assertThat(running.archive().report().damagedBlocks()).isEqualTo(hit.size());
            assertThat(messages.texts()).hasSize(1).allMatch(text -> text.contains("is damaged at"));
        }
    }

    @Test
    void whatWasReachedIsKnownWithoutTheStateToo() throws IOException {
        List<Position> positions;
        try (RunningArchive running = new RunningArchive(whole, SMALL, "one")) {
            append(running, 1);
            positions = List.copyOf(running.archive().positions());
        }
        List<Path> segments = segments(whole);
        Files.delete(segments.get(segments.size() - 1).resolve("state"));
        try (RunningArchive running = new RunningArchive(whole, SMALL, "two")) {
            assertThat(running.archive().newest()).isEqualTo(all.size());
            assertThat(running.archive().positions())
                    .extracting(Position::file)
                    .containsExactlyInAnyOrderElementsOf(
                            positions.stream().map(Position::file).toList());
            for (LogLine line : all) {
                assertThat(running.archive()
                                .storedUpTo(line.id().source(), line.id().generation()))
                        .isGreaterThanOrEqualTo(line.id().offset());
            }
        }
    }

    @Test
    void laterVersionIsRefusedAndNothingIsTouched() throws IOException {
        for (Path segment : List.of(
                segments(whole).get(0), segments(whole).get(segments(whole).size() - 1))) {
            Path archive = directory.resolve("later-" + segment.getFileName());
            copy(whole, archive);
            Files.delete(archive.resolve(segment.getFileName()).resolve("index"));
            ByteWriter out = new ByteWriter(100).number(2).text("nobody knows");
            CRC32C crc = new CRC32C();
            crc.update(out.array(), 0, out.length());
            Path state = archive.resolve(segment.getFileName()).resolve("state");
            Files.write(state, out.fixed(crc.getValue()).toBytes());
            Map<Path, List<Object>> before = snapshot(archive);
            assertThatThrownBy(() -> new RunningArchive(archive, SMALL, "earlier"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(state + " was written by a later version of Logcast (format 2), and is left as it is");
            assertThat(snapshot(archive)).isEqualTo(before);
        }
    }

    private static Map<Path, List<Object>> snapshot(Path archive) throws IOException {
        Map<Path, List<Object>> snapshot = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(archive)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                snapshot.put(
                        path,
                        List.of(
                                Files.getLastModifiedTime(path),
                                Files.isDirectory(path) ? "" : ByteBuffer.wrap(Files.readAllBytes(path))));
            }
        }
        return snapshot;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(path)) {
            paths = new ArrayList<>(walk.toList());
        }
        for (int i = paths.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(paths.get(i));
        }
    }
}
