package dev.logcast.it;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection that reads only when it is told to. */
final class RawClient implements Closeable {
    private final SocketChannel channel = SocketChannel.open();

    /** @param headers each with its CRLF */
    RawClient(URI uri, int receiveBuffer, String... headers) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        String target = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + '?' + uri.getRawQuery();
        String request = "GET " + target + " HTTP/1.1\r\nHost: localhost:" + uri.getPort() + "\r\n"
                + String.join("", headers) + "\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
    }

    InputStream in() throws IOException {
        return channel.socket().getInputStream();
    }

    /**
     * Reads what has come and does not wait; afterwards {@link #in()} cannot be used.
     *
     * @return how many bytes; -1 when the server has ended the connection
     */
    int poll(ByteBuffer to) throws IOException {
        if (channel.isBlocking()) {
            channel.configureBlocking(false);
        }
        return channel.read(to);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
