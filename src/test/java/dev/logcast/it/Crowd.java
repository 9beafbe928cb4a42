package dev.logcast.it;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections that are read, by one thread, and not looked at beyond the status. */
final class Crowd implements Closeable {
    private static final String OK = "HTTP/1.1 200";
    private static final int RECEIVE_BUFFER = 8192;

    private final List<URI> uris;
    private final List<RawClient> clients = new ArrayList<>();
    private final List<Boolean> answered = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    /** @param uris what the clients read, in turn */
    Crowd(List<URI> uris, int size) throws IOException {
        this.uris = uris;
        for (int i = 0; i < size; i++) {
            clients.add(connect(i));
            answered.add(false);
        }
    }

    /** Closes one, whatever comes, and opens one in its place. */
    void replace(int i) throws IOException {
        clients.get(i).close();
        clients.set(i, connect(i));
        answered.set(i, false);
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
                answered.set(i, true);
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
