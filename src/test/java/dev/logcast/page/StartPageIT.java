package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The uber-jar from its first second to its last one. */
class StartPageIT {
    private static final int STREAMS = 20;

    @TempDir
    private Path directory;

    @Test
    void portRefusesConnectionsWhenItDoesNotServeAndTheEndHasNoStackTrace() throws Exception {
        try (LogcastProcess server = LogcastProcess.start(directory);
                Statuses statuses = new Statuses(server)) {
            List<HttpURLConnection> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(open(server, "logs"));
                assertThat(streams.get(i).getResponseCode()).isEqualTo(200);
            }
            assertThat(server.stop()).isEqualTo(143);
            server.restart();
            int answered = statuses.answered();
            Await.await(() -> statuses.answered() > answered);
            assertThat(statuses.seen()).containsExactly(200);
            assertThat(server.log()).doesNotContain("\tat ").doesNotContain("Exception");
        }
    }

    @Test
    void secondStartIsRefusedInOneLineBeforeThereIsAServer() throws Exception {
        try (LogcastProcess server = LogcastProcess.start(directory)) {
            assertRefused(
                    server.command("--port", Integer.toString(server.uri().getPort())), "is taken by another Logcast");
            assertRefused(server.command("--port", "1"), "port 1 ", "data directory " + directory.resolve("data"));
        }
    }

    @Test
    void inputGoesToTheLogcastThatHasThePortAndThrough() throws Exception {
        try (LogcastProcess server = LogcastProcess.start(directory)) {
            Process process = server.command(
                            "--once",
                            "-",
                            "--port",
                            Integer.toString(server.uri().getPort()))
                    .start();
            process.getOutputStream().write("one\ntwo\n".getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().close();

            assertThat(process.getInputStream()).hasContent("one\ntwo");
            assertThat(process.waitFor()).isZero();
            HttpURLConnection history = open(server, "logs/stdin?tail=2&format=text&prefix=none");
            assertThat(new String(history.getInputStream().readNBytes(8), StandardCharsets.US_ASCII))
                    .isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void headsThatTheServerMistakesAreAnsweredAtOnce() throws Exception {
        try (LogcastProcess server = LogcastProcess.start(directory)) {
            for (String path :
                    List.of("/logs/%zz", "/logs/%", "/%4", "/logs/%25%zz", "/%zz?q=a", "/.", "/logs/..", "/logs/%2e")) {
                assertThat(head(server, "GET " + path + " HTTP/1.1\r\n")).startsWith("HTTP/1.1 400 ");
            }
            for (String host : List.of("", "localhost:x", "localhost:99999999", "[::1", "a b", "http://localhost/")) {
                assertThat(headFor(server, host, "GET /logs HTTP/1.1\r\n"))
                        .as(host)
                        .startsWith("HTTP/1.1 400 ");
            }
            for (String framing : List.of("Transfer-Encoding: xchunked", "Transfer-Encoding: identity")) {
                assertThat(head(server, "PUT /api/ingest/build HTTP/1.1\r\n" + framing + "\r\n"))
                        .as(framing)
                        .startsWith("HTTP/1.1 400 ");
            }
            // Nothing of the body has been sent yet, nor will it be.
            assertThat(head(
                            server,
                            "PUT /api/ingest/build HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n"))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(server.log()).doesNotContain("\tat ").doesNotContain("Exception");
        }
    }

    /** The first head that is answered to the head of a request. */
    private static String head(LogcastProcess server, String head) throws IOException {
        return headFor(server, "localhost", head);
    }

    private static String headFor(LogcastProcess server, String host, String head) throws IOException {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "Host: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                int read = socket.getInputStream().read();
                if (read < 0) {
                    break;
                }
                answer.append((char) read);
            }
            return answer.toString();
        }
    }

    private static void assertRefused(ProcessBuilder command, String... oneOf) throws Exception {
        Process process = command.start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said.lines()).singleElement().asString().startsWith("logcast: ");
        assertThat(oneOf).anySatisfy(words -> assertThat(said).contains(words));
    }

    private static HttpURLConnection open(LogcastProcess server, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.uri().resolve(path).toURL().openConnection();
        connection.setRequestProperty("Accept", "text/event-stream");
        return connection;
    }

    /** What a client that never ceases to connect is answered. */
    private static final class Statuses implements AutoCloseable {
        private final LogcastProcess server;
        private final Set<Integer> seen = new ConcurrentSkipListSet<>();
        private final Thread thread = new Thread(this::connect);
        private final AtomicInteger answered = new AtomicInteger();
        private volatile boolean closed;

        Statuses(LogcastProcess server) {
            this.server = server;
            thread.start();
        }

        Set<Integer> seen() {
            return seen;
        }

        int answered() {
            return answered.get();
        }

        private void connect() {
            while (!closed) {
                try {
                    HttpURLConnection connection = open(server, "logs?until=1s");
                    connection.setRequestProperty("Connection", "close");
                    seen.add(connection.getResponseCode());
                    connection.disconnect();
                    answered.incrementAndGet();
                } catch (IOException e) {
                    // Refused, or closed without an answer: an EventSource tries again.
                }
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
