package dev.logcast.archive.local;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Extent;
import dev.logcast.archive.TimeBudget;
import dev.logcast.line.LineBatch;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some blocks that tell when lines were written: those with the earliest and with the latest times, which may be wrong, and others at even
 * distances from the first to the last, which show what most are like. Not thread-safe.
 */
final class Sample {
    private static final int OUTERMOST = 8;
    private static final int EVEN = 24;

    private final LineFilter filter;
    private final TimeBudget budget;
    private final BlockSearch opener;
    private final List<Instant> times = new ArrayList<>();

    private record Block(Segment segment, int index, long min, long max) {}

    Sample(LineFilter filter, OpenedBlocks blocks, TimeBudget budget) {
        this.filter = filter;
        this.budget = budget;
        this.opener = new BlockSearch(filter, blocks);
    }

    @Nullable
    Extent extent(List<Segment> segments, List<LineBatch> waiting, List<String> sources, Instant now)
            throws IOException {
        add(opener.in(waiting, 1, Long.MAX_VALUE, true));
        for (Block block : chosen(blocks(segments, sources))) {
            if (budget.spent() && !times.isEmpty()) {
                break;
            }
            add(opener.open(block.segment(), block.index(), 1, Long.MAX_VALUE, true));
        }
        return Extent.of(times, now);
    }

    private List<Block> blocks(List<Segment> segments, List<String> sources) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Segment segment : segments) {
            int size = segment.size();
            for (int from = 0; from < size; from += IndexFile.GROUP) {
                long candidates = segment.candidates(from / IndexFile.GROUP, filter, sources);
                for (int i = from; i < Math.min(size, from + IndexFile.GROUP); i++) {
                    if ((candidates >>> (i - from) & 1) != 0 && segment.min(i) <= segment.max(i)) {
                        blocks.add(new Block(segment, i, segment.min(i), segment.max(i)));
                    }
                }
            }
        }
        return blocks;
    }

    /** Those at even distances come first: where time is short they tell most. */
    private static Set<Block> chosen(List<Block> blocks) {
        Set<Block> chosen = new LinkedHashSet<>();
        for (int i = 0; i < EVEN && !blocks.isEmpty(); i++) {
            chosen.add(blocks.get((int) ((long) i * (blocks.size() - 1) / (EVEN - 1))));
        }
        blocks.stream()
                .sorted(Comparator.comparingLong(Block::min))
                .limit(OUTERMOST)
                .forEach(chosen::add);
        blocks.stream()
                .sorted(Comparator.comparingLong(Block::max).reversed())
                .limit(OUTERMOST)
                .forEach(chosen::add);
        return chosen;
    }

    private void add(BlockSearch.Find find) {
        do {
            find.go().forEach(this::add);
        } while (!find.ended() && !budget.spent());
    }

    private void add(ArchiveEntry entry) {
        if (entry instanceof ArchiveEntry.Line line) {
            times.add(line.line().time());
        }
    }
}
