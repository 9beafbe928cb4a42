package dev.logcast.app.health;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.app.Threads;
import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.Telemetry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of the threads, while they run and once one does not. */
@Timeout(30)
class AliveTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Faults faults = new Faults(Telemetry.NONE);
    private final Threads threads = new Threads();
    private final CountDownLatch work = new CountDownLatch(1);

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdownNow();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void begin(String name, Duty.Cycle cycle) {
        threads.begin(new Duty(name, Part.READ, faults, cycle), executor);
    }

    private boolean works() throws InterruptedException {
        return !work.await(10, TimeUnit.MILLISECONDS);
    }

    private HealthCheckResponse answer() {
        return Alive.answer(threads.problems(), faults.lasting());
    }

    private Map<String, Object> data() {
        return answer().getData().orElseThrow();
    }

    @Test
    void threadThatHasEndedIsNamedAndTakesTheApplicationDown() {
        begin("find", this::works);
        assertThat(answer().getStatus()).isEqualTo(Status.UP);
        assertThat(data()).isEmpty();

        begin("read-0", () -> false);
        await(() -> !threads.problems().isEmpty());

        assertThat(answer().getName()).isEqualTo("logcast-threads");
        assertThat(answer().getStatus()).isEqualTo(Status.DOWN);
        assertThat(data()).isEqualTo(Map.of("read-0", "has ended"));
    }

    @Test
    void threadThatWasInterruptedIsSaidToHaveBeen() {
        CountDownLatch begun = new CountDownLatch(1);
        begin("find", () -> {
            begun.countDown();
            return works();
        });
        await(() -> begun.getCount() == 0);

        executor.shutdownNow();
        await(() -> !threads.problems().isEmpty());
        assertThat(data()).isEqualTo(Map.of("find", "was interrupted"));
        assertThat(answer().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void faultThatIsTriedAgainIsSaidAndTakesNothingDown() {
        faults.fails(Part.STORE, "a block", new IllegalStateException("of ours"));
        begin("read-0", () -> {
            if (works()) {
                throw new NoClassDefFoundError("a/B");
            }
            return false;
        });
        await(() -> faults.lasting().size() == 2);

        assertThat(answer().getStatus()).isEqualTo(Status.UP);
        assertThat(data())
                .isEqualTo(Map.of(
                        "fault in read", "1, such as java.lang.NoClassDefFoundError: a/B",
                        "fault in store", "1, such as java.lang.IllegalStateException: of ours"));
    }

    @Test
    void threadThatDoesNotEndWithTheOthersIsInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        begin("read-0", () -> {
            begun.countDown();
            return works();
        });
        begin("read-1", () -> {
            begun.countDown();
            never.await();
            return true;
        });
        await(() -> begun.getCount() == 0);

        work.countDown();
        threads.end(Duration.ofMillis(200));
        await(() -> threads.problems().size() == 2);
        assertThat(threads.problems()).containsEntry("read-1", "was interrupted");
    }
}
