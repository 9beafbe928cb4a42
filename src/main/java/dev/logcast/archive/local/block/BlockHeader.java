package dev.logcast.archive.local.block;

import dev.logcast.line.Position;
import dev.logcast.line.SourceId;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a block: what is known without opening it.
 *
 * @param epoch of the run that published its lines
 * @param firstSequence sequence number of its first line
 * @param lastSequence of its last line, or of the last one missing there
 * @param minMillis the earliest time of a line, rounded down; later than {@code maxMillis} in a block without lines
 * @param maxMillis the latest time of a line, rounded down
 * @param lossy whether it tells of lines that are missing
 * @param shares of which files its lines are
 * @param positions how far files had been read when all up to this block was stored, as their readers write it down
 */
public record BlockHeader(
        String epoch,
        long firstSequence,
        long lastSequence,
        long minMillis,
        long maxMillis,
        boolean lossy,
        List<BlockShare> shares,
        List<Position> positions) {

    public BlockHeader {
        shares = List.copyOf(shares);
        positions = List.copyOf(positions);
    }

    public int lines() {
        int lines = 0;
        for (BlockShare share : shares) {
            for (int count : share.counts()) {
                lines += count;
            }
        }
        return lines;
    }

    /** A bit for each level that lines are of, the lowest for those without one. */
    public int levels() {
        int levels = 0;
        for (BlockShare share : shares) {
            for (int i = 0; i < BlockShare.LEVELS; i++) {
                levels |= share.counts()[i] > 0 ? 1 << i : 0;
            }
        }
        return levels;
    }

    public List<SourceId> sources() {
        return shares.stream().map(BlockShare::source).distinct().toList();
    }

    public void write(ByteWriter out) {
        out.text(epoch)
                .number(firstSequence)
                .number(lastSequence)
                .signed(minMillis)
                .signed(maxMillis)
                .put(lossy ? 1 : 0)
                .number(shares.size());
        shares.forEach(share -> share.write(out));
        out.number(positions.size());
        positions.forEach(position -> out.text(position.file()).text(position.written()));
    }

    public static BlockHeader read(ByteReader in) {
        String epoch = in.text();
        long firstSequence = in.number();
        long lastSequence = in.number();
        long minMillis = in.signed();
        long maxMillis = in.signed();
        boolean lossy = in.next() != 0;
        List<BlockShare> shares = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            shares.add(BlockShare.read(in));
        }
        List<Position> positions = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            positions.add(new Position(in.text(), in.text()));
        }
        return new BlockHeader(epoch, firstSequence, lastSequence, minMillis, maxMillis, lossy, shares, positions);
    }
}
