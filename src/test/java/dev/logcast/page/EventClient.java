package dev.logcast.page;

import dev.logcast.crash.Received;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Reads Server-Sent Events as a browser does, but for its pauses: whenever the stream ends it comes back at once. */
final class EventClient implements AutoCloseable {
    private static final int MILLIS_BETWEEN_ATTEMPTS = 20;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final Received received;
    private final Thread thread = new Thread(this::run, "event-client");
    private volatile boolean closed;
    private volatile int connections;
    private String lastEventId = "";

    private EventClient(URI uri, Received received) {
        this.uri = uri;
        this.received = received;
    }

    static EventClient open(URI uri, Received received) {
        EventClient client = new EventClient(uri, received);
        client.thread.setDaemon(true);
        client.thread.start();
        return client;
    }

    /** How often the server has accepted it. */
    int connections() {
        return connections;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                connect();
                Thread.sleep(MILLIS_BETWEEN_ATTEMPTS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread only
    private void connect() throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() == 200) {
                    connections++;
                    read(reader);
                }
            }
        } catch (IOException e) {
            // Broken, or nobody there yet.
        }
    }

    /** Until the stream ends; an event that is not followed by an empty line has not been received. */
    private void read(BufferedReader reader) throws IOException {
        String id = lastEventId;
        String type = "";
        String data = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("event: ")) {
                type = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            } else if (line.isEmpty()) {
                lastEventId = id;
                take(type, data);
                type = "";
                data = "";
            }
        }
    }

    private void take(String type, String data) {
        if (type.equals("logcast:gap")) {
            received.gap(data);
        } else if (!data.isEmpty() && !type.equals("logcast:live")) {
            received.line(data);
        }
    }
}
