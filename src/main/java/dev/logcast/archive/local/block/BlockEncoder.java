package dev.logcast.archive.local.block;

import dev.logcast.line.Level;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An encoder of batches as the body of a block, column by column: what is alike stands together and compresses well, and the messages can
 * be searched without reading anything else. Not thread-safe.
 *
 * <p>Sections, each with its length before it: batches, what is short of each line, messages, styled texts, names, values.
 */
public final class BlockEncoder {
    static final int STYLED = 1 << 3;
    static final int CUT = 1 << 4;
    static final int MASKED = 1 << 5;
    static final int CONTINUES = 1 << 6;
    static final int VALUES = 1 << 7;

    private static final int FIRST_BYTES = 64 * 1024;
    private static final long MILLI = 1_000_000;

    /** A time beyond it counts as this when blocks are chosen by time. */
    private static final long FARTHEST_SECOND = Long.MAX_VALUE / 1000 - 1;

    private final ByteWriter batches = new ByteWriter(1024);
    private final ByteWriter lines = new ByteWriter(FIRST_BYTES);
    private final ByteWriter messages = new ByteWriter(FIRST_BYTES);
    private final ByteWriter styled = new ByteWriter(1024);
    private final ByteWriter names = new ByteWriter(1024);
    private final ByteWriter values = new ByteWriter(FIRST_BYTES);
    private final ByteWriter body = new ByteWriter(2 * FIRST_BYTES);
    private final Grams grams = new Grams();

    private final Map<BlockContent, Integer> contents = new LinkedHashMap<>();
    private final List<BlockShare> shares = new ArrayList<>();
    private final List<Long> lastOffsets = new ArrayList<>();
    private long lastSecond;
    private long unit;
    private boolean lossy;

    /** The bytes of the body, valid until the next block is encoded. */
    public ByteWriter body() {
        return body;
    }

    public Grams grams() {
        return grams;
    }

    /**
     * @param from consecutive batches, at least one
     * @param positions to be stored with them
     */
    public BlockHeader encode(String epoch, List<LineBatch> from, List<Position> positions) {
        clear();
        unit = unit(from);
        ValueWriter writer = new ValueWriter(values, grams::add);
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        batches.number(unit);
        batches.number(from.size());
        for (LineBatch batch : from) {
            if (batch.loss() != null) {
                loss(batch);
                continue;
            }
            batches.number(batch.lines().size());
            for (LogLine line : batch.lines()) {
                long millis = millis(line.time());
                min = Math.min(min, millis);
                max = Math.max(max, millis);
                line(line, writer);
            }
        }
        names.number(writer.nameCount());
        writer.names().forEach(names::text);
        contents.keySet()
                .forEach(content -> grams.add(sourceMark(content.source().value())));
        body.section(batches)
                .section(lines)
                .section(messages)
                .section(styled)
                .section(names)
                .section(values);
        return new BlockHeader(
                epoch,
                from.get(0).firstSequence(),
                from.get(from.size() - 1).lastSequence(),
                min,
                max,
                lossy,
                shares,
                positions);
    }

    /** Stands for a source among the texts of a block; no message holds one. */
    public static String sourceMark(String source) {
        return "\uFFFF\uFFFF\uFFFF" + source + "\uFFFF";
    }

    public static long millis(Instant time) {
        long seconds = Math.max(-FARTHEST_SECOND, Math.min(FARTHEST_SECOND, time.getEpochSecond()));
        return seconds * 1000 + time.getNano() / MILLI;
    }

    private void clear() {
        List.of(batches, lines, messages, styled, names, values, body).forEach(ByteWriter::clear);
        grams.clear();
        contents.clear();
        shares.clear();
        lastOffsets.clear();
        lastSecond = 0;
        lossy = false;
    }

    /** The longest time of which all are multiples, in nanoseconds. */
    private static long unit(List<LineBatch> from) {
        long unit = MILLI;
        for (LineBatch batch : from) {
            for (LogLine line : batch.lines()) {
                int nano = line.time().get(ChronoField.NANO_OF_SECOND);
                if (nano % unit != 0) {
                    unit = nano % 1000 == 0 ? 1000 : 1;
                }
            }
        }
        return unit;
    }

    private void loss(LineBatch batch) {
        lossy = true;
        grams.add(sourceMark(batch.source().value()));
        batches.number(0).text(batch.source().value()).text(String.valueOf(batch.loss()));
        batches.number(batch.counted() ? 1 : 0);
        if (batch.counted()) {
            LevelCounts missing = batch.counts();
            batches.number(missing.count(null));
            for (Level level : Level.values()) {
                batches.number(missing.count(level));
            }
        }
    }

    private void line(LogLine line, ValueWriter writer) {
        LineId id = line.id();
        int content = content(id);
        byte[] message = line.message().getBytes(StandardCharsets.UTF_8);
        boolean ascii = message.length == line.message().length();
        if (ascii) {
            grams.addAscii(message, 0, message.length);
        } else {
            grams.add(line.message());
        }
        boolean isStyled = !line.styled().equals(line.message());
        LineId continues = line.continues();
        int flags = BlockShare.place(line.level())
                | (isStyled ? STYLED : 0)
                | (line.cut() ? CUT : 0)
                | (line.masked() ? MASKED : 0)
                | (continues != null ? CONTINUES : 0)
                | (line.attributes().isEmpty() ? 0 : VALUES);
        lines.put(flags).number(content);
        lines.signed(id.offset() - lastOffsets.get(content));
        lastOffsets.set(content, id.offset());
        shares.set(content, shares.get(content).with(line));
        Instant time = line.time();
        lines.signed(time.getEpochSecond() - lastSecond).number(time.getNano() / unit);
        lastSecond = time.getEpochSecond();
        lines.number(message.length).number(line.msgAt() + 1L);
        messages.bytes(message, 0, message.length);
        if (isStyled) {
            byte[] text = line.styled().getBytes(StandardCharsets.UTF_8);
            lines.number(text.length);
            styled.bytes(text, 0, text.length);
        }
        if (continues != null) {
            lines.number(continues.generation()).signed(continues.offset() - id.offset());
        }
        if (!line.attributes().isEmpty()) {
            int before = values.length();
            writer.write(line.attributes(), line.message());
            lines.number(values.length() - before);
        }
    }

    private int content(LineId id) {
        BlockContent content = new BlockContent(id.source(), id.generation());
        Integer known = contents.get(content);
        if (known != null) {
            return known;
        }
        contents.put(content, shares.size());
        shares.add(new BlockShare(id.source(), id.generation(), -1, new int[BlockShare.LEVELS]));
        lastOffsets.add(0L);
        return shares.size() - 1;
    }
}
