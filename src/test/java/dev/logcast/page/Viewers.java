package dev.logcast.page;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ordinary clients of a stream of text whose lines are a number, one more each time, and the {@link System#nanoTime()} of their writing to the base of 36, which nobody takes for a card's number; all
 * of them are read by one thread. Thread-safe.
 */
final class Viewers implements Closeable {
    private static final Pattern LINE = Pattern.compile("(\\d+) at (\\w+)");
    private static final long OPEN_WITHIN_NANOS = Duration.ofSeconds(30).toNanos();

    private final Selector selector = Selector.open();
    private final List<Viewer> viewers = new ArrayList<>();
    private final Thread thread = new Thread(this::read, "viewers");
    private volatile boolean closed;

    // Guarded by this.
    private long[] delays = new long[1024];
    private int measured;
    private String wrong = "";

    Viewers(URI server, String target, int number) throws IOException, InterruptedException {
        for (int i = 0; i < number; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.write(ByteBuffer.wrap(
                    ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            Viewer viewer = new Viewer();
            channel.register(selector, SelectionKey.OP_READ, viewer);
            viewers.add(viewer);
        }
        thread.setDaemon(true);
        thread.start();
        long until = System.nanoTime() + OPEN_WITHIN_NANOS;
        while (!viewers.stream().allMatch(viewer -> viewer.open)) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("not all streams have been opened");
            }
            Thread.sleep(10);
        }
    }

    /** One that has read all there was so far. */
    private static final class Viewer {
        private final StringBuilder text = new StringBuilder();
        private volatile boolean open;
        private volatile int last;
    }

    /** The number of the last line that the first of them has. */
    int written() {
        return viewers.get(0).last;
    }

    synchronized void forgetDelays() {
        measured = 0;
    }

    /** The delay in ns that so many of a hundred have not exceeded. */
    synchronized long delay(int percent) {
        long[] sorted = Arrays.copyOf(delays, measured);
        Arrays.sort(sorted);
        return sorted[(int) ((measured - 1) * (long) percent / 100)];
    }

    /** Fails unless each of them gets all lines, in order. */
    void awaitAll(int last, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!viewers.stream().allMatch(viewer -> viewer.last == last)) {
            if (System.nanoTime() - until > 0 || !wrong().isEmpty()) {
                throw new AssertionError(wrong() + " The last lines are "
                        + viewers.stream().map(viewer -> viewer.last).toList() + " instead of " + last);
            }
            Thread.sleep(10);
        }
    }

    private synchronized String wrong() {
        return wrong;
    }

    private void read() {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        try {
            while (!closed) {
                selector.select();
                long now = System.nanoTime();
                for (SelectionKey key : selector.selectedKeys()) {
                    int length = ((SocketChannel) key.channel()).read(bytes.clear());
                    if (length < 0) {
                        key.cancel();
                        note("A stream has ended.");
                    } else {
                        Viewer viewer = (Viewer) key.attachment();
                        viewer.text.append(new String(bytes.array(), 0, length, StandardCharsets.ISO_8859_1));
                        lines(viewer, now);
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            note(e.toString());
        }
    }

    /** Among them are heads and the sizes of chunks. */
    private void lines(Viewer viewer, long now) {
        viewer.open = true;
        int from = 0;
        for (int end = viewer.text.indexOf("\n"); end >= 0; end = viewer.text.indexOf("\n", from)) {
            Matcher line = LINE.matcher(viewer.text.substring(from, end));
            from = end + 1;
            if (line.matches()) {
                int number = Integer.parseInt(line.group(1));
                if (number != viewer.last + 1) {
                    note("Line " + number + " came behind " + viewer.last + '.');
                }
                viewer.last = number;
                measured(now - Long.parseLong(line.group(2), 36));
            }
        }
        viewer.text.delete(0, from);
    }

    private synchronized void measured(long nanos) {
        if (measured == delays.length) {
            delays = Arrays.copyOf(delays, 2 * measured);
        }
        delays[measured++] = nanos;
    }

    private synchronized void note(String trouble) {
        wrong = wrong.isEmpty() ? trouble : wrong;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            for (SelectionKey key : List.copyOf(selector.keys())) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
