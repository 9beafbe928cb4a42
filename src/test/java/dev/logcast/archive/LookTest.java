package dev.logcast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Level;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import dev.logcast.query.SourceGlob;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However much is asked of lines, each look takes a moment, and all of them find what one would. */
class LookTest {
    private static final int RUNS = 4;
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private static LineFilter heavy() {
        String one = "/[a-z]{118}[0-9]/";
        String query = String.join(" OR ", one, one, one, "/[a-z]{110}[0-9]/ OR found");
        try {
            return new LineFilter(List.of(new SourceGlob("app")), null)
                    .with(Query.parse(query, Instant.EPOCH, ZoneOffset.UTC));
        } catch (QuerySyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private List<LineBatch> batches() {
        List<LineBatch> batches = new ArrayList<>();
        long sequence = 1;
        for (int i = 0; i < 8; i++) {
            SourceId source = new SourceId(random.nextInt(4) == 0 ? "other" : "app");
            LineBatch batch;
            if (random.nextInt(4) == 0) {
                batch = LineBatch.loss(source, sequence, 0, "rate-limit", LevelCounts.of(3, new int[6]));
            } else {
                List<LogLine> lines = new ArrayList<>();
                for (int n = 1 + random.nextInt(3); n > 0; n--) {
                    String text = (random.nextBoolean() ? "found " : "") + "a".repeat(random.nextInt(3) * 6000);
                    lines.add(new LogLine(
                            new LineId(source, 1, sequence * 100 + n),
                            Instant.EPOCH,
                            Level.INFO,
                            text,
                            text,
                            null,
                            false));
                }
                batch = new LineBatch(source, sequence, 0, lines);
            }
            batches.add(batch);
            sequence = batch.lastSequence() + 1;
        }
        return batches;
    }

    private static List<ArchiveEntry> model(List<LineBatch> batches, long from, long to) {
        List<ArchiveEntry> all = new ArrayList<>();
        for (LineBatch batch : batches) {
            boolean within = batch.lastSequence() >= from && batch.firstSequence() <= to;
            if (!within || !batch.source().value().equals("app")) {
                continue;
            }
            if (batch.loss() != null) {
                all.add(
                        batch.firstSequence() >= from
                                ? new ArchiveEntry.Loss(batch.firstSequence(), batch)
                                : new ArchiveEntry.Hole(from, batch.lastSequence()));
            }
            for (int i = 0; i < batch.lines().size(); i++) {
                long sequence = batch.firstSequence() + i;
                LogLine line = batch.lines().get(i);
                if (sequence >= from && sequence <= to && line.message().startsWith("found")) {
                    all.add(new ArchiveEntry.Line(sequence, line));
                }
            }
        }
        return all;
    }

    @Test
    void allLooksTogetherFindWhatThereIs() {
        for (int run = 0; run < RUNS; run++) {
            List<LineBatch> batches = batches();
            long last = batches.get(batches.size() - 1).lastSequence();
            long from = 1L + random.nextInt((int) last);
            long to = from + random.nextInt((int) last);
            for (boolean forward : new boolean[] {true, false}) {
                Look look = new Look(batches, heavy(), from, to, forward);
                List<ArchiveEntry> found = new ArrayList<>();
                while (!look.ended()) {
                    found.addAll(forward ? found.size() : 0, look.go());
                }
                assertThat(found)
                        .as("seed %d, run %d, %d to %d, forward %s", seed, run, from, to, forward)
                        .isEqualTo(model(batches, from, to));
            }
        }
    }

    @Test
    void eachLookTakesAMoment() {
        String text = "a".repeat(30_000);
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lines.add(new LogLine(new LineId(new SourceId("app"), 1, i), Instant.EPOCH, null, text, text, null, false));
        }
        Look look = new Look(List.of(new LineBatch(new SourceId("app"), 1, 0, lines)), heavy(), 1, 4, true);
        for (int line = 1; line <= 4; line++) {
            assertThat(look.next()).isEqualTo(line);
            look.go();
        }
        assertThat(look.ended()).isTrue();
    }

    @Test
    void whatCostsLittleIsFoundAtOnce() {
        List<LineBatch> batches = batches();
        long last = batches.get(batches.size() - 1).lastSequence();
        Look look = new Look(batches, LineFilter.ALL, 1, last, true);
        List<ArchiveEntry> found = look.go();

        assertThat(look.ended()).isTrue();
        assertThat(found.get(found.size() - 1).last()).isEqualTo(last);
    }
}
