package dev.logcast.ingest;

import java.io.IOException;

/** Lines whose ends have not come take so much memory that another long one must wait. */
public final class NoRoomException extends IOException {
    NoRoomException() {
        super(
                "long lines of others whose ends have not come take all the memory there is for such; end lines sooner, or"
                        + " try again later");
    }
}
