package dev.logcast.wire;

import dev.logcast.line.Cursor;
import dev.logcast.line.CursorForm;
import org.jspecify.annotations.Nullable;

/** A writer of the cursors of one run of the server in the form of those who read them. Thread-safe. */
final class CursorWriter {
    private final String epoch;
    private final CursorForm form;

    /** What plain cursors begin with, so that a line's costs no object; null for another form. */
    private final @Nullable String prefix;

    CursorWriter(String epoch, CursorForm form) {
        this.epoch = epoch;
        this.form = form;
        this.prefix = form == CursorForm.PLAIN ? epoch + '-' : null;
    }

    Utf8Buffer write(Utf8Buffer to, long sequence) {
        return prefix == null
                ? write(to, new Cursor(epoch, sequence))
                : to.ascii(prefix).number(sequence);
    }

    Utf8Buffer write(Utf8Buffer to, Cursor cursor) {
        return to.ascii(form.write(cursor));
    }
}
