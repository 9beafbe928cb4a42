package dev.logcast.line;

import java.util.Optional;

/** The form in which cursors are written for somebody, and read back. Thread-safe. */
public interface CursorForm {
    /** As they are: {@code 1kx3-18420}. */
    CursorForm PLAIN = new CursorForm() {
        @Override
        public String write(Cursor cursor) {
            return cursor.toString();
        }

        @Override
        public Optional<Cursor> read(String text) {
            return Cursor.parse(text);
        }
    };

    String write(Cursor cursor);

    /** The cursor that was written as this; empty for a text that is none in this form. */
    Optional<Cursor> read(String text);
}
