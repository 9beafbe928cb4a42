package dev.logcast.archive.local;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Look;
import dev.logcast.archive.local.block.BlockDecoder;
import dev.logcast.archive.local.block.BlockHeader;
import dev.logcast.archive.local.block.BlockShare;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LossReason;
import dev.logcast.query.Evidence;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Needle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A search that takes out of blocks what a filter wants. Thread-safe. */
final class BlockSearch {
    private final LineFilter filter;
    private final OpenedBlocks blocks;
    private final Map<String, Needle> needles = new ConcurrentHashMap<>();

    BlockSearch(LineFilter filter, OpenedBlocks blocks) {
        this.filter = filter;
        this.blocks = blocks;
    }

    /** Looks through a block, from one sequence number to another. */
    Find open(Segment segment, int block, long from, long to, boolean forward) throws IOException {
        List<LineBatch> known = blocks.get(segment, block);
        if (known != null) {
            return in(known, from, to, forward);
        }
        BlockDecoder opened;
        try {
            opened = segment.open(block);
        } catch (DamagedException e) {
            return new Find(losses(segment, block, e.header(), from, to), null);
        }
        try {
            boolean lossy = opened.header().lossy();
            if (!lossy && filter.candidates(new Messages(opened)) == 0) {
                return Find.NOTHING;
            }
            List<LineBatch> batches = opened.batches();
            blocks.add(segment, block, batches);
            return in(batches, from, to, forward);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            segment.misunderstood(block);
            return new Find(losses(segment, block, opened.header(), from, to), null);
        }
    }

    /** Looks through batches, from one sequence number to another. */
    Find in(List<LineBatch> batches, long from, long to, boolean forward) {
        return new Find(List.of(), new Look(batches, filter, from, to, forward));
    }

    /**
     * What is there of what is wanted.
     *
     * @param losses lines that cannot be read, where none can
     * @param look through those that can; null where there are none
     */
    record Find(List<ArchiveEntry> losses, @Nullable Look look) {
        static final Find NOTHING = new Find(List.of(), null);

        boolean ended() {
            return look == null || look.ended();
        }

        /** What is found in the next moment. */
        List<ArchiveEntry> go() {
            return look == null ? losses : look.go();
        }
    }

    /** What a block says of the lines that cannot be read, where all of them are asked for; else only that they are missing. */
    private List<ArchiveEntry> losses(Segment segment, int block, @Nullable BlockHeader header, long from, long to) {
        long first = segment.first(block);
        long last = segment.last(block);
        if (header == null || header.lines() != last - first + 1 || from > first || to < last) {
            return List.of(new ArchiveEntry.Hole(Math.max(from, first), Math.min(to, last)));
        }
        List<ArchiveEntry> losses = new ArrayList<>();
        long sequence = first;
        for (BlockShare share : header.shares()) {
            int lines = Arrays.stream(share.counts()).sum();
            if (lines > 0 && filter.wants(share.source())) {
                int[] atLeast = new int[BlockShare.LEVELS - 1];
                int more = 0;
                for (int i = atLeast.length - 1; i >= 0; i--) {
                    more += share.counts()[i + 1];
                    atLeast[i] = more;
                }
                losses.add(new ArchiveEntry.Loss(
                        sequence,
                        LineBatch.loss(
                                share.source(),
                                sequence,
                                0,
                                LossReason.ARCHIVE_FAILED,
                                LevelCounts.of(lines, atLeast))));
            }
            sequence += lines;
        }
        return losses;
    }

    /** What can be seen of the messages of one block, all at once. */
    private final class Messages implements Evidence {
        private final BlockDecoder block;
        private @Nullable String messages;

        Messages(BlockDecoder block) {
            this.block = block;
        }

        /** Read when it is asked for: most filters ask for no text. */
        private String messages() {
            String read = messages;
            if (read == null) {
                read = block.messages();
                messages = read;
            }
            return read;
        }

        @Override
        public long text(String text) {
            // Of characters beyond ASCII some fold to others, of which the bytes are not alike.
            boolean told = ascii(text) && (text.chars().noneMatch(Messages::folded) || ascii(messages()));
            if (!told) {
                return ANY;
            }
            return needles.computeIfAbsent(text, wanted -> new Needle(wanted, false))
                            .in(messages())
                    ? ANY
                    : 0;
        }

        private static boolean ascii(String text) {
            int bits = 0;
            for (int i = 0; i < text.length(); i++) {
                bits |= text.charAt(i);
            }
            return bits < 0x80;
        }

        private static boolean folded(int c) {
            return c == 'k' || c == 'K' || c == 's' || c == 'S';
        }
    }
}
