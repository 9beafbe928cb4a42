package dev.logcast.it;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads a stream line by line until it is closed. */
final class StreamClient implements Closeable {
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<java.io.InputStream> response;
    private final List<String> lines = new ArrayList<>();
    private volatile boolean ended;

    private StreamClient(HttpResponse<java.io.InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "stream-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** @param headers names and values in turn */
    static StreamClient open(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new StreamClient(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    static HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> send(String method, URI uri) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<?> response() {
        return response;
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    boolean ended() {
        return ended;
    }

    /** Waits for a line, and returns it. */
    String await(Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int looked = 0;
        while (System.nanoTime() - deadline < 0) {
            synchronized (lines) {
                for (; looked < lines.size(); looked++) {
                    if (wanted.test(lines.get(looked))) {
                        return lines.get(looked);
                    }
                }
            }
            Thread.sleep(5);
        }
        throw new AssertionError("the line did not come, these did: " + lines());
    }

    String awaitContaining(String text) throws InterruptedException {
        return await(line -> line.contains(text));
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            // Closed, by whichever side.
        }
        ended = true;
    }
}
