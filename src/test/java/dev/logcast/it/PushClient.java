package dev.logcast.it;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Sends a chunked body as long as it likes (RFC 9112, section 7.1). */
final class PushClient implements Closeable {
    private final Socket socket;

    /** @param headers each with its CRLF */
    PushClient(URL base, String method, String path, String headers) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort());
        socket.setSoTimeout(20_000);
        send(method + ' ' + path + " HTTP/1.1\r\nHost: localhost:" + base.getPort()
                + "\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n");
    }

    void chunk(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(Integer.toHexString(bytes.length) + "\r\n");
        socket.getOutputStream().write(bytes);
        send("\r\n");
    }

    /** Ends the body, and returns the whole answer. */
    String end() throws IOException {
        send("0\r\n\r\n");
        return answer();
    }

    /** The answer's head and as much of its body as {@code Content-Length} or the end of the connection says. */
    String answer() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int b = socket.getInputStream().read();
                b >= 0;
                b = socket.getInputStream().read()) {
            answer.write(b);
            String text = answer.toString(StandardCharsets.UTF_8);
            if (b == '}' && text.contains("\r\n\r\n")) {
                return text;
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
