package dev.logcast.source;

import dev.logcast.duty.Part;
import dev.logcast.line.Attributes;
import dev.logcast.line.Position;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.FileKey;
import dev.logcast.source.file.Fingerprint;
import dev.logcast.source.file.ReadFailure;
import dev.logcast.source.file.Siblings;
import dev.logcast.source.find.Failures;
import dev.logcast.source.find.FileReport;
import dev.logcast.source.find.FoundFile;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.record.LastLines;
import dev.logcast.source.record.Line;
import dev.logcast.source.record.LineFramer;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordAssembler;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import dev.logcast.source.record.TextEncoding;
import dev.logcast.source.record.Unwrapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reader of one file as it grows, through its renames and its contents. A content ends when the file is truncated or written anew;
 * that shows when the file is shorter than what was read, or when the bytes just before the place are no longer the same.
 *
 * <p>Thread-safe: any thread signals, one worker at a time polls.
 */
final class Tailer implements Closeable {
    /** Bytes of one batch; a longer line makes its batch longer. */
    static final int BATCH_BYTES = 64 * 1024;

    /** Nobody writes more from one reading to the next. */
    private static final long MOST_WRITTEN_AT_ONCE = 16L * 1024 * 1024;

    private static final long MOMENT_NANOS = 200_000_000;

    private static final System.Logger LOG = ServerLog.of(Tailer.class.getName());

    private final SourceSpec spec;
    private final SourceId source;
    private final Attributes known;
    private final FileKey key;
    private final RecordListener listener;
    private final Checkpoints checkpoints;
    private final FileNames names;
    private final PollTurn turn = new PollTurn();
    private final UnfinishedLine rest;
    private final long openedNanos = System.nanoTime();
    private final long sizeAtOpening;

    private LineFramer framer;
    private @Nullable Unwrapper unwrapper;
    private RecordAssembler assembler;

    private volatile ReadPosition place = ReadPosition.beginning();
    private final Retry retry = new Retry();
    private volatile @Nullable FileChannel channel;
    private volatile boolean closed;
    private boolean stopped;
    private volatile boolean held;
    private volatile boolean piecesHeld;
    private volatile boolean gone;
    private volatile long lastReadNanos = openedNanos;
    private volatile FileTime modified = FileTime.fromMillis(0);
    private volatile @Nullable String error;
    private volatile long sizeSeen;

    /** How long the file was when a scan last saw it, and its time of modification. */
    private volatile long sizeAtScan;

    /** The file's time when it had been read to its end; null when that is not known. */
    private volatile @Nullable FileTime timed;

    /** A later time of just what has been read, and since when that has been so. */
    private volatile @Nullable FileTime suspected;

    private long suspectedNanos;
    private volatile @Nullable Origin origin;
    private volatile boolean waiting;
    private boolean handedOver;

    /** A size below the place, seen since the file was last read: of another content, or older than that reading. */
    private volatile long shrunkTo;

    private volatile @Nullable Original original;
    private volatile @Nullable Tailer predecessor;
    private @Nullable FileContent previous;
    private boolean sniffed;
    private boolean progressed;

    /** How far whole records have been read, as far as that is not the place itself. */
    private @Nullable Checkpoint reached;

    /** The file that this one seems to be a copy of, made before that was truncated. */
    private record Original(Tailer tailer, long generation) {}

    /**
     * @param predecessor what was followed under the same path before; its rest is read first
     * @throws IOException if the file cannot be opened
     */
    Tailer(
            FoundFile found,
            @Nullable Tailer predecessor,
            RecordListener listener,
            Checkpoints checkpoints,
            Siblings siblings)
            throws IOException {
        this.spec = found.spec();
        this.source = found.source();
        this.known = found.known();
        this.key = found.file();
        this.modified = found.attributes().lastModifiedTime();
        this.predecessor = predecessor;
        this.listener = listener;
        this.checkpoints = checkpoints;
        this.framer = framer(spec);
        this.unwrapper = unwrapper(spec);
        this.assembler = assembler(spec);
        this.rest = new UnfinishedLine(spec.flushAfter());
        Siblings.Opened open = siblings.open(key, found.path());
        if (open == null) {
            throw new NoSuchFileException(found.path().toString());
        }
        this.names = new FileNames(open.path());
        try {
            this.sizeAtOpening = open.channel().size();
        } catch (IOException e) {
            open.channel().close();
            throw e;
        }
        this.sizeSeen = sizeAtOpening;
        this.sizeAtScan = found.attributes().size();
        this.channel = open.channel();
    }

    private static LineFramer framer(SourceSpec spec) {
        return new LineFramer(TextEncoding.of(spec.encoding()), spec.maxRecordBytes());
    }

    private static @Nullable Unwrapper unwrapper(SourceSpec spec) {
        return spec.opening() ? new Unwrapper(spec.maxRecordBytes(), spec.flushAfter()) : null;
    }

    private static RecordAssembler assembler(SourceSpec spec) {
        return new RecordAssembler(spec.multiline().joiner(), spec.maxRecordBytes());
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
        goOnAt(ReadPosition.in(open, beginning ? 0 : LastLines.offset(open, encoding, start.lastLines())));
    }

    /**
     * Goes on behind what has been read of this file before.
     *
     * @return whether the file still holds it; if not, nothing has changed
     */
    synchronized boolean resume(FileContent read) throws IOException {
        FileChannel open = channel;
        if (open == null || !read.print().matches(open, read.position())) {
            return false;
        }
        goOnAt(ReadPosition.in(open, read.generation(), read.position()));
        return true;
    }

    /** Goes on behind what has been read of this file in an earlier run; likewise. */
    synchronized boolean resume(Checkpoint read) throws IOException {
        boolean there = resume(FileContent.of(read));
        if (there && read.timed()) {
            timed = read.modified();
        }
        return there;
    }

    /** Goes on behind a content that was read in another file, if it is in this one. */
    synchronized boolean goOnBehind(FileContent read) throws IOException {
        return read.tells() && resume(read);
    }

    private void goOnAt(ReadPosition found) {
        place = found;
        retry.beginAt(found.position());
        if (found.position() > 0) {
            framer.restart(TextEncoding.sniff(found.head(), 0, found.head().length, spec.encoding()));
            framer.resume(found.anchor(), found.position());
            sniffed = true;
        }
    }

    /** Whether another file, just found, is a copy of what this one holds, as one is made before it is truncated. */
    boolean isOriginalOf(Tailer other) throws IOException {
        FileChannel copy = other.channel;
        return copy != null && isOriginalOf(copy);
    }

    private synchronized boolean isOriginalOf(FileChannel copy) throws IOException {
        FileChannel open = reopened();
        if (open == null || place.position() < Fingerprint.ANCHOR_BYTES) {
            return false;
        }
        long size = copy.size();
        if (size >= place.position()) {
            FileContent read = place.content();
            return read.print().matches(copy, read.position())
                    && (size <= open.size() || !read.print().matches(open, read.position()));
        }
        return size >= Fingerprint.ANCHOR_BYTES
                && open.size() >= size
                && Fingerprint.of(open, size).matches(copy, size);
    }

    /** As many of the first bytes as tell a content from others, or as there are. */
    synchronized byte[] firstBytes() throws IOException {
        FileChannel open = reopened();
        return open == null ? new byte[0] : Fingerprint.read(open, 0, Fingerprint.HEAD_BYTES);
    }

    /** Whether it begins with these bytes. */
    synchronized boolean beginsWith(byte[] bytes) throws IOException {
        FileChannel open = reopened();
        return open != null && Arrays.equals(Fingerprint.read(open, 0, bytes.length), bytes);
    }

    /** It is not read before it is known what it was made of. */
    synchronized void comesFrom(Origin from) throws IOException {
        origin = from.settle(this) ? null : from;
    }

    /** Whether it is known what it was made of. */
    boolean settled() {
        return origin == null;
    }

    /** Whether the other one is read first: whoever reads this one may hold both, this one before the other. */
    boolean comesBehind(Tailer other) {
        Tailer before = predecessor;
        while (before != null && before != other) {
            before = before.predecessor;
        }
        return before != null;
    }

    private boolean waitsForOrigin(FileChannel open) throws IOException {
        Origin from = origin;
        if (from == null || open.size() == 0) {
            return false;
        }
        waiting = !from.settle(this);
        if (!waiting) {
            origin = null;
            checkpoints.begin(checkpoint());
            checkpoints.write();
        }
        return waiting;
    }

    /**
     * Ends where the file put in its place holds all that this one does and more, or is the same to its time: that one goes on behind what
     * has been read here.
     *
     * @return what has been read; null when the other one holds something else
     */
    synchronized @Nullable FileContent handOverTo(Tailer other, FileTime time) throws IOException {
        FileChannel theirs = other.channel;
        FileContent read = place.content();
        if (closed || theirs == null || read.position() == 0 || !read.print().matches(theirs, read.position())) {
            return null;
        }
        FileChannel open = channel;
        long size = open == null ? read.position() : open.size();
        FileTime known = timed;
        boolean same = theirs.size() == size && known != null && known.toMillis() == time.toMillis();
        boolean more = theirs.size() > size
                && (open == null || Fingerprint.of(open, size).matches(theirs, size));
        if (!same && !more) {
            return null;
        }
        finish();
        handedOver = true;
        close();
        return read;
    }

    /** Waits with reading until it is known how far the other one has read the same content. */
    synchronized void copyOf(Tailer other) {
        original = new Original(other, other.place.generation());
    }

    private boolean waitsForOriginal(FileChannel open) throws IOException {
        Original copied = original;
        if (copied == null) {
            return false;
        }
        Tailer other = copied.tailer();
        other.look();
        if (!other.closed && other.place.generation() == copied.generation() && other.isOriginalOf(open)) {
            return true;
        }
        original = null;
        FileContent read = other.contentOf(copied.generation());
        if (read != null) {
            goOnBehind(read);
        }
        checkpoints.begin(checkpoint());
        checkpoints.write();
        return false;
    }

    private synchronized @Nullable FileContent contentOf(long generation) {
        FileContent before = previous;
        if (place.generation() == generation) {
            return place.content();
        }
        return before != null && before.generation() == generation ? before : null;
    }

    /** Notices whether the file has been written anew. */
    synchronized void look() throws IOException {
        FileChannel open = reopened();
        if (open != null && !place.content().print().matches(open, place.position())) {
            begin(open);
        }
    }

    Checkpoint.Key key() {
        return new Checkpoint.Key(spec.name(), key.file());
    }

    SourceId source() {
        return source;
    }

    SourceSpec spec() {
        return spec;
    }

    FileNames names() {
        return names;
    }

    /** When the file was last written to, as a scan has seen it. */
    FileTime modified() {
        return modified;
    }

    long openedNanos() {
        return openedNanos;
    }

    long lastReadNanos() {
        return lastReadNanos;
    }

    /** Whether the file is to be looked at though it does not change: time tells what an unfinished line is, and where a file is from. */
    boolean unfinished() {
        return rest.isThere() || piecesHeld || suspected != null || waiting;
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
        return unfinished() || error != null || original != null || place.position() >= sizeAtOpening;
    }

    FileReport report() {
        ReadPosition now = place;
        long unread = lag();
        FileReport.State state = FileReport.State.FOLLOWING;
        if (error != null) {
            state = FileReport.State.UNREADABLE;
        } else if (gone) {
            state = FileReport.State.GONE;
        } else if (unread > 0) {
            state = FileReport.State.READING;
        }
        return new FileReport(names.path(), state, now.position(), now.position() + unread, now.generation(), error);
    }

    /** Whether it cannot be read at the moment. */
    boolean fails() {
        return error != null;
    }

    /** Bytes not yet handed on. */
    long lag() {
        FileChannel open = channel;
        try {
            return original != null ? 0 : Math.max(0, (open == null ? sizeSeen : open.size()) - place.position());
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * A scan has found the file again.
     *
     * @return whether there may be something to read
     */
    boolean seen(FoundFile found) {
        names.foundAt(found.path());
        long size = found.attributes().size();
        long position = place.position();
        sizeSeen = Math.max(sizeSeen, size);
        if (size < position && found.nanos() - lastReadNanos > 0) {
            shrunkTo = Math.max(shrunkTo, size);
        }
        FileTime before = modified;
        modified = found.attributes().lastModifiedTime();
        sizeAtScan = size;
        return size != position || !modified.equals(before);
    }

    /** @return whether the tailer must be queued now: it was not, and no worker is at it */
    boolean signal() {
        return turn.signal();
    }

    /**
     * A worker's turn: reads at most so many batches.
     *
     * @return whether it must be queued again
     */
    boolean turn(ReadBuffer buffer, int batches, Failures failures) {
        turn.begin();
        boolean more = true;
        try {
            for (int i = 0; more && i < batches; i++) {
                more = poll(buffer);
            }
            noteProgress();
            error = null;
            failures.faults().over(Part.READ, this);
        } catch (IOException e) {
            if (fail(e)) {
                // Whatever takes messages may fail; the turn must be ended all the same.
                failures.faults()
                        .guard(
                                Part.READ,
                                this,
                                () -> failures.stopped(names.path(), place.position(), String.valueOf(error)));
            }
            more = false;
        } catch (Throwable e) {
            failures.faults().fails(Part.READ, this, e);
            error = e.toString();
            retry.failed(System.nanoTime());
            more = false;
        }
        return turn.end(more);
    }

    /** Whether it failed by a fault of ours, and is to be tried again now. */
    boolean retries(long now) {
        return retry.due(now);
    }

    /**
     * Reads one batch of what was appended.
     *
     * @return whether there may be more to read
     */
    synchronized boolean poll(ReadBuffer buffer) throws IOException {
        if (stopped || retry.rests(System.nanoTime())) {
            return false;
        }
        Tailer before = predecessor;
        if (before != null) {
            if (before.drain(buffer)) {
                return true;
            }
            predecessor = null;
        }
        FileChannel open = reopened();
        if (open == null || waitsForOrigin(open) || waitsForOriginal(open)) {
            return false;
        }
        if (retry.pending()) {
            recover(open);
            retry.recovered();
        }
        int kept = place.anchor().length;
        long expected = sizeSeen;
        // Taken before: what is not there by then did not come in time.
        long now = System.nanoTime();
        int to = Math.max(0, buffer.read(open, place.position() - kept));
        byte[] bytes = buffer.bytes();
        if (origin != null && to > 0) {
            // It was empty a moment ago.
            return true;
        }
        if (!place.isIn(bytes, to)) {
            begin(open);
            return true;
        }
        shrunkTo = 0;
        place.learn(bytes, to);
        boolean atEnd = to < buffer.capacity();
        if (retry.careful(place.position())) {
            int line = endOfLine(bytes, kept, to);
            atEnd &= line == to;
            to = line;
            if (retry.passesOver() && to > kept) {
                passOver(bytes, kept, to);
                return true;
            }
            retry.tries();
        }
        boolean news = to - kept != rest.length();
        if (!news && atEnd && isWrittenAgain(place.position() + to - kept, now)) {
            begin(open);
            return true;
        }
        int consumed = consume(bytes, kept, to, now, atEnd);
        if (consumed == 0 && !atEnd) {
            sizeSeen = Math.max(sizeSeen, open.size());
            buffer.grow();
            return true;
        }
        if (atEnd) {
            int behind = kept + consumed;
            sizeSeen = place.position() + to - behind;
            if (sizeSeen < expected) {
                // Truncated to where it has been read, or to nothing before anything was.
                listener.onLoss(source);
            }
            if (news) {
                timed = timeAt(sizeSeen);
                suspected = null;
            }
            assembler.pause();
            place.remember(bytes, behind, to);
            rest.is(to - behind, now);
        } else {
            sizeSeen = Math.max(sizeSeen, open.size());
        }
        if (unwrapper != null) {
            unwrapper.expire(now, late -> add(late, now));
        }
        assembler.expire(now);
        reached = checkpoints.archived() ? reached(bytes, kept + consumed) : null;
        handOn(consumed, now);
        retry.succeeded(wholeUpTo());
        return !atEnd;
    }

    /**
     * Goes on where our own code failed: at the first record that has not been handed on, with nothing in hand. From here on one line at a
     * time is read, so that only the one suffers that brings it about.
     */
    private void recover(FileChannel open) throws IOException {
        framer = framer(spec);
        unwrapper = unwrapper(spec);
        assembler = assembler(spec);
        sniffed = false;
        reached = null;
        rest.is(0, System.nanoTime());
        if (place.content().print().matches(open, place.position())) {
            retry.from(place.position());
            goOnAt(ReadPosition.in(open, place.generation(), retry.wholeUpTo()));
        } else {
            // Written anew meanwhile: what was in hand is lost.
            place = ReadPosition.beginning();
            retry.beginAnew();
            listener.onLoss(source);
        }
    }

    /** When the file was last written to, if it is as long as that; null when it is not, or is not where it was. */
    private @Nullable FileTime timeAt(long size) {
        Path path = names.path();
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            boolean same = attributes.size() == size && key.equals(FileKey.of(path, attributes));
            return same ? attributes.lastModifiedTime() : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Whether the same has been written in place of what has been read: only the file's time tells. While a line is being appended the time
     * is new before the size is, so that a moment is waited.
     */
    private boolean isWrittenAgain(long size, long now) {
        FileTime read = timed;
        if (read == null || size == 0 || size > MOST_WRITTEN_AT_ONCE) {
            return false;
        }
        FileTime time = timeAt(size);
        if (time == null || time.toMillis() <= read.toMillis()) {
            suspected = null;
            return false;
        }
        if (!time.equals(suspected)) {
            suspected = time;
            suspectedNanos = now;
        }
        return now - suspectedNanos >= MOMENT_NANOS;
    }

    /** Leaves out a line at which our own code always fails; that it is missing is told. */
    private void passOver(byte[] bytes, int kept, int to) {
        listener.onLoss(source);
        if (!sniffed) {
            framer.restart(encoding(bytes, kept, to));
            sniffed = true;
        }
        place.advance(bytes, to, to - kept);
        framer.resume(place.anchor(), place.position());
        retry.passedOver(place.position());
        progressed = true;
    }

    private TextEncoding encoding(byte[] bytes, int kept, int to) {
        return sniffed ? framer.encoding() : TextEncoding.sniff(bytes, kept, to - kept, spec.encoding());
    }

    /** Index behind the first line that ends there; {@code to} when none does. */
    private int endOfLine(byte[] bytes, int kept, int to) {
        TextEncoding encoding = encoding(bytes, kept, to);
        int unit = encoding.unit();
        for (int i = kept + (sniffed ? 0 : encoding.mark()); i + unit <= to; i += unit) {
            if (encoding.is(bytes, i, '\n') || encoding.is(bytes, i, '\r')) {
                return i + unit;
            }
        }
        return to;
    }

    /**
     * Reads on to the end, for what comes next must not come before.
     *
     * @return whether there may be more
     */
    private synchronized boolean drain(ReadBuffer buffer) {
        try {
            if (poll(buffer)) {
                return true;
            }
            finish();
        } catch (IOException e) {
            fail(e);
        }
        return false;
    }

    private boolean holds() {
        return assembler.heldFrom() >= 0 || (unwrapper != null && unwrapper.heldFrom() >= 0);
    }

    private void finishRecords(long now) {
        if (unwrapper != null) {
            unwrapper.finish(late -> add(late, now));
        }
        assembler.finish();
    }

    /** Hands on what is still held, for nothing will follow it. */
    synchronized void finish() {
        finishRecords(System.nanoTime());
        handOn(0, System.nanoTime());
        noteProgress();
    }

    /** Hands on what is still held, and nothing from now on: whoever gets lines is about to stop, too. */
    synchronized void stop() {
        finish();
        stopped = true;
    }

    /** Tells the checkpoints how far whole records have been handed on. */
    private synchronized void noteProgress() {
        if (progressed && !holds() && framer.cutFrom() < 0) {
            progressed = false;
            checkpoints.progress(checkpoint(), System.nanoTime());
        }
    }

    /** Lets go of the descriptor until there is something to read. */
    synchronized void park() throws IOException {
        FileChannel open = channel;
        if (open != null && open.size() == place.position() + rest.length()) {
            channel = null;
            open.close();
        }
    }

    /** Lets go of the descriptor though there is something to read. */
    synchronized void rest() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "Closing a file failed", e);
            }
        }
    }

    /** Closes it: nothing is read of it behind what is written down here, by which it is known if it is found again. */
    synchronized void depart() {
        checkpoints.forget(key());
        if (!closed) {
            end();
        } else if (!handedOver && sizeSeen > place.position()) {
            listener.onLoss(source);
        }
        Tailers.close(this);
    }

    /** How far it was read, when its descriptor has been let go of and it is found again; null where it is read by another one. */
    synchronized @Nullable Checkpoint left() {
        return handedOver ? null : checkpoint();
    }

    /** A copy of what has been read is known by it later on. */
    private void end() {
        if (place.head().length > 0 && !handedOver) {
            checkpoints.begin(checkpoint().ended());
        }
    }

    /** How far the file has been read; whole records only when nothing is held and no line is being passed over. */
    synchronized Checkpoint checkpoint() {
        return checkpoint(place.content());
    }

    private Checkpoint checkpoint(FileContent content) {
        place.named();
        return at(content);
    }

    private Checkpoint at(FileContent content) {
        FileTime time = timed;
        return new Checkpoint(
                spec.name(),
                source,
                key.file(),
                content.generation(),
                content.position(),
                content.print(),
                time == null ? modified : time,
                time != null,
                names.found());
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

    private int consume(byte[] bytes, int from, int to, long now, boolean atEnd) {
        int start = from;
        boolean due = atEnd && rest.due(to - from, now);
        if (!sniffed && to > from) {
            TextEncoding encoding = TextEncoding.sniff(bytes, from, to - from, spec.encoding());
            boolean mayBecomeMark = to - from < TextEncoding.MARK_BYTES && (bytes[from] & 0xFF) >= 0xEF;
            if (atEnd && mayBecomeMark && !due) {
                return 0;
            }
            framer.restart(encoding);
            start += encoding.mark();
            sniffed = true;
        }
        long position = place.position();
        int consumed = start - from + framer.frame(bytes, start, to, position + start - from);
        if (consumed == 0 && due) {
            framer.flush(bytes, from, to, position);
            consumed = to - from;
        }
        for (Line line : framer.take()) {
            if (unwrapper == null) {
                add(line, now);
            } else {
                unwrapper.add(line, now, whole -> add(whole, now));
            }
        }
        if (consumed > 0) {
            place.advance(bytes, from + consumed, consumed);
            lastReadNanos = now;
        }
        return consumed;
    }

    private void add(Line line, long now) {
        framer.count(line);
        assembler.add(line, now);
    }

    private void handOn(long consumed, long now) {
        held = assembler.heldFrom() >= 0;
        piecesHeld = unwrapper != null && unwrapper.heldFrom() >= 0;
        if (place.needsName()) {
            // The name of a content must be known after a crash, and the content be told from what is written in its
            // place.
            checkpoints.begin(checkpoint(place.startContent()));
            checkpoints.write();
            progressed |= place.moved();
        }
        List<RawRecord> records = assembler.take();
        if (!records.isEmpty() || consumed > 0) {
            listener.onRecords(new RecordBatch(
                    source,
                    place.generation(),
                    records,
                    consumed,
                    framer.takeFlaws(),
                    written(),
                    now,
                    takeReached(),
                    known));
            progressed = true;
        }
    }

    private @Nullable Position takeReached() {
        Checkpoint taken = reached;
        reached = null;
        if (taken == null && checkpoints.archived() && !holds() && framer.cutFrom() < 0) {
            taken = at(place.content());
        }
        return taken == null ? null : taken.position();
    }

    /**
     * How far whole records have been read, where one is held, or a line passed over.
     *
     * @param behind index of the byte behind the place
     */
    private @Nullable Checkpoint reached(byte[] bytes, int behind) {
        long from = wholeUpTo();
        long index = behind - (place.position() - from);
        if (from == place.position() || index <= 0 || from <= 0) {
            return null;
        }
        byte[] anchor = Arrays.copyOfRange(bytes, (int) Math.max(0, index - Fingerprint.ANCHOR_BYTES), (int) index);
        return at(new FileContent(place.generation(), from, Fingerprint.of(place.head(), anchor)));
    }

    /** The end of the last whole record; what is held and what is passed over lies behind it. */
    private long wholeUpTo() {
        long from = place.position();
        for (long held :
                new long[] {assembler.heldFrom(), unwrapper == null ? -1 : unwrapper.heldFrom(), framer.cutFrom()}) {
            from = held < 0 ? from : Math.min(from, held);
        }
        return from;
    }

    /** When the scan that saw what has been read says that it was written; null for what has come since. */
    private @Nullable Instant written() {
        return place.position() <= sizeAtScan ? modified.toInstant() : null;
    }

    /** The file has been truncated, or written anew: what comes is another content. */
    private void begin(FileChannel open) throws IOException {
        // An unfinished line counts as lost, too: shown now, it would have the id of the whole one, which a copy may
        // hold.
        boolean lost = sizeSeen > place.position() || shrunkTo > open.size();
        finishRecords(System.nanoTime());
        handOn(0, System.nanoTime());
        previous = place.content();
        end();
        place = ReadPosition.beginning();
        retry.beginAnew();
        rest.is(0, System.nanoTime());
        timed = null;
        suspected = null;
        sizeSeen = open.size();
        shrunkTo = 0;
        sniffed = false;
        assembler.restart();
        checkpoints.begin(checkpoint());
        checkpoints.write();
        if (lost) {
            listener.onLoss(source);
        }
    }

    /** The channel, opened again if need be; null for a file that has been let go or cannot be found again. */
    private @Nullable FileChannel reopened() throws IOException {
        FileChannel open = channel;
        if (open != null || closed) {
            return open;
        }
        Siblings.Opened again = new Siblings().open(key, names.path());
        if (again == null) {
            // Deleted, or with its directory elsewhere, where it may be found again.
            closed = true;
            end();
            return null;
        }
        names.movedTo(again.path());
        channel = again.channel();
        return again.channel();
    }

    /** @return whether that is news */
    private boolean fail(IOException e) {
        String reason = ReadFailure.of(e, names.path());
        boolean news = !reason.equals(error);
        error = reason;
        return news;
    }

    @Override
    public String toString() {
        return names.path().toString();
    }
}
