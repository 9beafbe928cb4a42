package dev.logcast.archive.local;

import dev.logcast.archive.local.block.BlockDecoder;
import dev.logcast.archive.local.block.BlockEncoder;
import dev.logcast.archive.local.block.BlockHeader;
import dev.logcast.archive.local.block.BlockShare;
import dev.logcast.archive.local.block.ByteWriter;
import dev.logcast.archive.local.block.Grams;
import dev.logcast.line.Level;
import dev.logcast.line.ServerLog;
import dev.logcast.query.Evidence;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Operator;
import dev.logcast.query.SourceGlob;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the archive: blocks, their index, and the state that it began with. It is deleted as a whole. What it holds is found
 * out when it is first asked for. Thread-safe; one thread at a time appends.
 */
final class Segment implements Closeable {
    private static final System.Logger LOG = ServerLog.of(Segment.class.getName());
    static final String BLOCKS = "blocks";
    static final String STATE = "state";
    private static final String INDEX = "index";
    private static final Level[] LEVELS = Level.values();

    private final Path directory;
    private final long firstSequence;
    private final BlockFile blocks;
    private final StoredFile indexed;
    private IndexFile index;
    private BlockTable table = new BlockTable();
    private final boolean writable;
    private final long stateBytes;
    private volatile boolean loaded;
    private boolean doubted;
    private volatile boolean closed;
    private final Set<Long> damaged = new HashSet<>();

    /** Grams of the blocks behind the last group; null of a block that cannot be opened. */
    private final List<long @Nullable []> open = new ArrayList<>();

    /** @param writable what is torn at the end is cut off, and more may be appended */
    Segment(Path directory, long firstSequence, boolean writable, Channels channels) throws IOException {
        this.directory = directory;
        this.firstSequence = firstSequence;
        this.writable = writable;
        Path state = directory.resolve(STATE);
        this.stateBytes = Files.exists(state) ? Files.size(state) : 0;
        this.indexed = index(directory.resolve(INDEX), channels);
        this.index = new IndexFile(indexed);
        try {
            this.blocks = new BlockFile(new StoredFile(directory.resolve(BLOCKS), writable, channels));
        } catch (IOException e) {
            indexed.close();
            throw e;
        }
    }

    /** For writing, because it may have to be made again; where nothing can be written, as it is. */
    private static StoredFile index(Path path, Channels channels) throws IOException {
        try {
            return new StoredFile(path, true, channels);
        } catch (IOException e) {
            if (Files.isReadable(path)) {
                return new StoredFile(path, false, channels);
            }
            throw e;
        }
    }

    Path directory() {
        return directory;
    }

    long firstSequence() {
        return firstSequence;
    }

    /** On disk, all files. */
    long bytes() throws IOException {
        return blocks.size() + indexed.size() + stateBytes;
    }

    /** Whether more may be appended. */
    boolean writable() {
        return writable;
    }

    /** Whether its files are still there. */
    boolean exists() {
        return Files.exists(directory.resolve(BLOCKS));
    }

    synchronized long damaged() {
        return damaged.size();
    }

    /** Whether it has been found out what it holds. */
    boolean loaded() {
        return loaded;
    }

    /** Whether it has been deleted. */
    boolean closed() {
        return closed;
    }

    /** Finds out what it holds, if nobody has. What the index does not tell, the blocks do. */
    synchronized void load() throws IOException {
        if (loaded || closed) {
            return;
        }
        table = new BlockTable();
        index = new IndexFile(indexed);
        open.clear();
        try {
            read();
            loaded = true;
        } catch (ClosedChannelException e) {
            if (!closed) {
                throw e;
            }
        } catch (IOException e) {
            if (writable) {
                throw e;
            }
            loaded = true;
            damaged(table.end());
        }
    }

    private void read() throws IOException {
        boolean broken = !index.read(table) || table.end() > blocks.size();
        if (broken) {
            if (table.end() > blocks.size()) {
                table = new BlockTable();
                index = new IndexFile(indexed);
            }
            cutIndex();
        }
        if (writable && index.sealed()) {
            table = new BlockTable();
            index = new IndexFile(indexed);
            index.truncate();
        }
        boolean again = broken || (!writable && table.end() < blocks.size());
        if (again) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The index {0} is missing or damaged, and is made again of {1} bytes.",
                    indexed.path(),
                    Long.toString(blocks.size() - table.end()));
        }
        recover();
        if (again) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The index {0} is whole again: {1} blocks.",
                    indexed.path(),
                    Integer.toString(table.size()));
        }
    }

    private void cutIndex() throws IOException {
        try {
            index.truncate();
        } catch (IOException e) {
            if (writable) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "What is damaged of an index cannot be cut off", e);
        }
    }

    private void recover() throws IOException {
        BlockEncoder encoder = new BlockEncoder();
        long offset = table.end();
        long size = blocks.size();
        while (offset < size) {
            BlockFile.Located block = blocks.locate(offset);
            boolean last = block == null || block.offset() + block.length() >= size;
            if (block == null) {
                long next = blocks.find(offset + 1);
                if (next < 0) {
                    cut(offset, size);
                    break;
                }
                damaged(offset);
                offset = next;
                continue;
            }
            long[] grams = null;
            try {
                BlockHeader header = block.header();
                encoder.encode(
                        header.epoch(),
                        blocks.open(block.offset(), block.length()).batches(),
                        header.positions());
                grams = encoder.grams().folded(Grams.BITS);
            } catch (DamagedException | IndexOutOfBoundsException | IllegalArgumentException e) {
                if (last) {
                    cut(offset, size);
                    break;
                }
                damaged(offset);
            }
            add(block, grams);
            offset = block.offset() + block.length();
        }
        if (!writable && !open.isEmpty()) {
            group();
        }
    }

    private void cut(long offset, long size) throws IOException {
        if (writable) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} ended in the middle of a block: the last {1} bytes are cut off, their lines are read again.",
                    directory.resolve(BLOCKS),
                    Long.toString(size - offset));
            blocks.truncate(offset);
        } else {
            damaged(offset);
        }
    }

    /** Reports a block that cannot be read. */
    synchronized void damaged(long offset) {
        if (damaged.add(offset) && damaged.size() == 1) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} is damaged at {1}: the lines of that block are lost, and told as missing. Where there are more"
                            + " such blocks, this is not said again.",
                    directory.resolve(BLOCKS),
                    Long.toString(offset));
        }
    }

    /** Appends a block; after a failure nothing has changed. */
    synchronized void append(BlockHeader header, ByteWriter body, Grams grams) throws IOException {
        long end = table.end();
        BlockFile.Located block;
        try {
            block = blocks.append(end, header, body);
        } catch (IOException e) {
            try {
                blocks.truncate(end);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
        add(block, grams.folded(Grams.BITS));
    }

    private void add(BlockFile.Located block, long @Nullable [] grams) throws IOException {
        table.add(block);
        open.add(grams);
        if (open.size() >= IndexFile.GROUP) {
            group();
        }
    }

    /** Writes the next group of the index. Where that fails, its blocks are looked at each time. */
    private void group() {
        try {
            blocks.force();
            int count = Math.min(IndexFile.GROUP, open.size());
            List<long[]> sets = new ArrayList<>();
            for (long @Nullable [] set : open.subList(0, count)) {
                sets.add(set == null ? full() : set);
            }
            index.add(table, table.size() - open.size(), sets);
            open.subList(0, count).clear();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A group of the index could not be written", e);
        }
    }

    private static long[] full() {
        long[] set = new long[1 << (Grams.BITS - 6)];
        Arrays.fill(set, -1L);
        return set;
    }

    /** Nothing will be appended any more. */
    synchronized void seal() throws IOException {
        while (!open.isEmpty()) {
            int before = open.size();
            group();
            if (open.size() == before) {
                break;
            }
        }
        force();
        index.force();
    }

    /** What was appended is on disk when this returns. */
    void force() throws IOException {
        blocks.force();
    }

    synchronized int size() throws IOException {
        load();
        return table.size();
    }

    /** Sequence number of its last line; 0 if it has none. */
    synchronized long last() throws IOException {
        load();
        return table.size() == 0 ? 0 : table.last(table.size() - 1);
    }

    synchronized int behind(long sequence) throws IOException {
        load();
        return table.behind(sequence);
    }

    /** The first block that holds a line of this time or a later one; {@link #size()} when there is none. */
    synchronized int reaching(long millis) throws IOException {
        load();
        int block = 0;
        while (block < table.size() && table.max(block) < millis) {
            block++;
        }
        return block;
    }

    synchronized long first(int block) {
        return table.first(block);
    }

    synchronized long last(int block) {
        return table.last(block);
    }

    synchronized long min(int block) {
        return table.min(block);
    }

    synchronized long max(int block) {
        return table.max(block);
    }

    /** What a block says of itself; null if that cannot be read. */
    @Nullable
    BlockHeader header(int block) throws IOException {
        long offset;
        synchronized (this) {
            offset = table.offset(block);
        }
        try {
            BlockFile.Located located = blocks.locate(offset);
            return located == null ? null : located.header();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            return null;
        }
    }

    /** @throws DamagedException if it is not what was written */
    BlockDecoder open(int block) throws IOException {
        long offset;
        int length;
        synchronized (this) {
            offset = table.offset(block);
            length = table.length(block);
        }
        try {
            return blocks.open(offset, length);
        } catch (DamagedException e) {
            damaged(offset);
            throw e;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            damaged(offset);
            throw new DamagedException(directory.resolve(BLOCKS), offset, null);
        }
    }

    /** Reports that it held more than there is. */
    synchronized void incomplete() {
        damaged(table.end());
    }

    /** Reports a block of which the body has the right checksum, and still cannot be understood. */
    synchronized void misunderstood(int block) {
        damaged(table.offset(block));
    }

    /** Which blocks of a group, of {@value IndexFile#GROUP} from a multiple of that on, may hold what a filter wants. */
    synchronized long candidates(int group, LineFilter filter, List<String> sources) throws IOException {
        load();
        int from = group * IndexFile.GROUP;
        int to = Math.min(table.size(), from + IndexFile.GROUP);
        Known known = new Known(group, from, to, sources);
        long lossy = 0;
        for (int i = from; i < to; i++) {
            lossy |= table.lossy(i) ? 1L << (i - from) : 0;
        }
        long there = to - from == Long.SIZE ? -1L : (1L << (to - from)) - 1;
        return (filter.candidates(known) | lossy) & there;
    }

    private void doubtful(IOException e) {
        if (!doubted && !closed) {
            doubted = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The index {0} cannot be relied on, more blocks than are needed are looked at: {1}",
                    indexed.path(),
                    e.toString());
        }
    }

    /** What the index tells of a group. Used under the segment's lock. */
    private final class Known implements Evidence {
        private final int group;
        private final int from;
        private final int to;
        private final List<String> sources;

        Known(int group, int from, int to, List<String> sources) {
            this.group = group;
            this.from = from;
            this.to = to;
            this.sources = sources;
        }

        @Override
        public long text(String text) {
            int[] slots = Grams.slots(text);
            if (slots.length == 0) {
                return ANY;
            }
            if (group < index.groups()) {
                try {
                    return index.blocks(group, slots);
                } catch (IOException e) {
                    doubtful(e);
                    return ANY;
                }
            }
            long found = 0;
            for (int i = from; i < to; i++) {
                long @Nullable [] set = open.get(i - (table.size() - open.size()));
                found |= set == null || has(set, slots) ? 1L << (i - from) : 0;
            }
            return found;
        }

        private static boolean has(long[] set, int[] slots) {
            for (int slot : slots) {
                if ((set[slot >>> 6] >>> slot & 1) == 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long value(String text) {
            return text(text);
        }

        @Override
        public long source(SourceGlob glob) {
            if (glob.literal()) {
                return text(BlockEncoder.sourceMark(glob.pattern()));
            }
            long found = 0;
            for (String source : sources) {
                if (glob.matches(source)) {
                    found |= text(BlockEncoder.sourceMark(source));
                }
            }
            return found;
        }

        @Override
        public long level(Operator operator, Level level) {
            int wanted = 0;
            for (Level each : LEVELS) {
                wanted |= operator.holds(each.compareTo(level)) ? 1 << BlockShare.place(each) : 0;
            }
            long found = 0;
            for (int i = from; i < to; i++) {
                found |= (table.levels(i) & wanted) != 0 ? 1L << (i - from) : 0;
            }
            return found;
        }

        @Override
        public long since(Instant time) {
            long millis = BlockEncoder.millis(time);
            long found = 0;
            for (int i = from; i < to; i++) {
                found |= table.max(i) >= millis ? 1L << (i - from) : 0;
            }
            return found;
        }

        @Override
        public long until(Instant time) {
            long millis = BlockEncoder.millis(time);
            long found = 0;
            for (int i = from; i < to; i++) {
                found |= table.min(i) <= millis ? 1L << (i - from) : 0;
            }
            return found;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        blocks.close();
        indexed.close();
    }
}
