package dev.logcast.ingest;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.source.Follower;
import dev.logcast.source.RecordLog;
import dev.logcast.source.checkpoint.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails where files are looked after that were pushed, the others are looked after, and the thread goes on. */
@Timeout(60)
class FaultySpoolTest {
    private static final SpoolLimits WIDE =
            new SpoolLimits(64_000_000, 1_000_000, Duration.ofSeconds(10), Duration.ofDays(1), 1_000, 1_000_000_000);

    private final Faults faults = new Faults(Telemetry.NONE);
    private final Clock clock = new Clock();
    private Follower follower;
    private Spool spool;

    @TempDir
    private Path directory;

    /** It is asked once for each source that is looked after. */
    private static final class Clock implements InstantSource {
        final AtomicInteger asked = new AtomicInteger();
        volatile IntPredicate failing = times -> false;

        @Override
        public Instant instant() {
            if (failing.test(asked.incrementAndGet())) {
                throw new NoClassDefFoundError("a/B");
            }
            return Instant.now();
        }
    }

    @BeforeEach
    void open() throws IOException {
        follower = new Follower(List.of(), new RecordLog(), InstantSource.system(), Checkpoints.none());
        spool = new Spool(directory.resolve("spool"), List.of(), follower, WIDE, (source, line) -> line, clock, faults);
        spool.open();
        spool.push(new SourceId("one"));
        spool.push(new SourceId("two"));
        clock.asked.set(0);
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
        follower.stop(Duration.ofSeconds(1));
        follower.close();
    }

    @Test
    void sourceThatFailsLeavesTheOtherAlone() {
        clock.failing = times -> times == 1;

        spool.tend();

        assertThat(clock.asked).hasValue(2);
        assertThat(faults.lasting()).containsEntry("spool", "1, such as java.lang.NoClassDefFoundError: a/B");
        spool.tend();
        assertThat(clock.asked).hasValue(4);
        assertThat(faults.lasting()).isEmpty();
    }

    @Test
    void threadGoesOnWhileEverythingFails() throws IOException, InterruptedException {
        clock.failing = times -> true;
        Duty duty = spool.duties().get(0);
        Thread thread = new Thread(duty);
        thread.start();

        await(() -> clock.asked.get() >= 4);
        assertThat(faults.lasting()).containsEntry("spool", "2, such as java.lang.NoClassDefFoundError: a/B");
        assertThat(duty.problem()).isNull();
        clock.failing = times -> false;
        await(() -> faults.lasting().isEmpty());

        spool.close();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
    }
}
