package dev.logcast.archive;

import dev.logcast.duty.Duty;
import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Position;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps every line, in the order in which they were published, and gives them back. Sequence numbers run on from one run of
 * the server to the next. What was appended is found at once. Thread-safe.
 */
public interface Archive extends Closeable {
    /**
     * Finds out what is there. Is called once, before all others.
     *
     * @throws IOException with a message for people: what is there must not be touched, such as a later version's
     */
    void open() throws IOException;

    /** Whether anything is kept at all. */
    default boolean keeps() {
        return true;
    }

    /** What the caller's threads run, each one of them: stores what is appended, until closed. */
    List<Duty> duties();

    /** Takes the next batch. Does not wait. */
    void append(LineBatch batch);

    /** Takes a position behind which no line of the file has been appended that was not there before. Does not wait. */
    void reached(Position position);

    /** Waits for as long as what is appended has to wait for being stored: who reads files asks before. */
    void awaitRoom() throws InterruptedException;

    /** How far files had been read when all that is stored was. */
    Collection<Position> positions();

    /**
     * The offset of the last line of a content that was stored in an earlier run; -1 if none was. What is read of it again up to there is
     * not to be appended.
     */
    long storedUpTo(SourceId source, long generation);

    /** Sequence number of the oldest line there is; that of the next line if there is none. */
    long oldest();

    /** Sequence number of the newest line there is, stored or not; 0 if there has never been one. */
    long newest();

    /** The sequence number behind which a reader goes on that stopped at a cursor of an earlier run; empty for one of no known run. */
    OptionalLong place(Cursor cursor);

    /** The sequence number before the first line that has this time or a later one; {@link #newest()} if none has. */
    long before(Instant time) throws IOException;

    /** The sequence number of the last line that has an earlier time; 0 if none has. */
    long lastBefore(Instant time) throws IOException;

    /** From the line behind a sequence number on. Ends where there is no line yet; may be asked again then. */
    Scan forward(long behind, LineFilter filter);

    /** From the line before a sequence number back. */
    Scan backward(long before, LineFilter filter);

    /**
     * Between which times nearly all lines lie that a filter wants, by some of them from all over the archive.
     *
     * @return null where there are none
     */
    @Nullable
    Extent extent(LineFilter filter, Instant now, TimeBudget budget) throws IOException;

    /** {@link #extent}, as it may have been some thousand lines ago: for those who ask again and again. */
    default @Nullable Extent recentExtent(LineFilter filter, Instant now, TimeBudget budget) throws IOException {
        return extent(filter, now, budget);
    }

    /** Counts the lines that a filter wants. */
    void count(LineFilter filter, Histogram histogram, TimeBudget budget) throws IOException;

    ArchiveReport report();

    /**
     * Deletes what is older, as far as it can be deleted without touching what is newer.
     *
     * @return how many segments were deleted
     */
    long delete(Instant before) throws IOException;

    /** Nothing will be appended any more: {@link #duties()} stores what waits, and returns. */
    @Override
    void close() throws IOException;

    /** Lets go of all files, when nobody stores or reads any more. */
    void release() throws IOException;
}
