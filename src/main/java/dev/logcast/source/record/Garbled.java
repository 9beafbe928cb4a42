package dev.logcast.source.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a line some of which are no text in the encoding of its file, unless more bytes come before them or behind. */
@SuppressWarnings("ArrayRecordComponent") // nothing compares them
record Garbled(byte[] bytes, TextEncoding encoding) {
    /** @return null where all of the bytes are text */
    static @Nullable Garbled of(byte[] bytes, TextEncoding encoding) {
        Garbled garbled = new Garbled(bytes, encoding);
        return garbled.malformed() == 0 ? null : garbled;
    }

    /** How many characters are none. */
    int malformed() {
        return encoding.malformed(bytes, 0, bytes.length, true);
    }

    /** Without what stands before this byte. */
    Garbled from(int start) {
        return new Garbled(Arrays.copyOfRange(bytes, start, bytes.length), encoding);
    }
}
