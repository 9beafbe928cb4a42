package dev.logcast.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of one file together that belong together. A record ends with the bytes that are there; it is held for a moment
 * only where it may well go on, and what comes later is a record of its own that says what it continues. Not thread-safe.
 */
final class RecordAssembler {
    private static final int MAX_LINES = 1000;
    private static final long HOLD_NANOS = 80_000_000;
    private static final long MOST_HELD_NANOS = 1_000_000_000;

    private final Joiner joiner;
    private final int maxRecordBytes;
    private List<RawRecord> records = new ArrayList<>();

    // The record that is being put together, if any.
    private @Nullable Line first;
    private @Nullable StringBuilder joined;
    private int lines;
    private long continues;
    private long begunNanos;
    private long addedNanos;

    /** Where the record begins that was handed on last, or the one it continues; -1 before the first. */
    private long last = -1;

    RecordAssembler(Joiner joiner, int maxRecordBytes) {
        this.joiner = joiner;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** Forgets where it was, for a content that begins anew; the record being put together must have been finished. */
    void restart() {
        joiner.restart();
        last = -1;
    }

    /** Records finished since the last call. */
    List<RawRecord> take() {
        List<RawRecord> taken = records;
        records = new ArrayList<>();
        return taken;
    }

    /** Where the record begins that is held; -1 when there is none. */
    long heldFrom() {
        return first == null ? -1 : first.offset();
    }

    void add(Line line, long now) {
        if (line.continues() >= 0) {
            finish();
            records.add(new RawRecord(line.offset(), line.text(), line.continues(), line.cut(), line.envelope()));
            last = line.continues();
            return;
        }
        boolean behindRecord = last >= 0 || first != null;
        boolean goesOn = joiner.continues(line.text()) && behindRecord;
        Line open = first;
        if (goesOn && open != null && lines < MAX_LINES && line.end() - open.offset() <= maxRecordBytes) {
            StringBuilder text = joined;
            if (text == null) {
                text = new StringBuilder(open.text());
                joined = text;
            }
            text.append('\n').append(line.text());
            lines++;
        } else {
            finish();
            first = line;
            lines = 1;
            begunNanos = now;
            continues = goesOn ? last : -1;
        }
        addedNanos = now;
    }

    /** Finishes the record at the end of what could be read, unless it may go on. */
    void pause() {
        if (first != null && !joiner.mayGoOn()) {
            finish();
        }
    }

    /** Finishes a record that has been held for long enough, also one to which lines are added all the time. */
    void expire(long now) {
        if (first != null && (now - addedNanos >= HOLD_NANOS || now - begunNanos >= MOST_HELD_NANOS)) {
            finish();
        }
    }

    void finish() {
        Line line = first;
        if (line == null) {
            return;
        }
        String text = joined == null ? line.text() : joined.toString();
        records.add(new RawRecord(line.offset(), text, continues, line.cut(), line.envelope()));
        last = continues < 0 ? line.offset() : continues;
        first = null;
        joined = null;
    }
}
