package dev.logcast.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.source.multiline.Multiline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traces that are written line by line, read by a duty cycle whose clock the test turns. */
class TracesTest {
    private static final int COUNT = 1000;
    private static final int[] PAUSES_MILLIS = {0, 1, 3, 10, 20};

    /** A file that is read after each of its lines, and every so often besides. */
    private static final class Cycle {
        private final RecordAssembler assembler = new RecordAssembler(Multiline.AUTO.joiner(), 1_000_000);
        private final List<String> records = new ArrayList<>();
        private long nanos;
        private long offset;

        void write(String line) {
            assembler.add(new Line(offset, offset + line.length() + 1, line, -1, false), nanos);
            offset += line.length() + 1;
            poll();
        }

        void pass(long millis) {
            for (long i = 0; i < millis; i++) {
                nanos += Duration.ofMillis(1).toNanos();
                poll();
            }
        }

        private void poll() {
            assembler.pause();
            assembler.expire(nanos);
            assembler.take().forEach(record -> records.add(record.text()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void traceBehindItsLogLineIsOneRecord(Traces language) {
        assertOneRecordEach(language, true);
    }

    @ParameterizedTest
    @EnumSource
    void traceAloneIsOneRecord(Traces language) {
        assertOneRecordEach(language, false);
    }

    private static void assertOneRecordEach(Traces language, boolean behindLogLine) {
        for (int pause : PAUSES_MILLIS) {
            Random random = new Random(pause);
            Cycle cycle = new Cycle();
            List<String> written = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                List<String> lines = language.lines(random, behindLogLine);
                written.add(String.join("\n", lines));
                for (String line : lines) {
                    cycle.write(line);
                    cycle.pass(pause);
                }
                if (random.nextInt(4) == 0) {
                    cycle.pass(200);
                }
            }
            cycle.pass(200);

            assertThat(cycle.records).as("%d ms between lines", pause).containsExactlyElementsOf(written);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ordinaryLinesBetweenTracesLeaveAtOnce(Traces language) {
        Random random = new Random(1);
        Cycle cycle = new Cycle();
        for (int i = 0; i < COUNT; i++) {
            for (String line : language.lines(random, true)) {
                cycle.write(line);
                cycle.pass(3);
            }
            String ordinary = language.ordinary(random);
            cycle.write(ordinary);

            assertThat(cycle.records).last().isEqualTo(ordinary);
            assertThat(cycle.records).hasSize(2 * (i + 1));
        }
    }
}
