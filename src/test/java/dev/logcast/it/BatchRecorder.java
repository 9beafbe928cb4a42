package dev.logcast.it;

import dev.logcast.line.LineBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Observes what the tailers publish. */
@ApplicationScoped
public class BatchRecorder {
    private final List<LineBatch> batches = new CopyOnWriteArrayList<>();

    void onLines(@Observes LineBatch batch) {
        batches.add(batch);
    }

    public List<LineBatch> batches() {
        return batches;
    }
}
