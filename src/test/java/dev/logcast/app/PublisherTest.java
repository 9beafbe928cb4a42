package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Messages;
import dev.logcast.archive.NoArchive;
import dev.logcast.duty.Faults;
import dev.logcast.line.Attributes;
import dev.logcast.line.LineBatch;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.RateLimits;
import dev.logcast.pipeline.Selections;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.query.Queries;
import dev.logcast.source.record.Flaws;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final SourceId APP = new SourceId("app");

    private final Fired fired = new Fired();
    private final Counted counted = new Counted();
    private final Pipeline pipeline = new Pipeline(
            InstantSource.system(), new RecordMasking(new MaskRules(MaskSettings.DEFAULT), Telemetry.NONE), Map.of());
    private final Publisher publisher = new Publisher(
            pipeline,
            new Selections(
                    Map.of("app", new Selections.Selection(Queries.query("-unheard"), Queries.query("unwanted")))),
            new RateLimits(Map.of()),
            fired,
            new NoArchive(),
            counted,
            new Faults(counted));

    /** An event's observers, which may fail. */
    private static final class Fired extends LineEvents {
        final List<LineBatch> batches = new ArrayList<>();
        boolean failing;

        @Override
        public void fire(LineBatch batch) {
            if (failing) {
                throw new IllegalStateException("an observer's own");
            }
            batches.add(batch);
        }
    }

    private static final class Counted implements Telemetry {
        final List<String> flaws = new ArrayList<>();

        long excluded;

        @Override
        public void linesDropped(String reason, long lines) {
            excluded += reason.equals("excluded") ? lines : 0;
        }

        @Override
        public void flaws(SourceId source, int cut, int malformed, long holeBytes) {
            flaws.add(source.value() + ' ' + cut + ' ' + malformed + ' ' + holeBytes);
        }
    }

    private void read(String... texts) {
        List<RawRecord> records = new ArrayList<>();
        for (String text : texts) {
            records.add(new RawRecord(records.size(), text, -1, false));
        }
        publisher.onRecords(new RecordBatch(APP, 1, records, 10, Flaws.NONE, null, 0, null, Attributes.NONE));
    }

    @Test
    void errorsThatNobodyWantsAreNotCountedAmongTheRecentOnes() {
        read("ERROR one", "ERROR unwanted", "ERROR unheard", "INFO two", "FATAL three");
        assertThat(pipeline.recentErrors(APP)).isEqualTo(2);
    }

    @Test
    void numbersRunThroughLinesAndLosses() {
        read("one", "two");
        publisher.onLoss(APP);
        read("three");

        assertThat(fired.batches).extracting(LineBatch::firstSequence).containsExactly(1L, 3L, 4L);
        assertThat(fired.batches).extracting(LineBatch::loss).containsExactly(null, "truncated", null);
    }

    @Test
    void unwantedLinesAreAsIfTheyHadNeverBeen() {
        read("one", "unwanted", "two", "unheard of");
        read("unwanted");
        read("three");

        assertThat(fired.batches).extracting(LineBatch::firstSequence).containsExactly(1L, 3L);
        assertThat(fired.batches).extracting(LineBatch::loss).containsOnlyNulls();
        assertThat(counted.excluded).isEqualTo(3);
    }

    @Test
    void flawsAreCountedAlsoWhereNoRecordIs() {
        publisher.onRecords(
                new RecordBatch(APP, 1, List.of(), 14, new Flaws(1, 2, 14), null, 0, null, Attributes.NONE));

        assertThat(counted.flaws).containsExactly("app 1 2 14");
        assertThat(fired.batches).isEmpty();
    }

    @Test
    void observerThatFailsIsToldOnceAndGetsWhatComesNext() {
        try (Messages messages = Messages.of(Faults.class)) {
            fired.failing = true;
            read("one");
            read("two");
            assertThat(messages.texts()).hasSize(1);

            fired.failing = false;
            read("three");
            fired.failing = true;
            read("four");
            assertThat(messages.texts()).hasSize(1);
            assertThat(fired.batches).hasSize(1);
        }
    }
}
