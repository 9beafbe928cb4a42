package dev.logcast.api;

import dev.logcast.hub.Subscriber;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A client's stream as JAX-RS knows it. Lines reach it through the hub; {@link #send} is for the rare event that is no line,
 * whose data must be text.
 */
final class LineSink implements SseEventSink {
    private final Subscriber subscriber;

    LineSink(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    public boolean isClosed() {
        return subscriber.closed();
    }

    /** Hands the event to the hub, which writes it between two lines; never blocks. */
    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        if (isClosed()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the stream is closed"));
        }
        subscriber.send(encode(event));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        subscriber.close();
    }

    static byte[] encode(OutboundSseEvent event) {
        StringBuilder text = new StringBuilder();
        field(text, "", event.getComment());
        field(text, "id", event.getId());
        field(text, "event", event.getName());
        if (event.isReconnectDelaySet()) {
            field(text, "retry", Long.toString(event.getReconnectDelay()));
        }
        if (event.getData() != null) {
            field(text, "data", event.getData().toString());
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            value.lines()
                    .forEach(line -> text.append(name).append(": ").append(line).append('\n'));
        }
    }
}
