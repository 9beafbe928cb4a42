package dev.logcast.fuzz;

import dev.logcast.fuzz.Description.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A request as it is sent.
 *
 * @param operation what it was made of
 * @param parameters names of those of the operation that it has
 * @param bytes of the head and the body
 * @param sound whether this is HTTP as it should be, so that Logcast itself has to answer, and in its own way
 * @param sent how many of the bytes are sent
 * @param millis how long the answer is read where it has no end, or how long the connection is left as it is
 */
@SuppressWarnings("ArrayRecordComponent") // nothing compares them
record Shot(
        Operation operation, Set<String> parameters, byte[] bytes, boolean sound, Manner manner, int sent, int millis) {
    private static final int MOST_SHOWN = 3000;

    enum Manner {
        /** All at once, and the answer is read. */
        WHOLE,
        /** In pieces. */
        PIECES,
        /** The connection is closed in the middle of the request. */
        DROPPED,
        /** It is reset in the middle of the request. */
        RESET,
        /** The connection is closed in the middle of the answer. */
        ABORTED,
        /** Nothing is read, nor the rest sent; the connection stays open for a while. */
        LEFT
    }

    boolean answered() {
        return manner == Manner.WHOLE || manner == Manner.PIECES;
    }

    /** So that it can be typed. */
    @Override
    public String toString() {
        String text = new String(bytes, 0, Math.min(bytes.length, MOST_SHOWN), StandardCharsets.ISO_8859_1);
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                shown.append(c == '\r' ? "\\r" : "\\n");
            } else if (c < ' ' || c > '~' || c == '\\') {
                shown.append(String.format("\\x%02x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return manner + (sound ? ", sound, " : ", not sound, ") + sent + " of " + bytes.length + " bytes: " + shown;
    }
}
