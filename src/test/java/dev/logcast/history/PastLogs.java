package dev.logcast.history;

import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.MixedLogs;
import dev.logcast.line.Level;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import dev.logcast.query.SourceGlob;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Logs from a seed, with losses and holes, and the obvious model of what is to be found in them. */
final class PastLogs {
    static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

    /** Writes elements so that they can be compared. */
    static final FrameEncoder TOLD = new FrameEncoder() {
        @Override
        public void line(Utf8Buffer to, LogLine line, long sequence) {
            to.utf8("line " + sequence + ' ' + line.id());
        }

        @Override
        public void gap(Utf8Buffer to, Gap gap) {
            to.utf8("gap " + GapCollector.first(gap) + '-' + gap.to().sequence() + ' ' + gap.source() + ' '
                    + gap.text());
        }
    };

    private static final List<String> QUERIES = List.of(
            "",
            "",
            "timeout",
            "absentword",
            "timeout OR refund -retry",
            "level>=warn",
            "status>=500",
            "source:*r*",
            "since:2026-11-20T00:00:20Z",
            "until:2026-11-20T00:01:00Z level>=warn");

    private final Random random;
    private final MixedLogs logs;
    private final List<ArchiveEntry> all = new ArrayList<>();

    PastLogs(Random random) {
        this.random = random;
        this.logs = new MixedLogs(random.nextLong(), START, 1 + random.nextInt(100));
    }

    /** A batch, a loss or nothing where something should be. */
    void append(Archive archive) {
        int kind = random.nextInt(16);
        long next = logs.sequence() + 1;
        if (kind == 0) {
            SourceId source = new SourceId(random.nextBoolean() ? "access" : "worker");
            LineBatch loss = random.nextBoolean()
                    ? LineBatch.loss(source, next, 0, "truncated")
                    : LineBatch.loss(source, next, 0, "rate-limit", LevelCounts.of(3, new int[] {2, 2, 1, 1, 0, 0}));
            logs.goOnBehind(loss.lastSequence());
            archive.append(loss);
            all.add(new ArchiveEntry.Loss(next, loss));
            return;
        }
        if (kind == 1 && next > 1) {
            long last = next + random.nextInt(20);
            all.add(new ArchiveEntry.Hole(next, last));
            logs.goOnBehind(last);
        }
        appendLines(archive);
    }

    void appendLines(Archive archive) {
        LineBatch batch = logs.batch(1 + random.nextInt(random.nextInt(8) == 0 ? 80 : 6));
        archive.append(batch);
        for (int i = 0; i < batch.lines().size(); i++) {
            all.add(new ArchiveEntry.Line(
                    batch.firstSequence() + i, batch.lines().get(i)));
        }
    }

    Selection selection() throws QuerySyntaxException {
        List<SourceGlob> sources = random.nextInt(4) == 0 ? List.of(new SourceGlob("json")) : List.of();
        List<SourceGlob> within = random.nextInt(5) == 0 ? List.of(new SourceGlob("*o*")) : List.of();
        Level minimum = random.nextInt(5) == 0 ? Level.WARN : null;
        String query = QUERIES.get(random.nextInt(QUERIES.size()));
        LineFilter filter =
                new LineFilter(sources, within, minimum, null).with(Query.parse(query, START, ZoneOffset.UTC));
        Instant since = random.nextInt(5) == 0 ? START.plusSeconds(random.nextInt(100)) : null;
        Instant until = random.nextInt(5) == 0 ? START.plusSeconds(100 + random.nextInt(100)) : null;
        return new Selection(filter, since, until);
    }

    LogLine anyLine() {
        List<ArchiveEntry.Line> lines = lines();
        return lines.get(random.nextInt(lines.size())).line();
    }

    List<ArchiveEntry.Line> lines() {
        return all.stream()
                .filter(ArchiveEntry.Line.class::isInstance)
                .map(ArchiveEntry.Line.class::cast)
                .toList();
    }

    /** Lines and gaps of a span, as {@link #TOLD} writes them. */
    List<String> expected(Selection selection, SequenceRange span) {
        List<String> elements = new ArrayList<>();
        GapCollector missing = new GapCollector(selection.filter(), "run", 0);
        for (ArchiveEntry entry : all) {
            if (entry instanceof ArchiveEntry.Line line) {
                if (line.sequence() >= span.first()
                        && line.sequence() <= span.last()
                        && selection.lines().matches(line.line())) {
                    tell(missing, elements);
                    elements.add(written(line));
                }
            } else if (entry instanceof ArchiveEntry.Loss loss) {
                if (loss.sequence() >= span.first()
                        && loss.sequence() <= span.last()
                        && selection.filter().wants(loss.batch().source())) {
                    missing.add(loss);
                } else if (loss.sequence() < span.first()
                        && loss.batch().lastSequence() >= span.first()
                        && span.last() >= span.first()
                        && selection.filter().wants(loss.batch().source())) {
                    // Of a loss that has begun before, only that something is missing is told.
                    missing.addHole(span.first(), Math.min(loss.batch().lastSequence(), span.last()));
                }
            } else if (entry instanceof ArchiveEntry.Hole hole) {
                long first = Math.max(hole.sequence(), span.first());
                long last = Math.min(hole.last(), span.last());
                if (first <= last) {
                    missing.addHole(first, last);
                }
            }
        }
        tell(missing, elements);
        return elements;
    }

    static String written(ArchiveEntry.Line line) {
        Utf8Buffer to = new Utf8Buffer(64);
        TOLD.line(to, line.line(), line.sequence());
        return new String(to.toBytes(), StandardCharsets.UTF_8);
    }

    private static void tell(GapCollector missing, List<String> elements) {
        for (Gap gap : missing.take()) {
            Utf8Buffer to = new Utf8Buffer(64);
            TOLD.gap(to, gap);
            elements.add(new String(to.toBytes(), StandardCharsets.UTF_8));
        }
    }
}
