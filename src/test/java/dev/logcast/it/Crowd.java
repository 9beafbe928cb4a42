package dev.logcast.it;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Many connections that are read, by one thread, and not looked at beyond the status. */
final class Crowd implements Closeable {
    private static final String OK = "HTTP/1.1 200";
    private static final int RECEIVE_BUFFER = 8192;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Fewer than a server lets wait to be accepted. */
    private static final int AT_ONCE = 500;

    private final List<URI> uris;
    private final List<RawClient> clients = new ArrayList<>();
    private final BitSet answered = new BitSet();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    /**
     * Returns when each has an answer.
     *
     * @param uris what the clients read, in turn
     */
    Crowd(List<URI> uris, int size) throws IOException {
        this.uris = uris;
        for (int i = 0; i < size; i++) {
            clients.add(connect(i));
            if (i % AT_ONCE == 0) {
                awaitAnswers();
            }
        }
        awaitAnswers();
    }

    private void awaitAnswers() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (read(); answered.cardinality() < clients.size(); read()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(answered.cardinality() + " answers to " + clients.size() + " clients");
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    /** Closes one, whatever comes, and opens one in its place. */
    void replace(int i) throws IOException {
        clients.get(i).close();
        clients.set(i, connect(i));
        answered.clear(i);
    }

    /** Reads what has come for each, at most a buffer of it. */
    void read() throws IOException {
        for (int i = 0; i < clients.size(); i++) {
            int n = clients.get(i).poll(buffer.clear());
            if (n < 0) {
                throw new AssertionError("the server ended connection " + i);
            }
            if (n > 0 && !answered.get(i)) {
                String start = new String(buffer.array(), 0, Math.min(n, OK.length()), StandardCharsets.ISO_8859_1);
                if (!start.equals(OK)) {
                    throw new AssertionError(start);
                }
                answered.set(i);
            }
        }
    }

    private RawClient connect(int i) throws IOException {
        return new RawClient(uris.get(i % uris.size()), RECEIVE_BUFFER);
    }

    @Override
    public void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }
}
