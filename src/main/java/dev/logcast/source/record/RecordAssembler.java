package dev.logcast.source.record;

import dev.logcast.source.multiline.Joiner;
import dev.logcast.source.multiline.Joint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The assembly of one file's lines into the records that they belong to. A record ends with the bytes that are there; it is held for a
 * moment only where it may well go on, and what comes later is a record of its own that says what it continues. Not thread-safe.
 */
public final class RecordAssembler {
    private static final int MAX_LINES = 1000;
    private static final long HOLD_NANOS = 80_000_000;
    private static final long MOST_HELD_NANOS = 1_000_000_000;
    private static final long MOST_HELD_PATIENTLY_NANOS = 10_000_000_000L;

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

    /** Lines of which the next one tells whether they belong to the record; else each is one of its own. */
    private final List<Line> open = new ArrayList<>();

    /** Where the record begins that was handed on last, or the one it continues; -1 before the first. */
    private long last = -1;

    public RecordAssembler(Joiner joiner, int maxRecordBytes) {
        this.joiner = joiner;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** Forgets where it was, for a content that begins anew; the record being put together must have been finished. */
    public void restart() {
        joiner.restart();
        last = -1;
    }

    /** Records finished since the last call. */
    public List<RawRecord> take() {
        List<RawRecord> taken = records;
        records = new ArrayList<>();
        return taken;
    }

    /** Where the record begins that is held; -1 when there is none. */
    public long heldFrom() {
        Line begun = first;
        if (begun == null) {
            return open.isEmpty() ? -1 : open.get(0).offset();
        }
        return begun.offset();
    }

    public void add(Line line, long now) {
        if (line.continues() >= 0) {
            finish();
            records.add(new RawRecord(line.offset(), line.text(), line.continues(), line.cut(), line.envelope()));
            last = line.continues();
            return;
        }
        Joint joint = joiner.next(line.text());
        if (joint == Joint.DEPENDS) {
            begunNanos = heldFrom() < 0 ? now : begunNanos;
            open.add(line);
        } else if (joint == Joint.CONTINUES && (last >= 0 || first != null)) {
            open.forEach(each -> append(each, now));
            open.clear();
            append(line, now);
        } else {
            finish();
            begin(line, -1, now);
        }
        addedNanos = now;
    }

    private void append(Line line, long now) {
        Line begun = first;
        if (begun == null || lines >= MAX_LINES || line.end() - begun.offset() > maxRecordBytes) {
            finishRecord();
            begin(line, last, now);
            return;
        }
        StringBuilder text = joined;
        if (text == null) {
            text = new StringBuilder(begun.text());
            joined = text;
        }
        text.append('\n').append(line.text());
        lines++;
    }

    private void begin(Line line, long continued, long now) {
        first = line;
        lines = 1;
        begunNanos = now;
        continues = continued;
    }

    /** Finishes the record at the end of what could be read, unless it may go on. */
    public void pause() {
        if (heldFrom() >= 0 && !joiner.mayGoOn()) {
            finish();
        }
    }

    /** Finishes a record that has been held for long enough, also one to which lines are added all the time. */
    public void expire(long now) {
        long most = joiner.isPatient() ? MOST_HELD_PATIENTLY_NANOS : MOST_HELD_NANOS;
        if (heldFrom() >= 0 && (now - addedNanos >= HOLD_NANOS || now - begunNanos >= most)) {
            finish();
        }
    }

    public void finish() {
        finishRecord();
        open.forEach(each -> records.add(record(each, each.text(), -1)));
        open.clear();
    }

    private void finishRecord() {
        Line line = first;
        if (line == null) {
            return;
        }
        records.add(record(line, joined == null ? line.text() : joined.toString(), continues));
        last = continues < 0 ? line.offset() : continues;
        first = null;
        joined = null;
    }

    private static RawRecord record(Line line, String text, long continued) {
        return new RawRecord(line.offset(), text, continued, line.cut(), line.envelope());
    }
}
