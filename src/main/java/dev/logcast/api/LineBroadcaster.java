package dev.logcast.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * All open streams as JAX-RS knows them, for events that go to everyone. The containers' own broadcasters block a thread for
 * each slow client or stop at the first; this one only hands over. Thread-safe.
 */
@ApplicationScoped
public class LineBroadcaster implements SseBroadcaster {
    private final Set<SseEventSink> sinks = ConcurrentHashMap.newKeySet();
    private final List<Consumer<SseEventSink>> closeListeners = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<SseEventSink, Throwable>> errorListeners = new CopyOnWriteArrayList<>();

    @Override
    public void register(SseEventSink sink) {
        sinks.add(sink);
    }

    /** Forgets a sink whose stream has ended. */
    void ended(SseEventSink sink) {
        if (sinks.remove(sink)) {
            closeListeners.forEach(listener -> listener.accept(sink));
        }
    }

    @Override
    public CompletionStage<?> broadcast(OutboundSseEvent event) {
        for (SseEventSink sink : sinks) {
            sink.send(event).whenComplete((done, failure) -> {
                if (failure != null) {
                    errorListeners.forEach(listener -> listener.accept(sink, failure));
                }
            });
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(BiConsumer<SseEventSink, Throwable> listener) {
        errorListeners.add(listener);
    }

    @Override
    public void onClose(Consumer<SseEventSink> listener) {
        closeListeners.add(listener);
    }

    @Override
    public void close() {
        close(true);
    }

    @Override
    public void close(boolean cascading) {
        if (cascading) {
            sinks.forEach(SseEventSink::close);
        }
        sinks.clear();
    }
}
