package dev.logcast.it;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a chunked HTTP/1.1 response (RFC 9112, section 7.1), its head skipped. */
final class Dechunked extends InputStream {
    private final InputStream in;
    private int left;
    private boolean first = true;

    Dechunked(InputStream in) throws IOException {
        this.in = in;
        while (!line().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            if (!first) {
                line();
            }
            first = false;
            left = Integer.parseInt(line(), 16);
            if (left == 0) {
                return -1;
            }
        }
        int n = in.read(bytes, offset, Math.min(length, left));
        if (n < 0) {
            throw new EOFException("in the middle of a chunk");
        }
        left -= n;
        return n;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("in the head of a chunk");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
