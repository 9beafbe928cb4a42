package dev.logcast.it;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection that reads only when it is told to. */
final class RawClient implements Closeable {
    private final Socket socket = new Socket();

    RawClient(URI uri, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        String request = "GET " + uri.getRawPath() + '?' + uri.getRawQuery() + " HTTP/1.1\r\nHost: localhost:"
                + uri.getPort() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
