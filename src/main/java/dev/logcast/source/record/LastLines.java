package dev.logcast.source.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A search for where a file's last lines begin, looking from its end. */
public final class LastLines {
    private static final int BLOCK_BYTES = 64 * 1024;

    private LastLines() {}

    /** @param lines so many; 0: the end of the file */
    public static long offset(FileChannel channel, TextEncoding encoding, long lines) throws IOException {
        int unit = encoding.unit();
        long size = channel.size() - (channel.size() - encoding.mark()) % unit;
        if (lines == 0) {
            return size;
        }
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        long wanted = lines;
        long end = size;
        while (end > encoding.mark()) {
            long from = Math.max(encoding.mark(), end - block.capacity());
            block.clear().limit((int) (end - from));
            for (int n = 0; n >= 0 && block.hasRemaining(); ) {
                n = channel.read(block, from + block.position());
            }
            for (int i = block.position() - unit; i >= 0; i -= unit) {
                boolean last = from + i + unit == size;
                if (encoding.is(block.array(), i, '\n') && !last && --wanted == 0) {
                    return from + i + unit;
                }
            }
            end = from;
        }
        return encoding.mark();
    }
}
