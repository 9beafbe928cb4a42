package dev.logcast.pipeline;

import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.pipeline.mask.Masked;
import dev.logcast.pipeline.mask.RecordMasking;
import java.time.Instant;
import java.time.InstantSource;

/** What happens to every record on its way to being a line. Thread-safe. */
public final class Pipeline {
    private final InstantSource clock;
    private final RecordMasking masking;

    public Pipeline(InstantSource clock, RecordMasking masking) {
        this.clock = clock;
        this.masking = masking;
    }

    /** The text without terminal escapes. */
    public static String plain(String text) {
        return Escapes.none(text);
    }

    /** The time that records without one of their own get. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * @param continues offset of the record that this one is a late part of, or -1
     * @param read when it was read
     */
    public LogLine line(
            SourceId source, long generation, long offset, String text, long continues, boolean cut, Instant read) {
        String styled = Escapes.coloursOnly(text);
        String plain = plain(text);
        // Before anything else looks at it: what is secret is in no level, no field and no message.
        Masked masked = masking.mask(source, generation, plain);
        String message = masked.masked();
        return new LogLine(
                new LineId(source, generation, offset),
                read,
                LevelDetector.of(message),
                message,
                plain.equals(styled) ? message : masked.masked(styled),
                continues < 0 ? null : new LineId(source, generation, continues),
                cut,
                masked.any());
    }
}
