package dev.logcast.archive;

import dev.logcast.duty.Duty;
import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Position;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An archive where nothing is to be kept: holds no line. */
public final class NoArchive implements Archive {
    private static final Scan NOTHING = new Scan() {
        @Override
        public @Nullable ScanStep next() {
            return null;
        }

        @Override
        public void close() {}
    };

    private volatile long newest;

    @Override
    public void open() {}

    @Override
    public boolean keeps() {
        return false;
    }

    @Override
    public List<Duty> duties() {
        return List.of();
    }

    @Override
    public void append(LineBatch batch) {
        newest = batch.lastSequence();
    }

    @Override
    public void reached(Position position) {}

    @Override
    public void awaitRoom() {}

    @Override
    public Collection<Position> positions() {
        return List.of();
    }

    @Override
    public long storedUpTo(SourceId source, long generation) {
        return -1;
    }

    @Override
    public long oldest() {
        return newest + 1;
    }

    @Override
    public long newest() {
        return newest;
    }

    @Override
    public OptionalLong place(Cursor cursor) {
        return OptionalLong.empty();
    }

    @Override
    public long before(Instant time) {
        return newest;
    }

    @Override
    public long lastBefore(Instant time) {
        return 0;
    }

    @Override
    public Scan forward(long behind, LineFilter filter) {
        return NOTHING;
    }

    @Override
    public Scan backward(long before, LineFilter filter) {
        return NOTHING;
    }

    @Override
    public @Nullable Extent extent(LineFilter filter, Instant now, TimeBudget budget) {
        return null;
    }

    @Override
    public void count(LineFilter filter, Histogram histogram, TimeBudget budget) {}

    @Override
    public ArchiveReport report() {
        return new ArchiveReport(ArchiveReport.State.NONE, null, 0, 0, 0, newest + 1, newest, null, 0, 0, 0);
    }

    @Override
    public long delete(Instant before) {
        return 0;
    }

    @Override
    public void close() {}

    @Override
    public void release() {}
}
