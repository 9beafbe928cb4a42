package dev.logcast.app;

import dev.logcast.hub.Hub;
import dev.logcast.line.LineBatch;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Takes published lines to the hub. */
@Singleton
public class LineRelay {
    private final Hub hub;

    @Inject
    LineRelay(Hub hub) {
        this.hub = hub;
    }

    void onLines(@Observes LineBatch batch) {
        hub.publish(batch);
    }
}
