package dev.logcast.history;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.TimeBudget;
import dev.logcast.line.Cursor;
import dev.logcast.line.CursorForm;
import dev.logcast.line.LineId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.SourceGlob;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Utf8Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A line with the lines of its source before and behind it.
 *
 * @param line the line's own cursor
 * @param page complete where it holds both the first and the last line of the source
 */
public record LineContext(Cursor line, Page page) {
    /** A time may be given with fewer digits than the line has. */
    private static final Duration NEAR = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofMillis(500);

    /**
     * Looks for a line: where its time is told, there at first; then from the newest line back.
     *
     * @param time of the line, more or less; null when it is not known
     * @param lines how many before and how many behind
     * @param byTime in the order of times, rather than of reading
     * @param budget for finding it
     * @return empty when it was not found in time, or is not there
     */
    public static Optional<LineContext> of(
            Archive archive,
            LineId id,
            @Nullable Instant time,
            int lines,
            boolean byTime,
            FrameEncoder encoder,
            String epoch,
            TimeBudget budget)
            throws IOException {
        LineFilter source = new LineFilter(List.of(new SourceGlob(id.source().value())), null);
        OptionalLong found = OptionalLong.empty();
        if (time != null) {
            found = find(archive, id, new Selection(source, time.minus(NEAR), time.plus(NEAR)), budget);
        }
        Selection all = new Selection(source, null, null);
        if (found.isEmpty()) {
            found = find(archive, id, all, budget);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long place = found.getAsLong();
        if (byTime) {
            return byTime(new TimePager(archive, all, encoder, epoch), place, lines, epoch);
        }
        Pager pager = new Pager(archive, all, encoder, epoch);
        Page before = pager.backward(
                new SequenceRange(Math.min(archive.oldest(), place), place), lines + 1, TimeBudget.of(PATIENCE));
        Page behind = pager.forward(new SequenceRange(place + 1, archive.newest()), lines, TimeBudget.of(PATIENCE));
        List<byte[]> elements = new ArrayList<>(before.elements());
        elements.addAll(behind.elements());
        boolean complete = before.complete() && behind.complete();
        return Optional.of(new LineContext(
                new Cursor(epoch, place), new Page(elements, before.before(), behind.after(), complete, null)));
    }

    private static Optional<LineContext> byTime(TimePager pager, long place, int lines, String epoch)
            throws IOException {
        OptionalLong line = OptionalLong.of(place);
        OptionalLong open = OptionalLong.empty();
        Optional<Page> behind = pager.page(line, open, true, lines, TimeBudget.of(PATIENCE));
        Optional<Page> before = pager.page(open, line, false, lines, TimeBudget.of(PATIENCE));
        Optional<byte[]> itself = pager.line(place);
        if (behind.isEmpty() || before.isEmpty() || itself.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> elements = new ArrayList<>(before.get().elements());
        elements.add(itself.get());
        elements.addAll(behind.get().elements());
        Cursor at = new Cursor(epoch, place);
        return Optional.of(new LineContext(
                at,
                new Page(
                        elements,
                        before.get().elements().isEmpty() ? at : before.get().before(),
                        behind.get().elements().isEmpty() ? at : behind.get().after(),
                        before.get().complete() && behind.get().complete(),
                        null)));
    }

    private static OptionalLong find(Archive archive, LineId id, Selection selection, TimeBudget budget)
            throws IOException {
        SequenceRange span = SequenceRange.of(archive, selection, OptionalLong.empty(), OptionalLong.empty());
        try (Scan scan = archive.backward(span.last() + 1, selection.lines())) {
            while (!budget.spent()) {
                ScanStep piece = scan.next();
                if (piece == null || piece.through() < span.first()) {
                    break;
                }
                for (ArchiveEntry entry : piece.entries()) {
                    if (entry instanceof ArchiveEntry.Line line
                            && line.line().id().equals(id)) {
                        return OptionalLong.of(line.sequence());
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Writes a page as a JSON object, with the line's cursor as {@code around}. */
    public void json(Utf8Buffer to, boolean descending, CursorForm cursors) {
        page.open(to, descending, cursors);
        to.ascii(",\"around\":\"").ascii(cursors.write(line)).ascii("\"}");
    }
}
