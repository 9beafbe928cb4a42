package dev.logcast.pipeline;

import dev.logcast.line.Ascii;
import dev.logcast.line.JsonEscapes;
import dev.logcast.line.SourceId;
import dev.logcast.pipeline.mask.Masked;
import dev.logcast.pipeline.mask.RecordMasking;

/**
 * Masks lines that will be stored and read again, and marks them, so that the pipeline knows that what it finds no more was there, and
 * has been counted. Thread-safe; the lines of a source come in their order.
 */
public final class PushMasking {
    private static final String DOCKER = "{\"log\":\"";
    private static final String LINE_FEED = "\\n";
    private static final String CARRIAGE_RETURN = "\\r";

    private final RecordMasking masking;

    /** @param masking that nobody else uses */
    public PushMasking(RecordMasking masking) {
        this.masking = masking;
    }

    /**
     * @param line without its end
     * @return the same object where there is nothing to hide
     */
    public String mask(SourceId source, String line) {
        int start = 0;
        int end = line.length();
        // What a container runtime wrote around it stays as it is: the end of the line is said there.
        if (line.startsWith(DOCKER)) {
            start = DOCKER.length();
            end = dockerEnd(line, start);
        } else if (end > 0 && Ascii.isDigit(line.charAt(0))) {
            start = criStart(line);
        }
        String text = JournalBytes.decode(line.substring(start, end));
        Masked masked = masking.mask(source, 0, Escapes.none(text));
        return masked.any()
                ? line.substring(0, start)
                        + masked.masked(Escapes.coloursOnly(text), Escapes.GUARDED)
                        + line.substring(end)
                : line;
    }

    /** Where a text in JSON ends, without the line end that it has itself. */
    private static int dockerEnd(String line, int start) {
        int quote = JsonEscapes.endOfString(line, start);
        int end = quote < 0 ? line.length() : quote;
        for (String escape : new String[] {LINE_FEED, CARRIAGE_RETURN}) {
            if (end - start >= 2 && line.startsWith(escape, end - 2) && !isEscaped(line, end - 2)) {
                end -= 2;
            }
        }
        return end;
    }

    /** Whether the backslash here is one that stands for itself. */
    private static boolean isEscaped(String line, int at) {
        int before = at;
        while (before > 0 && line.charAt(before - 1) == '\\') {
            before--;
        }
        return (at - before) % 2 == 1;
    }

    /** Where the text begins behind {@code <time> stdout F }; 0 where there is no such thing. */
    private static int criStart(String line) {
        int blank = line.indexOf(' ');
        if (blank < 0 || !(line.startsWith("stdout ", blank + 1) || line.startsWith("stderr ", blank + 1))) {
            return 0;
        }
        int flag = blank + 8;
        boolean flagged = line.startsWith("F", flag) || line.startsWith("P", flag);
        return flagged ? line.indexOf(' ', flag) + 1 : 0;
    }
}
