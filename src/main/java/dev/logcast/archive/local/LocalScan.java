package dev.logcast.archive.local;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Look;
import dev.logcast.archive.Reading;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.line.LineBatch;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A scan of the blocks that may hold what is wanted, some of them ahead of the caller, and at last through what is not stored yet. A block
 * of which much is asked comes in several pieces, and while it does, none is opened ahead: others have their turn.
 */
final class LocalScan implements Scan {
    /** Who waits for longer may want to know that nothing is found yet. */
    private static final long PATIENCE_MILLIS = 100;

    /** Blocks that are opened at once, when more than a few are asked for. */
    private static final int MOST_AHEAD = 4;

    /** So many blocks are passed over at once. */
    private static final int MOST_PASSED = 4096;

    private final LocalArchive archive;
    private final LineFilter filter;
    private final BlockSearch opener;
    private final boolean forward;
    private final Executor executor;
    private final AtomicLong spentNanos = new AtomicLong();
    private final Deque<Part> ahead = new ArrayDeque<>();

    /** The next sequence number that has not been asked for. */
    private long next;

    /** One at first: who asks for a few lines need not wait for many. */
    private int aheadNow = 1;

    private boolean ended;
    private @Nullable Segment segment;
    private int block;
    private int group = -1;
    private int lookedAt;
    private long candidates;

    LocalScan(
            LocalArchive archive,
            LineFilter filter,
            OpenedBlocks blocks,
            long next,
            boolean forward,
            Executor executor) {
        this.archive = archive;
        this.filter = filter;
        this.opener = new BlockSearch(filter, blocks);
        this.next = next;
        this.forward = forward;
        this.executor = executor;
    }

    @Override
    public @Nullable ScanStep next() throws IOException {
        while (ahead.size() < aheadNow) {
            Part more = advance();
            if (more == null) {
                break;
            }
            ahead.add(more);
        }
        Part first = ahead.peek();
        if (first == null) {
            return null;
        }
        ScanStep piece = first.take();
        if (first.ended()) {
            ahead.remove();
            aheadNow = Math.min(MOST_AHEAD, aheadNow + 1);
        } else {
            aheadNow = 1;
        }
        return piece;
    }

    /** Opens a block; is called once, and may take its time. */
    private interface Opening {
        BlockSearch.Find open() throws IOException;
    }

    /** A part is looked through for as long as that, by another thread. */
    private final class Moment implements Reading {
        private final CompletableFuture<List<ArchiveEntry>> found = new CompletableFuture<>();
        private final Part part;

        Moment(Part part) {
            this.part = part;
        }

        @Override
        public long spentNanos() {
            return spentNanos.get();
        }

        @Override
        public void run() {
            if (found.isDone()) {
                return;
            }
            long began = System.nanoTime();
            try {
                found.complete(part.look());
            } catch (Throwable e) {
                found.completeExceptionally(e);
            } finally {
                spentNanos.addAndGet(System.nanoTime() - began);
            }
        }
    }

    /** What lies between two sequence numbers, looked through by another thread a moment ahead of the caller. */
    private final class Part {
        private final Opening opening;
        private long from;
        private long through;
        private BlockSearch.@Nullable Find find;
        private boolean ended;
        private CompletableFuture<List<ArchiveEntry>> entries;

        Part(long from, long through, Opening opening) {
            this.opening = opening;
            this.from = from;
            this.through = through;
            this.entries = ahead();
        }

        /** Of what is known at once. */
        Part(long from, long through, BlockSearch.Find find) {
            this.opening = () -> find;
            this.find = find;
            this.from = from;
            this.through = through;
            this.entries = CompletableFuture.completedFuture(told(find.go()));
        }

        private CompletableFuture<List<ArchiveEntry>> ahead() {
            Moment moment = new Moment(this);
            executor.execute(moment);
            return moment.found;
        }

        private List<ArchiveEntry> look() throws IOException {
            BlockSearch.Find opened = find;
            if (opened == null) {
                opened = opening.open();
                find = opened;
            }
            return told(opened.go());
        }

        /** What has been found by now, of which nothing may have been looked at yet. */
        ScanStep take() throws IOException {
            List<ArchiveEntry> found;
            try {
                found = entries.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return nothing();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("The search was interrupted");
            } catch (ExecutionException e) {
                ended = true;
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new CompletionException(e.getCause());
            }
            BlockSearch.Find at = find;
            Look look = at == null || at.ended() ? null : at.look();
            long first = from;
            long last = through;
            if (look == null) {
                ended = true;
            } else if (forward) {
                last = look.next() - 1;
                from = look.next();
            } else {
                first = look.next() + 1;
                through = look.next();
            }
            if (!ended) {
                entries = ahead();
            }
            return new ScanStep(first, last, found);
        }

        private ScanStep nothing() {
            return forward ? new ScanStep(from, from - 1, List.of()) : new ScanStep(through + 1, through, List.of());
        }

        boolean ended() {
            return ended;
        }

        void cancel() {
            entries.cancel(false);
        }
    }

    private static BlockSearch.Find only(ArchiveEntry entry) {
        return new BlockSearch.Find(List.of(entry), null);
    }

    /** Asks for one piece more; null where there is none for now. */
    private @Nullable Part advance() throws IOException {
        return forward ? onward() : back();
    }

    private @Nullable Part onward() throws IOException {
        Segment at = segment;
        if (at == null || at.closed() || block >= at.size()) {
            at = archive.segmentBehind(next - 1);
            segment = at;
            if (at == null) {
                return tail();
            }
            block = at.behind(next - 1);
            group = -1;
        }
        int size = at.size();
        long from = next;
        int passed = 0;
        for (; block < size && passed < MOST_PASSED; block++, passed++) {
            if (at.first(block) > next) {
                return hole(from, at.first(block) - 1);
            }
            next = at.last(block) + 1;
            if (wanted(at, block)) {
                return open(at, block++, from, next - 1, from);
            }
        }
        return new Part(from, next - 1, BlockSearch.Find.NOTHING);
    }

    private @Nullable Part tail() throws IOException {
        List<LineBatch> waiting = archive.waitingBehind(next - 1);
        long stored = archive.through();
        if (archive.segmentBehind(next - 1) != null) {
            // Stored while it was looked for.
            return onward();
        }
        long from = next;
        long first = waiting.isEmpty() ? stored + 1 : waiting.get(0).firstSequence();
        if (first > from) {
            return hole(from, first - 1);
        }
        if (waiting.isEmpty()) {
            return null;
        }
        next = waiting.get(waiting.size() - 1).lastSequence() + 1;
        return new Part(from, next - 1, opener.in(waiting, from, Long.MAX_VALUE, true));
    }

    /** @param from what was passed over before it, too */
    private Part hole(long from, long last) {
        ArchiveEntry hole = new ArchiveEntry.Hole(next, last);
        next = last + 1;
        return new Part(from, last, only(hole));
    }

    private @Nullable Part back() throws IOException {
        if (ended || next < 1) {
            return null;
        }
        long to = next;
        Segment at = segment;
        if (at == null) {
            List<LineBatch> waiting = archive.waitingBehind(0);
            if (!waiting.isEmpty() && waiting.get(0).firstSequence() <= next) {
                next = waiting.get(0).firstSequence() - 1;
                return new Part(next + 1, to, opener.in(waiting, 1, to, false));
            }
            at = archive.segmentBefore(next + 1);
            if (at == null) {
                ended = true;
                return null;
            }
            segment = at;
            group = -1;
            block = Math.min(at.behind(next - 1), at.size() - 1);
            if (block >= 0 && at.first(block) > next) {
                block--;
            }
        }
        int passed = 0;
        for (; block >= 0 && passed < MOST_PASSED; block--, passed++) {
            if (wanted(at, block)) {
                long first = at.first(block);
                Part piece = open(at, block, first, to, 1);
                next = first - 1;
                block--;
                return piece;
            }
        }
        if (block >= 0) {
            next = at.first(block + 1) - 1;
        } else {
            next = at.firstSequence() - 1;
            Segment earlier = archive.segmentBefore(at.firstSequence());
            if (earlier == null) {
                ended = true;
            } else {
                segment = earlier;
                block = earlier.size() - 1;
                group = -1;
            }
        }
        return new Part(next + 1, to, BlockSearch.Find.NOTHING);
    }

    private boolean wanted(Segment at, int index) throws IOException {
        if (index / IndexFile.GROUP != group || index >= lookedAt) {
            group = index / IndexFile.GROUP;
            // Before it is asked for its blocks: there may be more of them at any time.
            lookedAt = Math.min(at.size(), (group + 1) * IndexFile.GROUP);
            candidates = at.candidates(group, filter, archive.sources());
        }
        return (candidates >>> index % IndexFile.GROUP & 1) != 0;
    }

    /** @param lowest lines before this one are left out */
    private Part open(Segment at, int index, long from, long through, long lowest) {
        return new Part(from, through, () -> {
            try {
                return opener.open(at, index, lowest, through, forward);
            } catch (IOException e) {
                if (at.closed()) {
                    // Deleted meanwhile.
                    return only(new ArchiveEntry.Hole(Math.max(lowest, at.first(index)), through));
                }
                throw e;
            }
        });
    }

    private List<ArchiveEntry> told(List<ArchiveEntry> entries) {
        return forward
                ? entries
                : entries.stream()
                        .filter(entry -> !(entry instanceof ArchiveEntry.Hole))
                        .toList();
    }

    @Override
    public void close() {
        ahead.forEach(Part::cancel);
        ahead.clear();
    }
}
