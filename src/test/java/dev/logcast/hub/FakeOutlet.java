package dev.logcast.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection that takes as many bytes as it is told to. */
class FakeOutlet implements Outlet {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private long room = Long.MAX_VALUE;
    private boolean broken;
    final List<byte[]> writes = new ArrayList<>();
    int flushes;
    int asked;
    volatile boolean closed;
    boolean gone;

    void room(long bytes) {
        room = bytes;
    }

    void breakDown() {
        broken = true;
    }

    String text() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isReady() {
        asked++;
        return room > 0;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (broken) {
            throw new IOException("broken pipe");
        }
        writes.add(bytes);
        taken.write(bytes, offset, length);
        room -= length;
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean hungUp() {
        return gone;
    }
}
