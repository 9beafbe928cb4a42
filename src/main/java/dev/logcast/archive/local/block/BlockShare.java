package dev.logcast.archive.local.block;

import dev.logcast.line.Level;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * The share of a block that is of one content of a file.
 *
 * @param lastOffset of the last of its lines
 * @param counts its lines without a level, then those of each level
 */
@SuppressWarnings("ArrayRecordComponent") // filled while the block is, then never changed
public record BlockShare(SourceId source, long generation, long lastOffset, int[] counts) {
    public static final int LEVELS = Level.values().length + 1;

    @SuppressWarnings("EnumOrdinal") // levels are counted by their order
    public static int place(@Nullable Level level) {
        return level == null ? 0 : level.ordinal() + 1;
    }

    BlockShare with(LogLine line) {
        counts[place(line.level())]++;
        return new BlockShare(source, generation, line.id().offset(), counts);
    }

    void write(ByteWriter out) {
        out.text(source.value()).number(generation).number(lastOffset);
        for (int count : counts) {
            out.number(count);
        }
    }

    static BlockShare read(ByteReader in) {
        SourceId source = new SourceId(in.text());
        long generation = in.number();
        long lastOffset = in.number();
        int[] counts = new int[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            counts[i] = in.count();
        }
        return new BlockShare(source, generation, lastOffset, counts);
    }
}
