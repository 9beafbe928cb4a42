package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.logcast.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandardInputTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream pushed = new ByteArrayOutputStream();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile String authorization = "";
    private int status = 200;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/ingest/stdin", exchange -> {
            authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (status == 200) {
                byte[] buffer = new byte[1000];
                for (int n = exchange.getRequestBody().read(buffer);
                        n >= 0;
                        n = exchange.getRequestBody().read(buffer)) {
                    pushed.write(buffer, 0, n);
                }
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private URI ingest() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/api/ingest/stdin");
    }

    @Test
    void passesThroughBeforeThereIsAServerAndSendsAllOfItLater() throws Exception {
        byte[] text = new byte[3_000_000];
        new Random(4711).nextBytes(text);
        StandardInput input = StandardInput.begin(new ByteArrayInputStream(text), out);
        Await.await(() -> out.size() == text.length);

        input.send(ingest(), Optional.of("secret"));

        assertThat(out.toByteArray()).isEqualTo(text);
        assertThat(pushed.toByteArray()).isEqualTo(text);
        assertThat(authorization).isEqualTo("Bearer secret");
    }

    @Test
    void lineIsSentAsSoonAsItIsThere() throws Exception {
        Future<?> sent;
        try (PipedOutputStream build = new PipedOutputStream()) {
            StandardInput input = StandardInput.begin(new PipedInputStream(build), out);
            sent = threads.submit(() -> {
                input.send(ingest(), Optional.empty());
                return null;
            });
            for (int i = 1; i <= 3; i++) {
                build.write("line\n".getBytes(StandardCharsets.US_ASCII));
                build.flush();
                int length = 5 * i;
                Await.await(() -> pushed.size() == length);
            }
        }
        assertThat(sent.get(15, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void serverThatRefusesDoesNotStopIt() throws Exception {
        status = 403;
        byte[] text = new byte[500_000];
        StandardInput input = StandardInput.begin(new ByteArrayInputStream(text), out);

        input.send(ingest(), Optional.empty());

        assertThat(out.size()).isEqualTo(text.length);
    }

    @Test
    void serverThatIsAwayDoesNotStopIt() throws Exception {
        URI away = ingest();
        server.stop(0);
        StandardInput input = StandardInput.begin(new ByteArrayInputStream(new byte[500_000]), out);

        input.send(away, Optional.empty());

        assertThat(out.size()).isEqualTo(500_000);
    }

    @Test
    void readerThatHasGoneDoesNotStopIt() throws Exception {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        StandardInput input = StandardInput.begin(new ByteArrayInputStream(new byte[500_000]), closed);

        input.send(ingest(), Optional.empty());

        assertThat(pushed.size()).isEqualTo(500_000);
    }

    @Test
    void withoutAServerAllOfItPassesThrough() throws Exception {
        StandardInput input = StandardInput.begin(new ByteArrayInputStream(new byte[500_000]), out);

        input.passThrough();

        assertThat(out.size()).isEqualTo(500_000);
    }
}
