package dev.logcast.demo;

import java.time.Instant;

/** Something that goes on for as long as it is told, and is written down. */
interface Story {
    /** Writes down all that begins up to now, and has not been told yet. Some of it may be written a little later. */
    void tell(Instant now);
}
