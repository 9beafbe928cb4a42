package dev.logcast.history;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.line.Cursor;
import dev.logcast.line.LossReason;
import dev.logcast.line.ServerLog;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** All lines of a span in one format, portion by portion: however many they are, only a few blocks of them are in memory. Not thread-safe. */
public final class Export implements Closeable {
    private static final System.Logger LOG = ServerLog.of(Export.class.getName());
    private static final int PORTION_BYTES = 64 * 1024;

    private final SequenceRange span;
    private final FrameEncoder encoder;
    private final String epoch;
    private final boolean resumable;
    private final Supplier<Scan> scans;
    private final boolean rests;
    private Scan scan;
    private final GapCollector missing;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final @Nullable GZIPOutputStream compressor;
    private long through;
    private boolean ended;

    /** The time of the last line; null before the first. */
    private @Nullable Instant time;

    /**
     * @param byTime whether lines come in the order of their times; then gaps are not told, which have a place in that of reading only
     * @param encoder writes lines and gaps
     * @param epoch of the cursors that it writes
     * @param resumable whether lines have cursors to go on from, so that they must stay in the order in which they were read; else late
     *     parts of records stand behind these
     * @param compressed with gzip
     */
    public Export(
            Archive archive,
            Selection selection,
            SequenceRange span,
            boolean byTime,
            FrameEncoder encoder,
            String epoch,
            boolean resumable,
            boolean compressed)
            throws IOException {
        this.span = span;
        this.encoder = encoder;
        this.epoch = epoch;
        this.resumable = resumable || byTime;
        this.through = span.first() - 1;
        this.rests = !byTime;
        this.scans = () -> archive.forward(through, selection.lines());
        this.scan = byTime ? TimePager.all(archive, selection, span) : scans.get();
        this.missing = new GapCollector(selection.filter(), epoch, archive.oldest());
        this.compressor = compressed ? new Compressor(out) : null;
        Utf8Buffer head = new Utf8Buffer(64);
        encoder.start(head, new Cursor(epoch, through));
        put(head);
    }

    /** Fast rather than small: who reads from the same machine should not wait for it. */
    private static final class Compressor extends GZIPOutputStream {
        Compressor(ByteArrayOutputStream to) throws IOException {
            super(to, PORTION_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Whether {@link #rest()} lets go of all that takes memory. */
    public boolean rests() {
        return rests;
    }

    /** Lets go of what has been read ahead; it is read again when the next portion is asked for. */
    public void rest() {
        if (rests && !ended) {
            scan.close();
            scan = scans.get();
        }
    }

    /**
     * The next portion, which may be empty: it takes no longer than a moment, so that who waits can look whether somebody still does.
     *
     * @return null behind the last one
     */
    public byte @Nullable [] next() throws IOException {
        if (ended) {
            return null;
        }
        Utf8Buffer text = new Utf8Buffer(PORTION_BYTES);
        for (int pieces = 0; !ended && pieces < 4 && text.length() < PORTION_BYTES; pieces++) {
            ended = !piece(text);
        }
        return portion(text);
    }

    /**
     * Ends before all lines have been read.
     *
     * @param reason that the gap tells in their place: an answer that ended without one would look as if it were the whole
     */
    public byte[] cut(String reason) throws IOException {
        Utf8Buffer text = new Utf8Buffer(1024);
        if (!ended) {
            ended = true;
            tellRest(text, reason);
        }
        return portion(text);
    }

    private void tellRest(Utf8Buffer text, String reason) {
        tell(text, null);
        Gap rest = new Gap(reason, null, -1, new Cursor(epoch, through), new Cursor(epoch, span.last()));
        encoder.gap(text, rest.between(time, null));
    }

    private byte[] portion(Utf8Buffer text) throws IOException {
        put(text);
        if (ended && compressor != null) {
            compressor.finish();
        }
        byte[] portion = out.toByteArray();
        out.reset();
        return portion;
    }

    private void put(Utf8Buffer text) throws IOException {
        (compressor == null ? out : compressor).write(text.array(), 0, text.length());
    }

    /** @return whether more may follow */
    private boolean piece(Utf8Buffer text) {
        ScanStep piece;
        try {
            piece = through < span.last() ? scan.next() : null;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "An export ended early: the archive cannot be read", e);
            tellRest(text, LossReason.ARCHIVE_FAILED);
            return false;
        }
        if (piece == null) {
            tell(text, null);
            return false;
        }
        for (ArchiveEntry entry : resumable ? piece.entries() : LateParts.behindTheirRecords(piece.entries())) {
            if (entry.sequence() > span.last()) {
                continue;
            }
            if (entry instanceof ArchiveEntry.Line line) {
                tell(text, line.line().time());
                encoder.line(text, line.line(), line.sequence());
                time = line.line().time();
            } else if (entry instanceof ArchiveEntry.Loss loss) {
                missing.add(loss);
            } else if (entry instanceof ArchiveEntry.Hole hole) {
                missing.addHole(hole.sequence(), Math.min(hole.last(), span.last()));
            }
        }
        through = piece.through();
        return true;
    }

    /** @param until the time of the line that comes next; null: none does */
    private void tell(Utf8Buffer text, @Nullable Instant until) {
        missing.take().forEach(gap -> encoder.gap(text, gap.between(time, until)));
    }

    @Override
    public void close() {
        scan.close();
        if (compressor != null) {
            try {
                compressor.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "What is compressed goes nowhere", e);
            }
        }
    }
}
