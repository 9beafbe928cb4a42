package dev.logcast.archive.local;

import dev.logcast.archive.Entry;
import dev.logcast.archive.Piece;
import dev.logcast.archive.Scan;
import dev.logcast.line.LineBatch;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the blocks that may hold what is wanted, some of them ahead of the caller, and at last through what is not stored yet.
 */
final class LocalScan implements Scan {
    /** Blocks that are opened at once, when more than a few are asked for. */
    private static final int MOST_AHEAD = 4;

    /** So many blocks are passed over at once. */
    private static final int MOST_PASSED = 4096;

    private final LocalArchive archive;
    private final LineFilter filter;
    private final Opener opener;
    private final boolean forward;
    private final Executor executor;
    private final Deque<CompletableFuture<Piece>> ahead = new ArrayDeque<>();

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

    LocalScan(LocalArchive archive, LineFilter filter, long next, boolean forward, Executor executor) {
        this.archive = archive;
        this.filter = filter;
        this.opener = new Opener(filter);
        this.next = next;
        this.forward = forward;
        this.executor = executor;
    }

    @Override
    public @Nullable Piece next() throws IOException {
        while (ahead.size() < aheadNow) {
            CompletableFuture<Piece> more = advance();
            if (more == null) {
                break;
            }
            ahead.add(more);
        }
        aheadNow = Math.min(MOST_AHEAD, aheadNow + 1);
        CompletableFuture<Piece> first = ahead.poll();
        if (first == null) {
            return null;
        }
        try {
            return first.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw e;
        }
    }

    /** Asks for one piece more; null where there is none for now. */
    private @Nullable CompletableFuture<Piece> advance() throws IOException {
        return forward ? onward() : back();
    }

    private @Nullable CompletableFuture<Piece> onward() throws IOException {
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
        return CompletableFuture.completedFuture(new Piece(from, next - 1, List.of()));
    }

    private @Nullable CompletableFuture<Piece> tail() throws IOException {
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
        return CompletableFuture.completedFuture(
                new Piece(from, next - 1, opener.entries(waiting, from, Long.MAX_VALUE)));
    }

    /** @param from what was passed over before it, too */
    private CompletableFuture<Piece> hole(long from, long last) {
        Entry hole = new Entry.Hole(next, last);
        next = last + 1;
        return CompletableFuture.completedFuture(new Piece(from, last, List.of(hole)));
    }

    private @Nullable CompletableFuture<Piece> back() throws IOException {
        if (ended || next < 1) {
            return null;
        }
        long to = next;
        Segment at = segment;
        if (at == null) {
            List<LineBatch> waiting = archive.waitingBehind(0);
            if (!waiting.isEmpty() && waiting.get(0).firstSequence() <= next) {
                next = waiting.get(0).firstSequence() - 1;
                return CompletableFuture.completedFuture(new Piece(next + 1, to, opener.entries(waiting, 1, to)));
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
                CompletableFuture<Piece> piece = open(at, block, first, to, 1);
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
        return CompletableFuture.completedFuture(new Piece(next + 1, to, List.of()));
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
    private CompletableFuture<Piece> open(Segment at, int index, long from, long through, long lowest) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new Piece(from, through, told(opener.open(at, index, lowest, through)));
                    } catch (IOException e) {
                        if (at.closed()) {
                            // Deleted meanwhile.
                            long first = Math.max(lowest, at.first(index));
                            return new Piece(from, through, told(List.of(new Entry.Hole(first, through))));
                        }
                        throw new CompletionException(e);
                    }
                },
                executor);
    }

    private List<Entry> told(List<Entry> entries) {
        return forward
                ? entries
                : entries.stream()
                        .filter(entry -> !(entry instanceof Entry.Hole))
                        .toList();
    }

    @Override
    public void close() {
        ahead.forEach(piece -> piece.cancel(false));
        ahead.clear();
    }
}
