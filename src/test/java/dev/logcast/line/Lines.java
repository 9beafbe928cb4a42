package dev.logcast.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines for tests. */
public final class Lines {
    public static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

    private Lines() {}

    public static LogLine line(String source, long offset, @Nullable Level level, String message) {
        return new LogLine(
                new LineId(new SourceId(source), 0x3f2a, offset), TIME, level, message, message, null, false);
    }

    /** A batch whose lines are called after their sequence numbers. */
    public static LineBatch batch(String source, long firstSequence, int count, @Nullable Level level) {
        List<LogLine> lines = new ArrayList<>();
        for (long sequence = firstSequence; sequence < firstSequence + count; sequence++) {
            lines.add(line(source, sequence * 10, level, "line " + sequence));
        }
        return new LineBatch(new SourceId(source), firstSequence, 0, lines);
    }
}
