package dev.logcast.fuzz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of those who fire. For one thread; what is wrong it tells its {@link Complaints}. */
final class Client implements AutoCloseable {
    private static final int CONNECT_MILLIS = 20_000;

    /** The server is busy, and so may the machine be; what takes longer does not come at all. */
    private static final int PATIENCE_MILLIS = 90_000;

    /** What is broken may wait for its rest, and the server for the client. */
    private static final int PATIENCE_WITH_UNSOUND_MILLIS = 1500;

    private static final int SMALL_BUFFER = 4096;
    private static final int MOST_LEFT = 12;

    private final int port;
    private final Queue<Socket> left = new ArrayDeque<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int shots;

    /** Hears what is wrong. */
    interface Complaints {
        void add(String what, Shot shot, @Nullable Answer answer);
    }

    Client(int port) {
        this.port = port;
    }

    int shots() {
        return shots;
    }

    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /**
     * @return the answer, as far as there is one
     * @throws InterruptedException when it is to end
     */
    @Nullable
    Answer fire(Shot shot, Complaints complaints) throws InterruptedException {
        shots++;
        Socket socket = new Socket();
        boolean kept = false;
        Answer answer = null;
        try {
            if (!shot.answered()) {
                socket.setReceiveBufferSize(SMALL_BUFFER);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(shot.sound() ? PATIENCE_MILLIS : PATIENCE_WITH_UNSOUND_MILLIS);
            send(shot, socket.getOutputStream());
            switch (shot.manner()) {
                case WHOLE, PIECES -> answer = answer(shot, socket, complaints);
                case ABORTED -> {
                    socket.setSoTimeout(shot.millis());
                    socket.getInputStream().read(new byte[1 + shot.millis()]);
                }
                case RESET -> socket.setSoLinger(true, 0);
                case LEFT -> {
                    left.add(socket);
                    kept = true;
                }
                case DROPPED -> {}
            }
        } catch (IOException e) {
            // It hung up on us, as it may when it wants no more: what is due has been looked at.
            boolean refusedEarly = shot.manner() == Shot.Manner.PIECES || shot.bytes().length >= SMALL_BUFFER;
            if (shot.sound() && shot.answered() && (e instanceof SocketTimeoutException || !refusedEarly)) {
                complaints.add("no answer: " + e, shot, answer);
            }
        } catch (AssertionError | NumberFormatException e) {
            complaints.add(e.toString(), shot, answer);
        } finally {
            if (!kept) {
                close(socket);
            }
            if (left.size() > MOST_LEFT) {
                close(left.remove());
            }
        }
        return answer;
    }

    private static void send(Shot shot, OutputStream out) throws IOException, InterruptedException {
        int piece = shot.manner() == Shot.Manner.PIECES ? Math.max(1, shot.sent() / 7) : Math.max(1, shot.sent());
        for (int from = 0; from < shot.sent(); from += piece) {
            out.write(shot.bytes(), from, Math.min(piece, shot.sent() - from));
            out.flush();
            if (piece < shot.sent()) {
                Thread.sleep(shot.millis() / 20);
            }
        }
    }

    private @Nullable Answer answer(Shot shot, Socket socket, Complaints complaints) throws IOException {
        String sent = new String(shot.bytes(), 0, Math.min(8, shot.bytes().length), StandardCharsets.ISO_8859_1);
        String method = sent.substring(0, Math.max(0, sent.indexOf(' ')));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        in.mark(1);
        if (in.read() < 0) {
            if (shot.sound() && shot.bytes().length < SMALL_BUFFER) {
                complaints.add("closed without an answer", shot, null);
            }
            return null;
        }
        in.reset();
        Answer answer = Answer.read(socket, in, method, shot.millis());
        if (answer == null) {
            if (shot.sound()) {
                complaints.add("an answer that breaks off", shot, null);
            }
            return null;
        }
        statuses.merge(answer.status(), 1, Integer::sum);
        String complaint = answer.complaint(shot);
        if (complaint != null) {
            complaints.add(complaint, shot, answer);
        } else if (shot.sound() && answer.whole() && !answer.closes() && shot.millis() % 4 == 0) {
            follow(shot, socket, in, answer, complaints);
        }
        return answer;
    }

    /** The connection is still good for another request, or it has been closed. */
    private void follow(Shot shot, Socket socket, InputStream in, Answer first, Complaints complaints) {
        Answer second;
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("GET /health/live HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            second = Answer.read(socket, in, "GET", PATIENCE_MILLIS);
        } catch (IOException e) {
            return;
        }
        if (second != null && second.status() != 200) {
            complaints.add("the next request on this connection was answered with " + second, shot, first);
        }
    }

    @Override
    public void close() {
        left.forEach(Client::close);
        left.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Then it is no longer.
        }
    }
}
