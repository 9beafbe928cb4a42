package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connections that send the beginning of a request, and then nothing; nor do they read, until they are asked whether they have an end. */
final class StuckClients implements Closeable {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");
    /** In an export that ends before its time: without it, it would look whole. */
    private static final String CUT = "\"reason\":\"slow-client\"";

    /** The last chunk. */
    private static final String END = "\r\n0\r\n\r\n";

    private static final int RECEIVE_BUFFER = 8 * 1024;

    private final StuckKind kind;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Set<SocketChannel> known = new HashSet<>();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final long begunNanos = System.nanoTime();

    StuckClients(URI server, StuckKind kind, int number) throws IOException {
        this.kind = kind;
        for (int i = 0; i < number; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            channels.add(channel);
            send(channel, ByteBuffer.wrap(kind.request()));
        }
    }

    /** As far as the server takes it: it may refuse it before its end. */
    private static void send(SocketChannel channel, ByteBuffer request) throws IOException {
        channel.configureBlocking(false);
        long until = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        try {
            while (request.hasRemaining() && System.nanoTime() - until < 0) {
                if (channel.write(request) == 0) {
                    Thread.onSpinWait();
                }
            }
        } catch (IOException e) {
            // Refused, and closed.
        }
    }

    /** Fails unless each is refused or closed; who has been refused and sends on is closed by the server a little later. */
    void awaitEnd(Duration within) throws InterruptedException {
        if (!kind.ends()) {
            return;
        }
        // Who reads is stuck no more.
        while (System.nanoTime() - begunNanos < kind.deadline().toNanos()) {
            Thread.sleep(50);
        }
        byte[] read = new byte[64 * 1024];
        List<SocketChannel> open = new ArrayList<>(channels);
        while (true) {
            open.removeIf(channel -> ended(channel, read));
            if (open.isEmpty()) {
                System.out.printf(
                        "%s: all ended within %.1f s, %s%n", kind, (System.nanoTime() - begunNanos) / 1e9, answers);
                assertThat(answers.keySet()).allMatch(status -> status.matches(kind.answers()));
                return;
            }
            if (System.nanoTime() - begunNanos > within.toNanos()) {
                throw new AssertionError(open.size() + " of " + channels.size() + " clients with a stuck " + kind
                        + " have not been ended within " + within + ", answers " + answers);
            }
            Thread.sleep(50);
        }
    }

    private boolean ended(SocketChannel channel, byte[] read) {
        try {
            for (int i = 0; i < 16; i++) {
                int length = channel.read(ByteBuffer.wrap(read));
                if (length <= 0) {
                    return length < 0;
                }
                String text = new String(read, 0, length, StandardCharsets.ISO_8859_1);
                if (text.contains(CUT)) {
                    answers.merge("cut", 1, Integer::sum);
                    return true;
                }
                if (text.endsWith(END) || END.endsWith(text)) {
                    answers.merge("end", 1, Integer::sum);
                    return true;
                }
                Matcher status = STATUS.matcher(text);
                if (known.add(channel) && status.lookingAt()) {
                    answers.merge(status.group(1), 1, Integer::sum);
                    if (!status.group(1).equals("200")) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
