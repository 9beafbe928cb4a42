package dev.logcast.app;

import dev.logcast.archive.Archive;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.hub.Hub;
import dev.logcast.line.LineBatch;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The observer that takes published lines to those who watch, and to the archive. */
@Singleton
public class LineRelay {
    private final Hub hub;
    private final Archive archive;
    private final Faults faults;

    @Inject
    LineRelay(Hub hub, Archive archive, Faults faults) {
        this.hub = hub;
        this.archive = archive;
        this.faults = faults;
    }

    /** Neither waits for the other, nor suffers from its faults. */
    void onLines(@Observes LineBatch batch) {
        faults.guard(Part.PUBLISH, "those who watch", () -> hub.publish(batch));
        faults.guard(Part.PUBLISH, "the archive", () -> archive.append(batch));
    }
}
