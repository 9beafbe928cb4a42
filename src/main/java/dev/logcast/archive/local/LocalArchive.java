package dev.logcast.archive.local;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveReport;
import dev.logcast.archive.Extent;
import dev.logcast.archive.Histogram;
import dev.logcast.archive.Reread;
import dev.logcast.archive.Scan;
import dev.logcast.archive.TimeBudget;
import dev.logcast.archive.local.block.BlockEncoder;
import dev.logcast.archive.local.block.BlockHeader;
import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.Cursor;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LossReason;
import dev.logcast.line.Position;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The archive in a directory of this machine: {@link Segment segments}, each a directory of its own, and what waits to be stored.
 *
 * <p>What is stored survives the end of the process at once, and a loss of power after at most two seconds. While nothing can be stored
 * lines go on; the newest of them are kept in memory and stored later.
 */
public final class LocalArchive implements Archive {
    private static final System.Logger LOG = ServerLog.of(LocalArchive.class.getName());
    private static final long BLOCK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long FORCE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long RETENTION_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int MOST_FAULTS = 3;

    private final String epoch;
    private final ArchiveSettings settings;
    private final Segments segments;
    private final OpenedBlocks blocks = new OpenedBlocks();
    private final Backlog backlog;
    private final Executor readers;
    private final Consumer<Collection<Position>> stored;
    private final IntConsumer whenLost;
    private final Faults faults;
    private final BlockEncoder encoder = new BlockEncoder();
    private final CatchUp catchUp;

    /** Guarded by itself. */
    private final ArchiveState state = new ArchiveState();

    /** Sequence number of the last line that is stored, or was. */
    private volatile long through;

    /** As it was when this run began; never changed after that. */
    private ArchiveState before = new ArchiveState();

    private volatile long newest;
    private final KnownExtents extents = new KnownExtents();
    private final AtomicLong lost = new AtomicLong();
    private volatile @Nullable String error;
    private volatile boolean rebuilding;

    // Of the storing thread.
    private long forcedNanos = System.nanoTime();
    private long retainedNanos = forcedNanos;
    private boolean unforced;
    private int faulty;

    /**
     * @param epoch of this run's cursors
     * @param readers open blocks for those who ask
     * @param files are read again where lines could not be stored
     * @param stored is told of positions when all before them is on the disk
     * @param lost is told of lines that could neither be stored nor be read again
     */
    public LocalArchive(
            Path directory,
            ArchiveSettings settings,
            String epoch,
            InstantSource clock,
            Executor readers,
            Reread files,
            Consumer<Collection<Position>> stored,
            IntConsumer lost,
            Faults faults) {
        this(directory, settings, epoch, clock, readers, files, stored, lost, faults, Channels.SYSTEM);
    }

    LocalArchive(
            Path directory,
            ArchiveSettings settings,
            String epoch,
            InstantSource clock,
            Executor readers,
            Reread files,
            Consumer<Collection<Position>> stored,
            IntConsumer lost,
            Faults faults,
            Channels channels) {
        this.epoch = epoch;
        this.settings = settings;
        this.segments = new Segments(directory, settings, clock, channels);
        this.backlog = new Backlog(settings.backlogBytes());
        this.readers = readers;
        this.catchUp = new CatchUp(files);
        this.stored = stored;
        this.whenLost = lost;
        this.faults = faults;
    }

    @Override
    public void open() throws IOException {
        synchronized (state) {
            segments.open(state);
            through = state.through();
            newest = through;
        }
        before = segments.stateAtStart();
        readers.execute(this::load);
    }

    /** Finds out what all segments hold before anybody asks; damaged indexes are made again. */
    private void load() {
        rebuilding = true;
        for (Segment segment : segments.all()) {
            faults.guard(Part.STORE, "a segment at the start", () -> load(segment));
        }
        rebuilding = false;
    }

    private static void load(Segment segment) {
        try {
            segment.load();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A segment cannot be read", e);
        }
    }

    @Override
    public List<Duty> duties() {
        return List.of(new Duty("archive", Part.STORE, faults, this::work));
    }

    private boolean work() throws InterruptedException {
        // Asked before: what was added until it was closed is still there to be stored.
        boolean closed = backlog.closed();
        try {
            Backlog.Portion portion = backlog.await(faulty == 0 ? settings.blockBytes() : 1, BLOCK_NANOS);
            boolean done = portion != null && store(portion);
            if (!closed || done) {
                settle();
                return true;
            }
        } catch (InterruptedException e) {
            end();
            throw e;
        }
        end();
        return false;
    }

    /** @return whether that succeeded */
    private boolean store(Backlog.Portion portion) throws InterruptedException {
        try {
            if (!catchUp.isEmpty()) {
                catchUp();
                return true;
            }
            append(portion.batches(), portion.positions());
            synchronized (state) {
                portion.positions().forEach(state::reached);
            }
            backlog.remove(portion);
            unforced = true;
            faulty = 0;
            if (error != null) {
                LOG.log(System.Logger.Level.INFO, "Lines are stored in {0} again.", segments.directory());
                error = null;
                backlog.bypass(false);
            }
            return true;
        } catch (IOException e) {
            fail(e);
        } catch (Throwable e) {
            faults.note(Part.STORE, segments.directory(), e);
            fail(e);
            passOver(portion);
        }
        return false;
    }

    /** From a batch that cannot be stored by our own fault, and not by that of the disk, those behind it must not suffer. */
    private void passOver(Backlog.Portion portion) {
        if (++faulty > MOST_FAULTS && portion.batches().size() == 1) {
            backlog.remove(portion);
            lost(portion.batches().get(0).count(null));
            faulty = 0;
        }
    }

    private void append(List<LineBatch> batches, Collection<Position> positions) throws IOException {
        if (!batches.isEmpty()) {
            BlockHeader header = encoder.encode(epoch, batches, List.copyOf(positions));
            segments.append(header, encoder, state);
            through = header.lastSequence();
        }
    }

    /** Stores some of the lines that are not in memory any more; what is comes behind them. */
    private void catchUp() throws IOException {
        List<LineBatch> again = catchUp.next(settings.blockBytes());
        append(again, List.of());
        catchUp.stored();
        again.stream()
                .filter(batch -> LossReason.ARCHIVE_FAILED.equals(batch.loss()))
                .mapToInt(batch -> batch.count(null))
                .forEach(this::lost);
        unforced = true;
        shed();
    }

    private void lost(int lines) {
        lost.addAndGet(lines);
        whenLost.accept(lines);
    }

    /** Lets go of what has waited longest, where that is too much to be held. */
    private void shed() {
        backlog.shed(2 * settings.backlogBytes()).forEach(catchUp::add);
    }

    private void fail(Throwable e) throws InterruptedException {
        if (error == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Cannot store lines in {0}: {1}. Lines go on without being stored. Trying again every second.",
                    segments.directory(),
                    e);
        }
        error = String.valueOf(e.getMessage());
        backlog.bypass(true);
        catchUp.close();
        shed();
        Thread.sleep(BLOCK_NANOS / 1_000_000);
    }

    /** What has to be done from time to time. */
    private void settle() {
        long now = System.nanoTime();
        if (unforced && now - forcedNanos >= FORCE_NANOS) {
            forcedNanos = now;
            faults.guard(Part.STORE, "bringing lines to the disk", this::force);
        }
        if (now - retainedNanos >= RETENTION_NANOS) {
            retainedNanos = now;
            faults.guard(Part.STORE, "retention", this::retain);
        }
    }

    private void retain() {
        try {
            segments.retain(state);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The last segment could not be ended", e);
        }
    }

    private void force() {
        try {
            segments.force();
            stored.accept(positions());
            unforced = false;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Stored lines could not be brought to the disk", e);
        }
    }

    private void end() {
        faults.guard(Part.STORE, "bringing lines to the disk", this::force);
        try {
            synchronized (state) {
                segments.note(state);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The last positions could not be stored", e);
        }
    }

    @Override
    public void append(LineBatch batch) {
        backlog.add(batch, batch.reached());
        newest = batch.lastSequence();
    }

    @Override
    public void reached(Position position) {
        backlog.add(null, position);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        backlog.awaitRoom();
    }

    @Override
    public Collection<Position> positions() {
        synchronized (state) {
            return state.positions();
        }
    }

    @Override
    public long storedUpTo(SourceId source, long generation) {
        return before.storedUpTo(source, generation);
    }

    List<String> sources() {
        synchronized (state) {
            return state.sources();
        }
    }

    @Override
    public long oldest() {
        long stored = segments.oldest();
        if (stored > 0) {
            return stored;
        }
        List<LineBatch> waiting = backlog.behind(0);
        return waiting.isEmpty() ? newest + 1 : waiting.get(0).firstSequence();
    }

    @Override
    public long newest() {
        return newest;
    }

    @Override
    public OptionalLong place(Cursor cursor) {
        OptionalLong end = before.end(cursor.epoch());
        return end.isEmpty() ? end : OptionalLong.of(Math.min(cursor.sequence(), end.getAsLong()));
    }

    @Override
    public long before(Instant time) throws IOException {
        // First what waits: it may be stored at any moment.
        long last = newest;
        List<LineBatch> waiting = backlog.behind(0);
        return segments.beforeTime(BlockEncoder.millis(time))
                .orElse(waiting.isEmpty() ? last : waiting.get(0).firstSequence() - 1);
    }

    @Override
    public long lastBefore(Instant time) throws IOException {
        List<LineBatch> waiting = backlog.behind(0);
        for (int i = waiting.size() - 1; i >= 0; i--) {
            if (waiting.get(i).lines().stream().anyMatch(line -> line.time().isBefore(time))) {
                return waiting.get(i).lastSequence();
            }
        }
        return segments.lastBefore(BlockEncoder.millis(time));
    }

    @Override
    public Scan forward(long behind, LineFilter filter) {
        return new LocalScan(this, filter, blocks, Math.max(behind + 1, 1), true, readers);
    }

    @Override
    public Scan backward(long before, LineFilter filter) {
        return new LocalScan(this, filter, blocks, Math.min(before - 1, newest), false, readers);
    }

    @Nullable
    Segment segmentBehind(long sequence) throws IOException {
        return segments.behind(sequence);
    }

    @Nullable
    Segment segmentBefore(long sequence) {
        return segments.before(sequence);
    }

    long through() {
        return through;
    }

    List<LineBatch> waitingBehind(long sequence) {
        return backlog.behind(sequence);
    }

    @Override
    public @Nullable Extent extent(LineFilter filter, Instant now, TimeBudget budget) throws IOException {
        List<LineBatch> waiting = backlog.behind(0);
        return new Sample(filter, blocks, budget).extent(segments.all(), waiting, sources(), now);
    }

    @Override
    public @Nullable Extent recentExtent(LineFilter filter, Instant now, TimeBudget budget) throws IOException {
        long last = newest;
        Extent known = extents.get(filter, last);
        if (known != null) {
            return known;
        }
        Extent extent = extent(filter, now, budget);
        if (extent != null) {
            extents.put(filter, last, extent);
        }
        return extent;
    }

    @Override
    public void count(LineFilter filter, Histogram histogram, TimeBudget budget) throws IOException {
        List<LineBatch> waiting = backlog.behind(0);
        new HistogramScan(filter, blocks, histogram, budget).count(segments.all(), waiting, sources());
    }

    @Override
    public ArchiveReport report() {
        ArchiveReport.State now = error != null
                ? ArchiveReport.State.FAILING
                : rebuilding ? ArchiveReport.State.REBUILDING : ArchiveReport.State.STORING;
        return new ArchiveReport(
                now,
                error,
                segments.bytes(),
                segments.count(),
                segments.indexed(),
                oldest(),
                newest,
                segments.since(),
                backlog.lines(),
                lost.get(),
                segments.damaged());
    }

    @Override
    public long delete(Instant olderThan) throws IOException {
        return segments.delete(BlockEncoder.millis(olderThan));
    }

    @Override
    public void close() throws IOException {
        backlog.close();
    }

    @Override
    public void release() throws IOException {
        segments.close();
    }
}
