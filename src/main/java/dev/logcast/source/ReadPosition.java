package dev.logcast.source;

import dev.logcast.source.file.Fingerprint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The position up to which one content of a file has been read, and the bytes by which it is recognised when the file is read again: those
 * it begins with, those just before the place, and the beginning of an unfinished line behind it. Written under its tailer's lock; any
 * thread asks for generation and position.
 */
final class ReadPosition {
    /** An unfinished line is remembered up to this, in case that it is truncated before it is finished. */
    private static final int REMEMBERED_BYTES = 16 * 1024;

    private static final byte[] NOTHING = {};

    private final long generation;
    private final long startedAt;
    private final byte[] startAnchor;
    private volatile long position;
    private byte[] head;
    private byte[] anchor;
    private byte[] remembered = NOTHING;
    private int namedBy;

    private ReadPosition(long generation, long position, byte[] head, byte[] anchor) {
        this.generation = generation;
        this.position = position;
        this.head = head;
        this.anchor = anchor;
        this.startedAt = position;
        this.startAnchor = anchor;
    }

    /** The beginning of a content that nobody has read before. */
    static ReadPosition beginning() {
        return new ReadPosition(newGeneration(), 0, NOTHING, NOTHING);
    }

    /** A place in what a file holds now, of a content that nobody has read before. */
    static ReadPosition in(FileChannel file, long position) throws IOException {
        return in(file, newGeneration(), position);
    }

    static ReadPosition in(FileChannel file, long generation, long position) throws IOException {
        byte[] head = Fingerprint.read(file, 0, Fingerprint.HEAD_BYTES);
        return new ReadPosition(generation, position, head, Fingerprint.anchor(file, position));
    }

    /** Names the content in the ids of its lines. */
    long generation() {
        return generation;
    }

    /** How far it has been read, in bytes. */
    long position() {
        return position;
    }

    FileContent content() {
        return new FileContent(generation, position, Fingerprint.of(head, anchor));
    }

    /** The content up to where this place began. */
    FileContent startContent() {
        return new FileContent(generation, startedAt, Fingerprint.of(head, startAnchor));
    }

    /** Whether anything has been read since then. */
    boolean moved() {
        return position > startedAt;
    }

    /** Whether too few of its first bytes are written down to tell the content from what may be written in its place. */
    boolean needsName() {
        return namedBy < Math.min(Fingerprint.SURE_HEAD_BYTES, head.length);
    }

    /** The first bytes that are known now are being written down. */
    void named() {
        namedBy = head.length;
    }

    /** Its first bytes, as many as are known. */
    byte[] head() {
        return head;
    }

    /** The bytes just before it. */
    byte[] anchor() {
        return anchor;
    }

    /** Whether bytes that were read from {@code anchor().length} before the place are still those that were there. */
    boolean isIn(byte[] bytes, int to) {
        int kept = anchor.length;
        if (to - kept < remembered.length) {
            return false;
        }
        if (atHead() && !Arrays.equals(bytes, 0, Math.min(to, head.length), head, 0, head.length)) {
            return false;
        }
        return Arrays.equals(bytes, 0, kept, anchor, 0, kept)
                && Arrays.equals(bytes, kept, kept + remembered.length, remembered, 0, remembered.length);
    }

    /** Learns the head from bytes that hold what {@link #isIn} has recognised. */
    void learn(byte[] bytes, int to) {
        if (head.length < Fingerprint.HEAD_BYTES && atHead()) {
            head = Arrays.copyOf(bytes, Math.min(to, Fingerprint.HEAD_BYTES));
        }
    }

    /** Goes on over bytes, whose last one stands before index {@code end}. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the tailer's lock; others only read
    void advance(byte[] bytes, int end, int consumed) {
        anchor = Arrays.copyOfRange(bytes, Math.max(0, end - Fingerprint.ANCHOR_BYTES), end);
        remembered = NOTHING;
        position += consumed;
    }

    /** Remembers the unfinished line behind the place. */
    void remember(byte[] bytes, int from, int to) {
        if (to - from != remembered.length) {
            remembered = Arrays.copyOfRange(bytes, from, Math.min(to, from + REMEMBERED_BYTES));
        }
    }

    private boolean atHead() {
        return position == anchor.length;
    }

    private static long newGeneration() {
        return ThreadLocalRandom.current().nextLong(1L << 16, 1L << 32);
    }
}
