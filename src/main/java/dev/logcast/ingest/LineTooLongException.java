package dev.logcast.ingest;

import java.io.IOException;

/** A pushed line did not end within the bytes that a line may have. */
public final class LineTooLongException extends IOException {
    LineTooLongException(long mostBytes) {
        super("a line must end within " + mostBytes + " bytes");
    }
}
