package dev.logcast.source;

import dev.logcast.line.SourceId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Follows one file, through its renames and its contents. A content ends when the file is truncated or written anew; that shows
 * when the file is shorter than what was read, or when the bytes just before the place are no longer the same.
 *
 * <p>Thread-safe: any thread signals, one worker at a time polls.
 */
final class Tailer implements Closeable {
    /** Bytes of one batch; a longer line makes its batch longer. */
    static final int BATCH_BYTES = 64 * 1024;

    /** An unfinished line is remembered up to this, in case that it is truncated before it is finished. */
    private static final int REMEMBERED_BYTES = 16 * 1024;

    private static final int IDLE = 0;
    private static final int QUEUED = 1;
    private static final int POLLING = 2;
    private static final int SIGNALLED_WHILE_POLLING = 3;

    private final SourceSpec spec;
    private final SourceId source;
    private final FileKey key;
    private final RecordListener listener;
    private final Checkpoints checkpoints;
    private final LineFramer framer;
    private final RecordAssembler assembler;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final long openedNanos = System.nanoTime();

    private volatile Path path;
    private volatile Path pathBefore;
    private volatile Path foundAt;
    private volatile long position;
    private volatile long generation = newGeneration();
    private volatile long lastReadNanos = openedNanos;
    private volatile boolean unfinished;
    private volatile boolean held;
    private volatile boolean gone;
    private volatile boolean closed;
    private volatile long sizeSeen;

    /** A size below the place, seen since the file was last read: of another content, or older than that reading. */
    private volatile long shrunkTo;

    private volatile @Nullable FileChannel channel;
    private volatile @Nullable String error;
    private volatile FileTime modified = FileTime.fromMillis(0);

    private @Nullable Tailer predecessor;
    private @Nullable Original original;
    private @Nullable Content previous;
    private boolean sniffed;
    private boolean progressed;
    private long sizeAtOpening;
    private byte[] head = {};
    private int namedBy;
    private long startedAt;
    private byte[] startAnchor = {};
    private byte[] anchor = {};
    private byte[] remembered = {};
    private long unfinishedLength;
    private long unfinishedSinceNanos;

    /** The file that this one seems to be a copy of, made before that was truncated. */
    private record Original(Tailer tailer, long generation) {}

    private Tailer(
            SourceSpec spec,
            SourceId source,
            FileKey key,
            Path path,
            FileChannel channel,
            RecordListener listener,
            Checkpoints checkpoints) {
        this.spec = spec;
        this.source = source;
        this.key = key;
        this.path = path;
        this.pathBefore = path;
        this.foundAt = path;
        this.channel = channel;
        this.listener = listener;
        this.checkpoints = checkpoints;
        this.framer = new LineFramer(TextEncoding.of(spec.encoding()), spec.maxRecordBytes());
        this.assembler = new RecordAssembler(spec.multiline().joiner(), spec.maxRecordBytes());
    }

    /**
     * @param predecessor what was followed under the same path before; its rest is read first
     * @throws IOException if the file cannot be opened or read
     */
    static Tailer open(
            SourceSpec spec,
            SourceId source,
            FileKey key,
            Path path,
            @Nullable Tailer predecessor,
            RecordListener listener,
            Checkpoints checkpoints)
            throws IOException {
        FileChannel channel = key.open(path);
        try {
            Tailer tailer = new Tailer(spec, source, key, path, channel, listener, checkpoints);
            tailer.sizeAtOpening = channel.size();
            tailer.sizeSeen = tailer.sizeAtOpening;
            tailer.predecessor = predecessor;
            return tailer;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Begins so many lines before the end, in a file that nobody has read before. */
    synchronized void startAt(StartPosition start) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        byte[] mark = Fingerprint.read(open, 0, TextEncoding.MARK_BYTES);
        TextEncoding encoding = TextEncoding.sniff(mark, 0, mark.length, spec.encoding());
        boolean beginning = start.equals(StartPosition.BEGINNING);
        placeAt(open, beginning ? 0 : LastLines.offset(open, encoding, start.lastLines()));
    }

    /**
     * Goes on where a checkpoint says.
     *
     * @return whether the file still has that content; if not, it is read from its beginning
     */
    synchronized boolean resume(Checkpoint checkpoint) throws IOException {
        FileChannel open = channel;
        if (open == null || !checkpoint.print().matches(open, checkpoint.offset())) {
            return false;
        }
        generation = checkpoint.generation();
        placeAt(open, checkpoint.offset());
        return true;
    }

    /** Whether another file, just found, is a copy of what this one holds, as one is made before it is truncated. */
    boolean isOriginalOf(Tailer other) throws IOException {
        FileChannel copy = other.channel;
        return copy != null && isOriginalOf(copy);
    }

    private synchronized boolean isOriginalOf(FileChannel copy) throws IOException {
        FileChannel open = reopened();
        if (open == null || position < Fingerprint.ANCHOR_BYTES) {
            return false;
        }
        if (copy.size() >= position) {
            return content().isIn(copy)
                    && (copy.size() <= open.size() || !content().isIn(open));
        }
        long size = copy.size();
        return size >= Fingerprint.ANCHOR_BYTES
                && open.size() >= size
                && Fingerprint.of(open, size).matches(copy, size);
    }

    /** Waits with reading until it is known how far the other one has read the same content. */
    synchronized void copyOf(Tailer other) {
        original = new Original(other, other.generation);
    }

    /** Goes on behind a content that was read in another file, if it is in this one. */
    synchronized boolean goOnBehind(Content read) throws IOException {
        FileChannel open = channel;
        if (open == null || !read.isIn(open)) {
            return false;
        }
        generation = read.generation();
        placeAt(open, read.position());
        return true;
    }

    /** Whether another file's name makes it likely to be a copy or an older turn of this one: {@code app.log.1} of {@code app.log}. */
    boolean mayHaveBecome(Path other) {
        return related(path, other);
    }

    /** Whether two names in one directory begin alike, up to their first dot. */
    static boolean related(Path path, Path other) {
        String name = path.getFileName().toString();
        int dot = name.indexOf('.');
        String stem = dot <= 0 ? name : name.substring(0, dot);
        return other.getFileName().toString().startsWith(stem) && Objects.equals(other.getParent(), path.getParent());
    }

    private Content content() {
        return new Content(generation, position, Fingerprint.of(head, anchor));
    }

    private synchronized @Nullable Content contentOf(long wanted) {
        Content before = previous;
        if (generation == wanted) {
            return content();
        }
        return before != null && before.generation() == wanted ? before : null;
    }

    /** Notices whether the file has been written anew. */
    synchronized void look() throws IOException {
        FileChannel open = reopened();
        if (open != null && !content().print().matches(open, position)) {
            begin(open);
        }
    }

    SourceId source() {
        return source;
    }

    SourceSpec spec() {
        return spec;
    }

    FileKey key() {
        return key;
    }

    Path path() {
        return path;
    }

    /** A scan has found the file there. */
    void foundAt(Path name) {
        movedTo(name);
        foundAt = name;
    }

    private void movedTo(Path newPath) {
        if (!newPath.equals(path)) {
            pathBefore = path;
            path = newPath;
        }
    }

    /** Whether the file is called so, was before its last renaming, or was found so by a pattern. */
    boolean hasBeenAt(Path name) {
        return name.equals(path) || name.equals(pathBefore) || name.equals(foundAt);
    }

    /** Says under which name the file stood before it got the one that it was opened by. */
    void calledBefore(Path name) {
        pathBefore = name;
        foundAt = name;
    }

    /** When the file was last written to, as a scan has seen it. */
    FileTime modified() {
        return modified;
    }

    void modified(FileTime time) {
        modified = time;
    }

    long openedNanos() {
        return openedNanos;
    }

    /** How far the file has been read. */
    long position() {
        return position;
    }

    long lastReadNanos() {
        return lastReadNanos;
    }

    /** Whether the file ends in a line without line end that has not been handed on. */
    boolean unfinished() {
        return unfinished;
    }

    /** Whether a record waits for lines that may belong to it. */
    boolean held() {
        return held;
    }

    /** Whether no pattern finds the file any more; it is read on while it is open. */
    boolean gone() {
        return gone;
    }

    void gone(boolean now) {
        gone = now;
    }

    boolean closed() {
        return closed;
    }

    /** Whether it holds a descriptor at the moment. */
    boolean open() {
        return channel != null;
    }

    /** Whether what was in the file when it was opened has been handed on, but for an unfinished last line. */
    boolean caughtUp() {
        return unfinished || error != null || original != null || position >= sizeAtOpening;
    }

    FileReport report() {
        long unread = lag();
        FileReport.State now = FileReport.State.FOLLOWING;
        if (error != null) {
            now = FileReport.State.UNREADABLE;
        } else if (gone) {
            now = FileReport.State.GONE;
        } else if (unread > 0) {
            now = FileReport.State.READING;
        }
        return new FileReport(path, now, position, position + unread, generation, error);
    }

    /** Bytes not yet handed on. */
    long lag() {
        FileChannel open = channel;
        try {
            return original != null ? 0 : Math.max(0, (open == null ? sizeSeen : open.size()) - position);
        } catch (IOException e) {
            return 0;
        }
    }

    /** @return whether the tailer must be queued now: it was not, and no worker is at it */
    boolean signal() {
        while (true) {
            int now = state.get();
            if (now == QUEUED || now == SIGNALLED_WHILE_POLLING) {
                return false;
            }
            if (state.compareAndSet(now, now == IDLE ? QUEUED : SIGNALLED_WHILE_POLLING)) {
                return now == IDLE;
            }
        }
    }

    /**
     * A worker's turn: reads at most so many batches.
     *
     * @return whether it must be queued again
     */
    boolean turn(ReadBuffer buffer, int batches) {
        state.set(POLLING);
        boolean more = false;
        try {
            for (int i = 0; i < batches; i++) {
                more = poll(buffer);
                if (!more) {
                    break;
                }
            }
            noteProgress();
            error = null;
        } catch (IOException e) {
            fail(e);
            more = false;
        }
        if (more) {
            state.set(QUEUED);
            return true;
        }
        if (state.compareAndSet(POLLING, IDLE)) {
            return false;
        }
        state.set(QUEUED);
        return true;
    }

    /**
     * Reads one batch of what was appended.
     *
     * @return whether there may be more to read
     */
    synchronized boolean poll(ReadBuffer buffer) throws IOException {
        Tailer before = predecessor;
        if (before != null) {
            predecessor = null;
            before.drain(buffer);
        }
        FileChannel open = reopened();
        if (open == null || waitsForOriginal(open)) {
            return false;
        }
        int kept = anchor.length;
        long expected = sizeSeen;
        int to = Math.max(0, buffer.read(open, position - kept));
        byte[] bytes = buffer.bytes();
        int length = to - kept;
        if (length < remembered.length || !same(bytes, to)) {
            begin(open);
            return true;
        }
        shrunkTo = 0;
        if (head.length < Fingerprint.HEAD_BYTES && position == kept) {
            head = Arrays.copyOf(bytes, Math.min(to, Fingerprint.HEAD_BYTES));
        }
        long now = System.nanoTime();
        boolean atEnd = to < buffer.capacity();
        int consumed = consume(bytes, kept, to, now, atEnd);
        if (consumed == 0 && !atEnd) {
            sizeSeen = Math.max(sizeSeen, open.size());
            buffer.grow();
            return true;
        }
        if (atEnd) {
            sizeSeen = position + to - kept - consumed;
            if (sizeSeen < expected) {
                // Truncated to where it has been read, or to nothing before anything was.
                listener.onLoss(source);
            }
            assembler.pause();
            unfinished(bytes, kept + consumed, to, now);
        } else {
            sizeSeen = Math.max(sizeSeen, open.size());
        }
        assembler.expire(now);
        handOn(consumed, now);
        return !atEnd;
    }

    /** Reads to the end, for what comes next must not come before. */
    synchronized void drain(ReadBuffer buffer) {
        try {
            while (poll(buffer)) {
                Thread.onSpinWait();
            }
            finish();
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Hands on what is still held, for nothing will follow it. */
    synchronized void finish() {
        assembler.finish();
        handOn(0, System.nanoTime());
        noteProgress();
    }

    /** Tells the checkpoints how far whole records have been handed on. */
    synchronized void noteProgress() {
        if (progressed && assembler.heldFrom() < 0 && framer.cutFrom() < 0) {
            progressed = false;
            checkpoints.progress(checkpoint(), System.nanoTime());
        }
    }

    /** Lets go of the descriptor until there is something to read. */
    synchronized void park() throws IOException {
        FileChannel open = channel;
        if (open != null && open.size() == position && assembler.heldFrom() < 0 && predecessor == null) {
            channel = null;
            open.close();
        }
    }

    /** What a scan says of its size. */
    void sizeSeen(long size) {
        sizeSeen = Math.max(sizeSeen, size);
        if (size < position) {
            shrunkTo = Math.max(shrunkTo, size);
        }
    }

    /** Nothing more will be read of it. */
    synchronized void depart() {
        checkpoints.forget(checkpoint().key());
        end();
    }

    /** A copy of what has been read is known by it later on. */
    private void end() {
        if (head.length > 0) {
            checkpoints.begin(checkpoint().ended());
        }
    }

    /** How far the file has been read; whole records only when nothing is held and no line is being passed over. */
    synchronized Checkpoint checkpoint() {
        return checkpoint(position, anchor);
    }

    /** @param before the bytes just before the offset */
    private Checkpoint checkpoint(long offset, byte[] before) {
        namedBy = head.length;
        return new Checkpoint(
                spec.name(), source, key.file(), generation, offset, Fingerprint.of(head, before), modified, foundAt);
    }

    @Override
    public synchronized void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        closed = true;
        if (open != null) {
            open.close();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under this tailer's lock; others only read
    private int consume(byte[] bytes, int from, int to, long now, boolean atEnd) {
        int start = from;
        if (!sniffed && to > from) {
            TextEncoding encoding = TextEncoding.sniff(bytes, from, to - from, spec.encoding());
            boolean mayBecomeMark = to - from < TextEncoding.MARK_BYTES && (bytes[from] & 0xFF) >= 0xEF;
            if (atEnd && mayBecomeMark && !dueToBeShown(to - from, now)) {
                return 0;
            }
            framer.restart(encoding);
            start += encoding.mark();
            sniffed = true;
        }
        int consumed = start - from + framer.frame(bytes, start, to, position + start - from);
        if (consumed == 0 && atEnd && dueToBeShown(to - from, now)) {
            framer.flush(bytes, from, to, position);
            consumed = to - from;
        }
        for (Line line : framer.take()) {
            assembler.add(line, now);
        }
        if (consumed > 0) {
            int end = from + consumed;
            anchor = Arrays.copyOfRange(bytes, Math.max(0, end - Fingerprint.ANCHOR_BYTES), end);
            remembered = new byte[0];
            position += consumed;
            lastReadNanos = now;
        }
        return consumed;
    }

    private boolean dueToBeShown(long length, long now) {
        return length > 0
                && length == unfinishedLength
                && now - unfinishedSinceNanos >= spec.flushAfter().toNanos();
    }

    private void unfinished(byte[] bytes, int from, int to, long now) {
        int length = to - from;
        if (length != unfinishedLength) {
            unfinishedLength = length;
            unfinishedSinceNanos = now;
        }
        unfinished = length > 0;
        if (length != remembered.length) {
            remembered = Arrays.copyOfRange(bytes, from, Math.min(to, from + REMEMBERED_BYTES));
        }
    }

    /** Whether the file still holds what was read of it last. */
    private boolean same(byte[] bytes, int to) {
        int kept = anchor.length;
        boolean fromBeginning = position == kept;
        if (fromBeginning && !Arrays.equals(bytes, 0, Math.min(to, head.length), head, 0, head.length)) {
            return false;
        }
        return Arrays.equals(bytes, 0, kept, anchor, 0, kept)
                && Arrays.equals(bytes, kept, kept + remembered.length, remembered, 0, remembered.length);
    }

    private void handOn(long consumed, long now) {
        held = assembler.heldFrom() >= 0;
        if (namedBy < Math.min(Fingerprint.SURE_HEAD_BYTES, head.length)) {
            // The name of a content must be known after a crash, and the content be told from what is written in its
            // place.
            checkpoints.begin(checkpoint(startedAt, startAnchor));
            checkpoints.write();
            progressed |= position > startedAt;
        }
        List<RawRecord> records = assembler.take();
        if (!records.isEmpty() || consumed > 0) {
            listener.onRecords(new RecordBatch(source, generation, records, consumed, framer.takeFlaws(), now));
            progressed = true;
        }
    }

    /** The file has been truncated, or written anew: what comes is another content. */
    private void begin(FileChannel open) throws IOException {
        // An unfinished line counts as lost, too: shown now, it would have the id of the whole one, which a copy may
        // hold.
        boolean lost = sizeSeen > position || shrunkTo > open.size();
        assembler.finish();
        handOn(0, System.nanoTime());
        previous = content();
        end();
        generation = newGeneration();
        position = 0;
        anchor = new byte[0];
        remembered = new byte[0];
        unfinishedLength = 0;
        unfinished = false;
        sizeSeen = open.size();
        shrunkTo = 0;
        sniffed = false;
        head = new byte[0];
        namedBy = 0;
        startedAt = 0;
        startAnchor = new byte[0];
        assembler.restart();
        checkpoints.begin(checkpoint());
        checkpoints.write();
        if (lost) {
            listener.onLoss(source);
        }
    }

    private boolean waitsForOriginal(FileChannel open) throws IOException {
        Original copied = original;
        if (copied == null) {
            return false;
        }
        Tailer other = copied.tailer();
        other.look();
        if (!other.closed() && other.generation == copied.generation() && other.isOriginalOf(open)) {
            return true;
        }
        original = null;
        Content read = other.contentOf(copied.generation());
        if (read != null) {
            goOnBehind(read);
        }
        checkpoints.begin(checkpoint());
        checkpoints.write();
        return false;
    }

    private void placeAt(FileChannel open, long offset) throws IOException {
        position = offset;
        startedAt = offset;
        head = Fingerprint.read(open, 0, Fingerprint.HEAD_BYTES);
        if (offset == 0) {
            return;
        }
        framer.restart(TextEncoding.sniff(head, 0, head.length, spec.encoding()));
        sniffed = true;
        anchor = Fingerprint.anchor(open, offset);
        startAnchor = anchor;
        framer.resume(anchor, offset);
    }

    /** The channel, opened again if need be; null for a file that has been let go or cannot be found again. */
    private @Nullable FileChannel reopened() throws IOException {
        FileChannel open = channel;
        if (open != null || closed) {
            return open;
        }
        Path found = key.locate(path);
        if (found == null) {
            closed = true;
            end();
            if (sizeSeen > position) {
                listener.onLoss(source);
            }
            return null;
        }
        FileChannel again = key.open(found);
        movedTo(found);
        channel = again;
        return again;
    }

    private void fail(IOException e) {
        String reason = Reason.of(e, path);
        if (!reason.equals(error)) {
            System.getLogger(Tailer.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Stopped reading {0} at offset {1}: {2}. Trying again when it changes.",
                            path,
                            Long.toString(position),
                            reason);
        }
        error = reason;
    }

    private static long newGeneration() {
        return ThreadLocalRandom.current().nextLong(1L << 16, 1L << 32);
    }
}
