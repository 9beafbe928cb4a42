package dev.logcast.archive.local;

import dev.logcast.archive.local.block.BlockContent;
import dev.logcast.archive.local.block.BlockHeader;
import dev.logcast.archive.local.block.BlockShare;
import dev.logcast.archive.local.block.ByteReader;
import dev.logcast.archive.local.block.ByteWriter;
import dev.logcast.archive.local.block.Checksum;
import dev.logcast.line.Position;
import dev.logcast.line.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The knowledge when all blocks up to one are stored: how far files had been read, where the runs of the server ended, which sources there
 * are. A segment begins with it, and every block adds to it. Not thread-safe.
 */
final class ArchiveState {
    private static final int VERSION = 1;

    /** Of files that have long been rotated away nothing need be known any more. */
    private static final int MOST_FILES = 20_000;

    private static final int MOST_RUNS = 1000;

    private long through;
    private final Map<String, Long> runs = new LinkedHashMap<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private final Map<BlockContent, Long> offsets = new LinkedHashMap<>();
    private final Set<String> sources = new TreeSet<>();
    private List<String> listed = List.of();

    /** The same, which does not change with this one. */
    ArchiveState copy() {
        ArchiveState copy = new ArchiveState();
        copy.through = through;
        copy.runs.putAll(runs);
        copy.positions.putAll(positions);
        copy.offsets.putAll(offsets);
        copy.sources.addAll(sources);
        copy.listed = listed;
        return copy;
    }

    /** Sequence number of the last line stored. */
    long through() {
        return through;
    }

    List<Position> positions() {
        return List.copyOf(positions.values());
    }

    List<String> sources() {
        return listed;
    }

    /** Offset of the last line of a content; -1 without one. */
    long storedUpTo(SourceId source, long generation) {
        return offsets.getOrDefault(new BlockContent(source, generation), -1L);
    }

    /** Where a run ended, or is; empty for an unknown one. */
    OptionalLong end(String run) {
        Long end = runs.get(run);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    }

    /** A block has been stored behind all others. */
    void add(BlockHeader block) {
        through = block.lastSequence();
        put(runs, block.epoch(), through, MOST_RUNS);
        for (BlockShare share : block.shares()) {
            met(share.source());
            BlockContent content = new BlockContent(share.source(), share.generation());
            long before = offsets.getOrDefault(content, -1L);
            put(offsets, content, Math.max(before, share.lastOffset()), MOST_FILES);
        }
        block.positions().forEach(this::reached);
    }

    /** There is a source. */
    void met(SourceId source) {
        met(source.value());
    }

    private void met(String source) {
        if (sources.add(source)) {
            listed = List.copyOf(sources);
        }
    }

    /** Up to this line all have been stored, whatever became of them. */
    void passed(long sequence) {
        through = Math.max(through, sequence);
    }

    void reached(Position position) {
        put(positions, position.file(), position, MOST_FILES);
    }

    /** What was put last comes last; what comes first is forgotten. */
    private static <K, V> void put(Map<K, V> map, K key, V value, int most) {
        map.remove(key);
        map.put(key, value);
        if (map.size() > most) {
            Iterator<K> oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Writes it in place of what is there, all of it or nothing. */
    void write(Path path, Channels channels) throws IOException {
        ByteWriter out = new ByteWriter(4096);
        out.number(VERSION).number(through);
        out.number(runs.size());
        runs.forEach((run, end) -> out.text(run).number(end));
        out.number(positions.size());
        positions.values().forEach(position -> out.text(position.file()).text(position.written()));
        out.number(offsets.size());
        offsets.forEach((content, offset) ->
                out.text(content.source().value()).number(content.generation()).number(offset));
        out.number(sources.size());
        sources.forEach(out::text);
        out.fixed(Integer.toUnsignedLong(Checksum.of(out.array(), 0, out.length())));
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = channels.open(
                fresh,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
            ByteBuffer buffer = ByteBuffer.wrap(out.array(), 0, out.length());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * @return whether there is one, and it is whole
     * @throws LaterVersionException if a later version has written it
     */
    boolean read(Path path) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            return false;
        }
        int length = bytes.length - Long.BYTES;
        if (length < 0 || (int) new ByteReader(bytes, length, bytes.length).fixed() != Checksum.of(bytes, 0, length)) {
            return false;
        }
        try {
            ByteReader in = new ByteReader(bytes, 0, length);
            long version = in.number();
            if (version > VERSION) {
                throw new LaterVersionException(path, version);
            }
            read(in);
            return true;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return false;
        }
    }

    private void read(ByteReader in) {
        through = in.number();
        for (int i = in.count(); i > 0; i--) {
            runs.put(in.text(), in.number());
        }
        for (int i = in.count(); i > 0; i--) {
            reached(new Position(in.text(), in.text()));
        }
        for (int i = in.count(); i > 0; i--) {
            offsets.put(new BlockContent(new SourceId(in.text()), in.number()), in.number());
        }
        for (int i = in.count(); i > 0; i--) {
            sources.add(in.text());
        }
        listed = List.copyOf(sources);
    }

    /** It must not be touched. */
    static final class LaterVersionException extends IOException {
        private static final long serialVersionUID = 1;

        LaterVersionException(Path path, long version) {
            super(path + " was written by a later version of Logcast (format " + version + "), and is left as it is");
        }
    }
}
