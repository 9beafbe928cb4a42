package dev.logcast.pipeline;

import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import java.time.Instant;
import java.time.InstantSource;

/** What happens to every record on its way to being a line. Thread-safe. */
public final class Pipeline {
    private final InstantSource clock;

    public Pipeline(InstantSource clock) {
        this.clock = clock;
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
        String message = Escapes.none(text);
        return new LogLine(
                new LineId(source, generation, offset),
                read,
                LevelDetector.of(message),
                message,
                message.equals(styled) ? message : styled,
                continues < 0 ? null : new LineId(source, generation, continues),
                cut);
    }
}
