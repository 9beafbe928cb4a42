package dev.logcast.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Streams that nobody watches, opened before the server says that it is ready: the code that a request runs through is loaded and compiled
 * when it is first needed, and a thousand clients that come in the first second would all wait for that. Each ends by itself at once.
 * Nothing depends on their success.
 */
final class WarmUp {
    /** Not ready while this is true. */
    static final String PROPERTY = "logcast.warming-up";

    private static final int STREAMS = 500;
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int CLIENTS = 8;
    private static final int PATIENCE_MILLIS = 1000;

    /** What was before anything was logged: nothing is read from the archive for it. */
    private static final String RANGE = "since=1970-01-01T00:00:00Z&until=1970-01-01T00:00:01Z";

    private final InetSocketAddress server;
    private final byte[] request;
    private final AtomicInteger left = new AtomicInteger(STREAMS);
    private final long deadline = System.nanoTime() + LONGEST.toNanos();

    WarmUp(Port port) {
        InetAddress address = port.address();
        this.server = new InetSocketAddress(
                address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port.number());
        this.request = ("GET /logs?" + RANGE + " HTTP/1.1\r\nHost: localhost:" + port.number()
                        + "\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns when it is done, after two seconds at most. */
    void run() throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(this::open, "warm-up");
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
        for (Thread client : clients) {
            // Not 0, which is for ever.
            client.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
    }

    private void open() {
        byte[] answer = new byte[4096];
        try {
            while (left.getAndDecrement() > 0 && System.nanoTime() - deadline < 0) {
                try (Socket socket = new Socket()) {
                    socket.setSoTimeout(PATIENCE_MILLIS);
                    socket.connect(server, PATIENCE_MILLIS);
                    socket.getOutputStream().write(request);
                    InputStream in = socket.getInputStream();
                    while (in.read(answer) >= 0) {
                        // Until the server ends it.
                    }
                }
            }
        } catch (IOException e) {
            // The first client that means it finds out.
        }
    }
}
