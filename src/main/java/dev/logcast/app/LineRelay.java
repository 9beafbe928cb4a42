package dev.logcast.app;

import dev.logcast.archive.Archive;
import dev.logcast.hub.Hub;
import dev.logcast.line.LineBatch;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Takes published lines to those who watch, and to the archive. */
@Singleton
public class LineRelay {
    private final Hub hub;
    private final Archive archive;

    @Inject
    LineRelay(Hub hub, Archive archive) {
        this.hub = hub;
        this.archive = archive;
    }

    void onLines(@Observes LineBatch batch) {
        hub.publish(batch);
        archive.append(batch);
    }
}
