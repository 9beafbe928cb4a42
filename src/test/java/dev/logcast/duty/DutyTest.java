package dev.logcast.duty;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Messages;
import dev.logcast.line.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thread that nothing ends but the end of its work. */
@Timeout(30)
class DutyTest {
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Faults faults = new Faults(new Telemetry() {
        @Override
        public void fault(String part) {
            counts.computeIfAbsent(part, key -> new AtomicInteger()).incrementAndGet();
        }
    });

    static List<Throwable> everythingThatIsThrown() {
        return List.of(
                new IllegalStateException("of ours"),
                new StackOverflowError(),
                new NoClassDefFoundError("dev/logcast/Missing"),
                new OutOfMemoryError("Java heap space"),
                new AssertionError("never"),
                new Throwable("no name"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable fault) throws T {
        throw (T) fault;
    }

    @ParameterizedTest
    @MethodSource("everythingThatIsThrown")
    void cycleThatFailsIsFollowedByTheNext(Throwable fault) {
        AtomicInteger cycles = new AtomicInteger();
        Duty duty = new Duty("read-0", Part.READ, faults, () -> {
            if (cycles.incrementAndGet() <= 2) {
                DutyTest.<RuntimeException>sneak(fault);
            }
            return false;
        });

        try (Messages messages = Messages.of(Faults.class)) {
            duty.run();

            assertThat(cycles).hasValue(3);
            assertThat(counts.get("read")).hasValue(2);
            assertThat(messages.texts()).hasSize(1);
            assertThat(messages.texts().get(0)).contains("read: read-0");
        }
        assertThat(faults.lasting()).isEmpty();
    }

    @Test
    void pieceThatFailsLeavesTheOthersAlone() {
        AtomicInteger done = new AtomicInteger();
        Duty duty = new Duty("find", Part.FIND, faults, () -> false);

        assertThat(duty.guard("a.log", () -> DutyTest.<RuntimeException>sneak(new StackOverflowError())))
                .isFalse();
        assertThat(duty.guard("b.log", done::incrementAndGet)).isTrue();

        assertThat(done).hasValue(1);
        assertThat(faults.lasting()).containsOnlyKeys("find");
        duty.guard("a.log", done::incrementAndGet);
        assertThat(faults.lasting()).isEmpty();
    }

    @Test
    void threadThatDoesNotMoveIsSaidWithThePlaceWhereItIs() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        Duty duty = new Duty("watch", Part.WATCH, faults, () -> {
            stuck.await();
            return false;
        });
        Thread thread = new Thread(duty);
        thread.start();
        await(() -> thread.getState() == Thread.State.WAITING);

        assertThat(duty.problem()).isNull();
        assertThat(duty.problem(System.nanoTime() + Duration.ofSeconds(75).toNanos()))
                .startsWith("has not moved for 75 s, in ")
                .contains("DutyTest");
        stuck.countDown();
        thread.join();
        assertThat(duty.problem()).isEqualTo("has ended");
    }

    @Test
    void threadThatWasNeverBegunIsSaidNotToHave() {
        Duty duty = new Duty("read-0", Part.READ, faults, () -> false);

        assertThat(duty.problem()).isNull();
        assertThat(duty.problem(System.nanoTime() + Duration.ofSeconds(75).toNanos()))
                .isEqualTo("has not begun for 75 s");
    }

    @Test
    void interruptionEndsAThreadThatOnlyFails() throws InterruptedException {
        Duty duty = new Duty("spool", Part.SPOOL, faults, () -> {
            throw new IllegalStateException("always");
        });
        Thread thread = new Thread(duty);
        thread.start();
        await(() -> faults.lasting().containsKey("spool"));

        assertThat(duty.problem()).isNull();
        assertThat(faults.lasting()).containsEntry("spool", "1, such as java.lang.IllegalStateException: always");
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(thread.isAlive()).isFalse();
        assertThat(duty.problem()).isEqualTo("was interrupted");
    }

    @Test
    void whatCannotBeCountedDoesNotEndAnything() {
        Faults uncounted = new Faults(new Telemetry() {
            @Override
            public void fault(String part) {
                throw new IllegalStateException("no metrics");
            }
        });
        assertThat(uncounted.guard(Part.SEND, "a stream", () -> {
                    throw new IllegalStateException("of ours");
                }))
                .isFalse();
    }
}
