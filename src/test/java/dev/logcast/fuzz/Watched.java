package dev.logcast.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A file that is written to all the while, and somebody who reads it: what the server is for. */
final class Watched implements Hostile.Known, AutoCloseable {
    private static final int MILLIS_BETWEEN_LINES = 20;
    private static final Pattern LINE =
            Pattern.compile("\\{\"id\":\"([^\"]+)\".*\"message\":\"watched ([0-9]+)\".*\"cursor\":\"([^\"]+)\".*}");

    private final URI uri;
    private final Path file;
    private final InputStream stream;
    private final List<String> ids = new ArrayList<>();
    private final List<String> cursors = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private volatile boolean closed;
    private volatile int written;

    private final Thread writer = new Thread(this::write, "writer");

    private Watched(URI uri, Path file) throws IOException {
        this.uri = uri;
        this.file = file;
        this.stream = uri.resolve("/logs/app/followed?format=ndjson").toURL().openStream();
        Thread reader = new Thread(this::read, "reader");
        reader.setDaemon(true);
        reader.start();
        writer.start();
    }

    static Watched start(URI uri, Path logs) throws IOException {
        Files.createDirectories(logs);
        for (String name : List.of("a", "b")) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                text.append("2026-11-23T10:0")
                        .append(i % 10)
                        .append(":00Z ")
                        .append(i % 7 == 0 ? "ERROR" : "INFO")
                        .append(" {\"status\":")
                        .append(200 + i % 400)
                        .append(",\"took_ms\":")
                        .append(i)
                        .append("} GET /items timeout\n");
            }
            text.append("a".repeat(900_000)).append('\n');
            Files.writeString(logs.resolve(name + ".log"), text);
        }
        return new Watched(uri, logs.resolve("followed.log"));
    }

    private void write() {
        try {
            for (int i = 0; !closed; i++) {
                Files.writeString(file, "watched " + i + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                written = i + 1;
                Thread.sleep(MILLIS_BETWEEN_LINES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
            throw new IOException("it ended");
        } catch (IOException e) {
            if (!closed) {
                synchronized (this) {
                    others.add("the stream broke: " + e);
                }
            }
        }
    }

    /** What else there is was pushed to the same source. */
    private synchronized void take(String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            ids.add(matcher.group(1));
            numbers.add(Integer.parseInt(matcher.group(2)));
            cursors.add(matcher.group(3));
        } else if (line.startsWith("{\"gap\"")) {
            others.add(line);
        }
    }

    /** Ends the writing. */
    void assertEveryLineOnce() throws InterruptedException {
        closed = true;
        writer.join();
        Await.await(() -> received() >= written);
        synchronized (this) {
            assertThat(others).isEmpty();
            assertThat(numbers).isEqualTo(IntStream.range(0, written).boxed().toList());
        }
    }

    private synchronized int received() {
        return numbers.size() + others.size();
    }

    String get(String path) throws IOException {
        try (InputStream in = uri.resolve(path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public synchronized String cursor(int number) {
        return cursors.isEmpty() ? "0-0" : cursors.get(number % cursors.size());
    }

    @Override
    public synchronized String line(int number) {
        return ids.isEmpty() ? "app/a@0:0" : ids.get(number % ids.size());
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stream.close();
    }
}
