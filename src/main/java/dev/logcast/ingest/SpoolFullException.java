package dev.logcast.ingest;

import java.io.IOException;

/** Neither disk nor memory is at its end, but what pushed lines may take of them. The message says which setting bounds it, and what to do. */
public final class SpoolFullException extends IOException {
    SpoolFullException(String message) {
        super(message);
    }
}
