package dev.logcast.pipeline;

import dev.logcast.line.Ascii;
import dev.logcast.line.JsonEscapes;
import dev.logcast.line.SourceId;
import dev.logcast.pipeline.mask.Masked;
import dev.logcast.pipeline.mask.RecordMasking;

/**
 * Masking of lines that will be stored and read again, and marks them, so that the pipeline knows that what it finds no more was there,
 * and has been counted. Thread-safe; the lines of a source come in their order.
 */
public final class PushMasking {
    private static final String DOCKER = "{\"log\":\"";

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
        // What a container runtime wrote around it stays as it is: the end of the line is said there.
        if (line.startsWith(DOCKER)) {
            int start = DOCKER.length();
            int quote = JsonEscapes.endOfString(line, start);
            String said = quote < 0 ? null : JsonEscapes.decoded(line, start, quote);
            return said == null ? maskedFrom(source, line, start) : maskedDocker(source, line, start, quote, said);
        }
        return maskedFrom(source, line, line.isEmpty() || !Ascii.isDigit(line.charAt(0)) ? 0 : criStart(line));
    }

    private String maskedFrom(SourceId source, String line, int start) {
        String text = JournalBytes.decode(line.substring(start));
        String masked = masked(source, text);
        return masked.equals(text) ? line : line.substring(0, start) + masked;
    }

    /** What is logged is looked at as it will be read, without the escapes that JSON has for it. */
    private String maskedDocker(SourceId source, String line, int start, int quote, String said) {
        int end = said.length();
        while (end > 0 && (said.charAt(end - 1) == '\n' || said.charAt(end - 1) == '\r')) {
            end--;
        }
        String text = JournalBytes.decode(said.substring(0, end));
        String masked = masked(source, text);
        return masked.equals(text)
                ? line
                : line.substring(0, start) + JsonEscapes.encoded(masked + said.substring(end)) + line.substring(quote);
    }

    private String masked(SourceId source, String text) {
        Masked masked = masking.mask(source, 0, Escapes.none(text));
        return masked.any() ? masked.masked(Escapes.coloursOnly(text), Escapes.GUARDED) : text;
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
