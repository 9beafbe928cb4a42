package dev.logcast.archive.local.block;

import dev.logcast.line.Attributes;
import dev.logcast.line.Level;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a block, opened: gives back the batches that {@link BlockEncoder} was given. Not thread-safe. */
public final class BlockDecoder {
    private static final Level[] LEVELS = Level.values();

    private final BlockHeader header;
    private final ByteReader batches;
    private final ByteReader lines;
    private final ByteReader messages;
    private final ByteReader styled;
    private final ByteReader values;
    private final ByteReader names;
    private final long unit;
    private final long[] lastOffsets;
    private long lastSecond;

    /** @throws IndexOutOfBoundsException if it is no body, as all reads do */
    public BlockDecoder(BlockHeader header, byte[] body, int length) {
        this.header = header;
        ByteReader in = new ByteReader(body, 0, length);
        this.batches = in.section();
        this.lines = in.section();
        this.messages = in.section();
        this.styled = in.section();
        this.names = in.section();
        this.values = in.section();
        this.unit = Math.max(1, batches.number());
        this.lastOffsets = new long[header.shares().size()];
    }

    public BlockHeader header() {
        return header;
    }

    /** All messages, end to end, one character for each byte of their UTF-8: to be searched quickly. */
    public String messages() {
        return new String(messages.array(), messages.at(), messages.left(), StandardCharsets.ISO_8859_1);
    }

    public List<LineBatch> batches() {
        List<String> known = new ArrayList<>();
        for (int i = names.count(); i > 0; i--) {
            known.add(names.text());
        }
        ValueReader reader = new ValueReader(known, values);
        List<LineBatch> decoded = new ArrayList<>();
        long sequence = header.firstSequence();
        for (int i = batches.count(); i > 0; i--) {
            int count = batches.count();
            LineBatch batch = count == 0 ? loss(sequence) : lines(sequence, count, reader);
            decoded.add(batch);
            sequence = batch.lastSequence() + 1;
        }
        return decoded;
    }

    private LineBatch loss(long sequence) {
        SourceId source = new SourceId(batches.text());
        String reason = batches.text();
        if (batches.number() == 0) {
            return LineBatch.loss(source, sequence, 0, reason);
        }
        int all = batches.count();
        int[] atLeast = new int[LEVELS.length];
        for (int i = 0; i < atLeast.length; i++) {
            atLeast[i] = batches.count();
        }
        return LineBatch.loss(source, sequence, 0, reason, LevelCounts.of(all, atLeast));
    }

    private LineBatch lines(long sequence, int count, ValueReader reader) {
        List<LogLine> decoded = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            decoded.add(line(reader));
        }
        return new LineBatch(decoded.get(0).id().source(), sequence, 0, decoded);
    }

    private LogLine line(ValueReader reader) {
        int flags = lines.next();
        int content = lines.count();
        BlockShare share = header.shares().get(content);
        long offset = lastOffsets[content] + lines.signed();
        lastOffsets[content] = offset;
        lastSecond += lines.signed();
        long nano = lines.number() * unit;
        String message = messages.text(lines.count());
        int msgAt = lines.count() - 1;
        String style = (flags & BlockEncoder.STYLED) == 0 ? message : styled.text(lines.count());
        LineId continues = (flags & BlockEncoder.CONTINUES) == 0
                ? null
                : new LineId(share.source(), lines.number(), offset + lines.signed());
        Attributes attributes = Attributes.NONE;
        if ((flags & BlockEncoder.VALUES) != 0) {
            lines.number();
            attributes = reader.read(message);
        }
        return new LogLine(
                new LineId(share.source(), share.generation(), offset),
                Instant.ofEpochSecond(lastSecond, nano),
                level(flags & 7),
                message,
                style,
                attributes,
                msgAt,
                continues,
                (flags & BlockEncoder.CUT) != 0,
                (flags & BlockEncoder.MASKED) != 0);
    }

    private static @Nullable Level level(int place) {
        return place == 0 ? null : LEVELS[place - 1];
    }
}
