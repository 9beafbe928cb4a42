package dev.logcast.archive.local;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Histogram;
import dev.logcast.archive.TimeBudget;
import dev.logcast.archive.local.block.BlockHeader;
import dev.logcast.archive.local.block.BlockShare;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LossReason;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.util.List;

/** A count of lines over time: by what blocks say of themselves where that is enough, else by opening them. Not thread-safe. */
final class HistogramScan {
    private final LineFilter filter;
    private final Histogram histogram;
    private final TimeBudget budget;
    private final BlockSearch opener;

    HistogramScan(LineFilter filter, OpenedBlocks blocks, Histogram histogram, TimeBudget budget) {
        this.filter = filter;
        this.histogram = histogram;
        this.budget = budget;
        this.opener = new BlockSearch(filter, blocks);
    }

    /** From the newest on: where not all can be counted, those are. */
    void count(List<Segment> segments, List<LineBatch> waiting, List<String> sources) throws IOException {
        add(opener.in(waiting, 1, Long.MAX_VALUE, true));
        // What is stored meanwhile has been waiting, and is counted already.
        long stored = waiting.isEmpty() ? Long.MAX_VALUE : waiting.get(0).firstSequence();
        for (int i = segments.size() - 1; i >= 0; i--) {
            Segment segment = segments.get(i);
            int size = segment.size();
            for (int group = size / IndexFile.GROUP; group >= 0; group--) {
                long candidates = segment.candidates(group, filter, sources);
                int from = group * IndexFile.GROUP;
                for (int block = Math.min(size, from + IndexFile.GROUP) - 1; block >= from; block--) {
                    if ((candidates >>> (block - from) & 1) != 0
                            && segment.first(block) < stored
                            && segment.min(block) <= segment.max(block)) {
                        count(segment, block);
                    }
                }
            }
        }
    }

    private void count(Segment segment, int block) throws IOException {
        long min = segment.min(block);
        long max = segment.max(block);
        int bucket = histogram.bucket(min, max);
        if (bucket == Histogram.NOWHERE) {
            return;
        }
        boolean spent = budget.spent();
        if (spent && bucket == Histogram.SEVERAL) {
            histogram.guess();
            // All in the step of the last where all have one; elsewhere nobody knows how many do.
            int last = histogram.bucket(max, max);
            bucket = histogram.bucket(min, min) >= 0 && last >= 0 ? last : Histogram.NOWHERE;
        }
        if (filter.query() != null || bucket == Histogram.SEVERAL) {
            if (spent) {
                histogram.guess();
            } else {
                add(opener.open(segment, block, 1, Long.MAX_VALUE, true));
            }
        } else if (bucket != Histogram.NOWHERE) {
            told(segment, block, bucket);
        }
    }

    private void told(Segment segment, int block, int bucket) throws IOException {
        BlockHeader header = segment.header(block);
        if (header == null) {
            histogram.guess();
            return;
        }
        for (BlockShare share : header.shares()) {
            if (filter.wants(share.source())) {
                histogram.add(bucket, wanted(share.counts()));
            }
        }
    }

    /** The counts of wanted levels. */
    private int[] wanted(int[] counts) {
        if (filter.minimum() == null) {
            return counts;
        }
        int[] wanted = new int[counts.length];
        int from = BlockShare.place(filter.minimum());
        System.arraycopy(counts, from, wanted, from, counts.length - from);
        return wanted;
    }

    /** As far as there is time: a block is long where much is asked of its lines. */
    private void add(BlockSearch.Find find) {
        do {
            find.go().forEach(this::add);
        } while (!find.ended() && !budget.spent());
        if (!find.ended()) {
            histogram.guess();
        }
    }

    private void add(ArchiveEntry entry) {
        if (entry instanceof ArchiveEntry.Line line) {
            histogram.add(line.line().time(), line.line().level());
        } else if (entry instanceof ArchiveEntry.Hole
                || (entry instanceof ArchiveEntry.Loss loss
                        && LossReason.ARCHIVE_FAILED.equals(loss.batch().loss()))) {
            histogram.guess();
        }
    }
}
