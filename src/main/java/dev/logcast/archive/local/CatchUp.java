package dev.logcast.archive.local;

import dev.logcast.archive.Reread;
import dev.logcast.archive.local.block.BlockContent;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.LossReason;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines that were published while nothing could be stored, more than memory holds: what is remembered is where they stand in their
 * files, and their numbers. They are read again from there. What no file holds any more, or not as it was, is a loss with its count. Not
 * thread-safe.
 */
final class CatchUp {
    private static final System.Logger LOG = ServerLog.of(CatchUp.class.getName());

    /** What comes behind so many batches is not remembered: it is lost. */
    private static final int MOST_REMEMBERED = 200_000;

    private static final int MOST_GIVEN = 4096;

    private final Reread files;
    private final Deque<Missed> missed = new ArrayDeque<>();

    /** What comes behind those that are remembered. */
    private Losses losses = new Losses();

    private boolean forgetful;
    private int given;
    private final Map<BlockContent, Pending> readers = new HashMap<>();

    /** A batch that was let go of; without offsets where it is lost, or told a loss itself. */
    private record Missed(
            SourceId source,
            long generation,
            long firstOffset,
            long lastOffset,
            long firstSequence,
            String reason,
            LevelCounts counts) {
        LineBatch loss() {
            return counts.count(null) == 0
                    ? LineBatch.loss(source, firstSequence, 0, reason)
                    : LineBatch.loss(source, firstSequence, 0, reason, counts);
        }
    }

    /** Lines of a content that have been read again, and come next. */
    private static final class Pending {
        private final Reread.@Nullable Lines lines;
        private final Deque<LogLine> read = new ArrayDeque<>();

        Pending(Reread.@Nullable Lines lines) {
            this.lines = lines;
        }

        @Nullable
        LogLine peek() throws IOException {
            if (read.isEmpty() && lines != null) {
                read.addAll(lines.next());
            }
            return read.peek();
        }
    }

    CatchUp(Reread files) {
        this.files = files;
    }

    boolean isEmpty() {
        return missed.isEmpty() && !forgetful;
    }

    /** Takes a batch that was let go of; each comes behind the one before. */
    void add(LineBatch batch) {
        forgetful |= missed.size() >= MOST_REMEMBERED;
        if (forgetful) {
            losses.add(batch);
            return;
        }
        String loss = batch.loss();
        if (loss != null) {
            missed.add(new Missed(batch.source(), 0, -1, -1, batch.firstSequence(), loss, batch.counts()));
            return;
        }
        LogLine first = batch.lines().get(0);
        LogLine last = batch.lines().get(batch.lines().size() - 1);
        boolean remembered = first.id().generation() == last.id().generation();
        missed.add(new Missed(
                batch.source(),
                first.id().generation(),
                remembered ? first.id().offset() : -1,
                last.id().offset(),
                batch.firstSequence(),
                LossReason.ARCHIVE_FAILED,
                batch.counts()));
    }

    /**
     * What is to be stored next.
     *
     * @param enough in characters of text
     */
    List<LineBatch> next(int enough) {
        if (missed.isEmpty()) {
            return losses.batches();
        }
        List<LineBatch> batches = new ArrayList<>();
        Losses gone = new Losses();
        int size = 0;
        given = 0;
        for (Missed each : missed) {
            if (size >= enough || given >= MOST_GIVEN) {
                break;
            }
            given++;
            LineBatch batch = again(each);
            if (batch.loss() != null) {
                gone.add(batch);
                continue;
            }
            batches.addAll(gone.batches());
            gone = new Losses();
            batches.add(batch);
            for (LogLine line : batch.lines()) {
                size += line.message().length();
            }
        }
        batches.addAll(gone.batches());
        return batches;
    }

    /** What was given last has been stored. */
    void stored() {
        if (missed.isEmpty()) {
            forgetful = false;
            losses = new Losses();
        }
        for (; given > 0; given--) {
            missed.remove();
        }
        if (missed.isEmpty()) {
            close();
        }
    }

    /** Reads from the beginning of what is missing again: what was given last could not be stored. */
    void close() {
        readers.values().forEach(pending -> {
            if (pending.lines != null) {
                pending.lines.close();
            }
        });
        readers.clear();
    }

    private LineBatch again(Missed wanted) {
        if (wanted.firstOffset < 0) {
            return wanted.loss();
        }
        List<LogLine> lines = new ArrayList<>();
        try {
            BlockContent content = new BlockContent(wanted.source, wanted.generation);
            Pending pending = readers.get(content);
            if (pending == null) {
                pending = new Pending(files.of(wanted.source, wanted.generation));
                readers.put(content, pending);
            }
            for (LogLine line = pending.peek();
                    line != null && line.id().offset() <= wanted.lastOffset;
                    line = pending.peek()) {
                pending.read.remove();
                if (line.id().offset() >= wanted.firstOffset) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A file cannot be read again", e);
        }
        return lines.size() == wanted.counts.count(null)
                ? new LineBatch(wanted.source, wanted.firstSequence, 0, lines)
                : wanted.loss();
    }
}
