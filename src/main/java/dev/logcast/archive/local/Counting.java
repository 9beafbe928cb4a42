package dev.logcast.archive.local;

import dev.logcast.archive.Budget;
import dev.logcast.archive.Entry;
import dev.logcast.archive.Histogram;
import dev.logcast.line.LineBatch;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.util.List;

/** Counts lines over time: by what blocks say of themselves where that is enough, else by opening them. Not thread-safe. */
final class Counting {
    private final LineFilter filter;
    private final Histogram histogram;
    private final Budget budget;
    private final Opener opener;

    Counting(LineFilter filter, Histogram histogram, Budget budget) {
        this.filter = filter;
        this.histogram = histogram;
        this.budget = budget;
        this.opener = new Opener(filter);
    }

    /** From the newest on: where not all can be counted, those are. */
    void count(List<Segment> segments, List<LineBatch> waiting, List<String> sources) throws IOException {
        opener.entries(waiting, 1, Long.MAX_VALUE).forEach(this::add);
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
                            && overlaps(segment, block)) {
                        count(segment, block);
                    }
                }
            }
        }
    }

    private boolean overlaps(Segment segment, int block) {
        return segment.min(block) <= segment.max(block)
                && segment.max(block) >= histogram.from().toEpochMilli()
                && segment.min(block) < histogram.to().toEpochMilli();
    }

    private void count(Segment segment, int block) throws IOException {
        int first = histogram.bucket(segment.min(block));
        int last = histogram.bucket(segment.max(block));
        boolean told = filter.query() == null;
        boolean spent = budget.spent();
        if (told && (first == last || spent)) {
            BlockHeader header = segment.header(block);
            if (header != null) {
                for (Share share : header.shares()) {
                    if (filter.wants(share.source())) {
                        histogram.add(Math.max(first, Math.max(0, last)), wanted(share.counts()));
                    }
                }
            }
            if (first != last) {
                histogram.guess();
            }
        } else if (spent) {
            histogram.guess();
        } else {
            opener.open(segment, block, 1, Long.MAX_VALUE).forEach(this::add);
        }
    }

    /** The counts of wanted levels. */
    private int[] wanted(int[] counts) {
        if (filter.minimum() == null) {
            return counts;
        }
        int[] wanted = new int[counts.length];
        int from = Share.place(filter.minimum());
        System.arraycopy(counts, from, wanted, from, counts.length - from);
        return wanted;
    }

    private void add(Entry entry) {
        if (entry instanceof Entry.Line line) {
            histogram.add(BlockEncoder.millis(line.line().time()), line.line().level());
        }
    }
}
