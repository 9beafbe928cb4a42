package dev.logcast.history;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.wire.Gap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gaps between two lines: one for each source and reason, however often something was lost. Not thread-safe. */
final class GapCollector {
    private final LineFilter filter;
    private final String epoch;
    private final long oldest;
    private final Map<Kind, Gap> gaps = new LinkedHashMap<>();

    /** @param place of a hole, of which each is told; 0 for a loss */
    private record Kind(@Nullable SourceId source, String reason, long place) {}

    /**
     * @param filter lines that do not match are not missing
     * @param oldest number of the oldest line that is not deleted
     */
    GapCollector(LineFilter filter, String epoch, long oldest) {
        this.filter = filter;
        this.epoch = epoch;
        this.oldest = oldest;
    }

    /** @return whether lines are missing there that match, or may */
    boolean add(ArchiveEntry.Loss loss) {
        LineBatch batch = loss.batch();
        int missed = filter.missing(batch);
        if (missed == 0) {
            return false;
        }
        Cursor before = new Cursor(epoch, batch.firstSequence() - 1);
        Cursor last = new Cursor(epoch, batch.lastSequence());
        add(0, new Gap(String.valueOf(batch.loss()), batch.source(), missed, before, last));
        return true;
    }

    /** Nothing is known of some lines. */
    void addHole(long first, long last) {
        add(first, Gap.of(new ArchiveEntry.Hole(first, last), filter, oldest, epoch));
    }

    private void add(long place, Gap gap) {
        gaps.merge(new Kind(gap.source(), gap.reason(), place), gap, GapCollector::join);
    }

    private static Gap join(Gap one, Gap other) {
        long missed = one.missed() < 0 || other.missed() < 0 ? -1 : one.missed() + other.missed();
        Cursor from = first(one) <= first(other) ? one.from() : other.from();
        Cursor to = one.to().sequence() >= other.to().sequence() ? one.to() : other.to();
        return new Gap(one.reason(), one.source(), missed, from, to);
    }

    /** The number of the first line that a gap tells of. */
    static long first(Gap gap) {
        Cursor from = gap.from();
        return from == null ? gap.to().sequence() : from.sequence() + 1;
    }

    /** What was added since the last time, in its order. */
    List<Gap> take() {
        List<Gap> taken = gaps.values().stream()
                .sorted((one, other) ->
                        Long.compare(one.to().sequence(), other.to().sequence()))
                .toList();
        gaps.clear();
        return taken;
    }
}
