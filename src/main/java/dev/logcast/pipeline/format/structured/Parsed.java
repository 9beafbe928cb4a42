package dev.logcast.pipeline.format.structured;

import dev.logcast.line.Attributes;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.time.TimeScanner;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The fields that a format finds in one record; used again for the next one. Not thread-safe. */
public final class Parsed {
    private static final int NO_TIME = -1;

    public final TimeScanner time;
    public final Attributes.Builder attributes = new Attributes.Builder();
    public final FieldNames names = new FieldNames();

    @Nullable
    public Level level;

    /** Where the message begins that is the end of the record; 0 where it is the record, or no message is known. */
    public int msgAt;

    private long epochSecond;
    private int nanos;
    private int precision = NO_TIME;

    public Parsed(ZoneId zone) {
        this.time = new TimeScanner(zone);
    }

    public void clear() {
        attributes.clear();
        level = null;
        msgAt = 0;
        precision = NO_TIME;
    }

    public boolean timed() {
        return precision != NO_TIME;
    }

    /** Reads a stamp, and takes it for the time of the record unless one that says more has been found. */
    public boolean stamp(String text, int start) {
        if (!time.at(text, start)) {
            return false;
        }
        take();
        return true;
    }

    /** Takes the stamp that was last read for the time of the record unless one that says more has been found. */
    public void take() {
        offer(time.epochSecond(), time.nanos(), time.precision());
    }

    public void offer(long second, int nano, int precise) {
        if (precise > precision) {
            epochSecond = second;
            nanos = nano;
            precision = precise;
        }
    }

    @Nullable
    public Instant timeOrNull() {
        return timed() ? Instant.ofEpochSecond(epochSecond, nanos) : null;
    }

    /** Puts a part of the text, unless it is empty or {@code -}. */
    public void put(String name, String text, int start, int end) {
        if (end > start && !(end == start + 1 && text.charAt(start) == '-')) {
            attributes.put(name, text.substring(start, end));
        }
    }

    /** Puts a part of the text that may be a number; left out where it is none. */
    public void putNumber(String name, String text, int start, int end) {
        Object number = JsonNumbers.of(text, start, end);
        if (number != null) {
            attributes.put(name, number);
        }
    }
}
