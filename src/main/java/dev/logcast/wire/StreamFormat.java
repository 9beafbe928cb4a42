package dev.logcast.wire;

import dev.logcast.line.CursorForm;

/**
 * The format in which lines are written to a client.
 *
 * @param kind the media type
 * @param text whether an event carries the record's text in place of JSON
 * @param named whether an event carries its source's id as its name
 * @param prefixed whether a line of plain text says its source
 * @param coloured whether plain text is coloured by level
 * @param ansi whether records keep their own colours (SGR escapes) where they are otherwise without
 * @param cursors how places are written
 */
public record StreamFormat(
        Kind kind, boolean text, boolean named, boolean prefixed, boolean coloured, boolean ansi, CursorForm cursors) {
    /** A media type of streams. */
    public enum Kind {
        SSE("text/event-stream;charset=UTF-8"),
        NDJSON("application/x-ndjson;charset=UTF-8"),
        TEXT("text/plain;charset=UTF-8");

        private final String contentType;

        Kind(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }

        /** Whether it has no heartbeat. */
        public boolean silent() {
            return this == TEXT;
        }
    }

    public static StreamFormat sse(boolean text, boolean named) {
        return sse(text, named, false);
    }

    public static StreamFormat sse(boolean text, boolean named, boolean ansi) {
        return new StreamFormat(Kind.SSE, text, named, false, false, ansi && !text, CursorForm.PLAIN);
    }

    public static StreamFormat ndjson() {
        return ndjson(false);
    }

    public static StreamFormat ndjson(boolean ansi) {
        return new StreamFormat(Kind.NDJSON, false, false, false, false, ansi, CursorForm.PLAIN);
    }

    public static StreamFormat text(boolean prefixed, boolean coloured) {
        return text(prefixed, coloured, false);
    }

    public static StreamFormat text(boolean prefixed, boolean coloured, boolean ansi) {
        return new StreamFormat(Kind.TEXT, true, false, prefixed, coloured, ansi && !coloured, CursorForm.PLAIN);
    }

    /** The same with cursors of this form. */
    public StreamFormat with(CursorForm form) {
        return new StreamFormat(kind, text, named, prefixed, coloured, ansi, form);
    }

    /** @param epoch of the cursors that it writes */
    public FrameEncoder encoder(String epoch) {
        return switch (kind) {
            case SSE -> new SseEncoder(epoch, cursors, text, named, ansi);
            case NDJSON -> new NdjsonEncoder(epoch, cursors, ansi);
            case TEXT -> new TextEncoder(prefixed, coloured, ansi);
        };
    }
}
