package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.find.Warnings;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever those throw that a follower works with, no thread of it ends, and what is not concerned goes on. */
@Timeout(60)
class FaultyTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger counted = new AtomicInteger();
    private final Faults faults = new Faults(new Telemetry() {
        @Override
        public void fault(String part) {
            counted.incrementAndGet();
        }
    });
    private final RecordLog log = new RecordLog();
    private final Listener listener = new Listener();
    private Follower follower;
    private List<Duty> duties;

    @TempDir
    private Path directory;

    /** Throws where it is told to. */
    private final class Listener implements RecordListener {
        volatile Predicate<RecordBatch> failing = batch -> false;
        volatile boolean everywhere;
        volatile Supplier<Throwable> fault = () -> new IllegalStateException("of ours");

        private void fail(boolean now) {
            if (now) {
                FaultyTest.<RuntimeException>sneak(fault.get());
            }
        }

        @Override
        public void onRecords(RecordBatch batch) {
            fail(everywhere || failing.test(batch));
            log.onRecords(batch);
        }

        @Override
        public void onLoss(SourceId source) {
            fail(everywhere);
            log.onLoss(source);
        }

        @Override
        public void awaitRoom() {
            fail(everywhere);
        }

        @Override
        public void onTick() {
            fail(everywhere);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable fault) throws T {
        throw (T) fault;
    }

    static List<Throwable> everythingThatIsThrown() {
        return List.of(
                new IllegalStateException("of ours"),
                new StackOverflowError(),
                new NoClassDefFoundError("dev/logcast/Missing"),
                new OutOfMemoryError("Java heap space"));
    }

    private SourceSpec spec(String name, String glob, Charset encoding) {
        return new SourceSpec(
                name,
                List.of(PathGlob.parse(PathGlob.escape(directory.toString()) + '/' + glob)),
                List.of(),
                StartPosition.BEGINNING,
                encoding,
                Multiline.NONE,
                Duration.ofSeconds(5),
                100_000);
    }

    private void follow() {
        follow(spec("app", "*.log", StandardCharsets.UTF_8));
    }

    private void follow(SourceSpec... specs) {
        follower = new Follower(List.of(specs), listener, InstantSource.system(), Checkpoints.none(), faults);
        duties = follower.duties(2);
        duties.forEach(threads::execute);
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(duties).allMatch(duty -> duty.problem() == null);
        follower.stop(Duration.ofSeconds(1));
        follower.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everythingThatIsThrown")
    void fileThatAlwaysFailsLeavesTheOthersAlone(Throwable fault) throws IOException {
        listener.fault = () -> fault;
        listener.failing = batch ->
                batch.records().stream().anyMatch(record -> record.text().startsWith("bad"));
        append("bad.log", "bad one\n");
        follow();
        append("good.log", "good one\n");
        await(() -> log.texts().contains("good one"));

        await(() -> follower.report(new SourceId("app")).lastError() != null);
        assertThat(follower.report(new SourceId("app")).lastError())
                .isEqualTo(directory.resolve("bad.log") + ": " + fault);
        assertThat(counted.get()).isPositive();
        assertThat(faults.lasting()).containsKey("read");
        append("good.log", "good two\n");
        await(() -> log.texts().contains("good two"));
    }

    @Test
    void lineAtWhichItAlwaysFailsIsPassedOverAndToldAsLost() throws IOException {
        listener.failing = batch ->
                batch.records().stream().anyMatch(record -> record.text().equals("bad"));
        append("app.log", "one\ntwo\nbad\nthree\nfour\n");
        follow();

        await(() -> log.texts().size() == 4);
        assertThat(log.texts()).containsExactly("one", "two", "three", "four");
        assertThat(log.losses()).hasSize(1);
        await(() -> follower.report(new SourceId("app")).lastError() == null);
        assertThat(faults.lasting()).isEmpty();
    }

    @Test
    void whatFailsForAWhileIsReadOnceItDoesNot() throws IOException {
        append("app.log", "one\n");
        follow();
        await(() -> log.texts().contains("one"));
        listener.everywhere = true;
        append("app.log", "two\nthree\n");
        append("new.log", "four\n");
        await(() -> counted.get() > 10);
        assertThat(log.texts()).containsExactly("one");

        listener.everywhere = false;
        await(() -> log.texts().size() == 4);
        append("app.log", "five\n");
        await(() -> log.texts().size() == 5);
        assertThat(log.texts()).containsExactlyInAnyOrder("one", "two", "three", "four", "five");
        assertThat(log.losses()).isEmpty();
        await(() -> faults.lasting().isEmpty());
    }

    @Test
    void sourceWhoseFilesCannotBeBegunLeavesTheOthersAlone() throws IOException {
        append("bad.log", "bad\n");
        append("good.txt", "good one\n");
        follow(spec("bad", "*.log", new Undecodable()), spec("good", "*.txt", StandardCharsets.UTF_8));

        await(() -> follower.ready() && log.texts().contains("good one"));
        await(() -> follower.report(new SourceId("bad")).lastError() != null);
        assertThat(follower.report(new SourceId("bad")).lastError()).contains("bad.log", "no decoder");
        assertThat(faults.lasting()).isNotEmpty();
        append("new.txt", "good two\n");
        append("good.txt", "good three\n");
        await(() -> log.texts().size() == 3);
        assertThat(log.texts()).doesNotContain("bad");
    }

    /** Nobody can make text of it. */
    private static final class Undecodable extends Charset {
        Undecodable() {
            super("x-undecodable", new String[0]);
        }

        @Override
        public boolean contains(Charset other) {
            return false;
        }

        @Override
        public CharsetDecoder newDecoder() {
            throw new IllegalStateException("no decoder");
        }

        @Override
        public CharsetEncoder newEncoder() {
            throw new IllegalStateException("no encoder");
        }
    }

    @Test
    void sourceOfWhichNothingCanBeSaidLeavesTheOthersAlone() throws IOException {
        Files.createSymbolicLink(directory.resolve("bad.log"), directory.resolve("bad.log"));
        append("good.txt", "good one\n");
        Logger logger = Logger.getLogger(Warnings.class.getName());
        Handler failing = new Handler() {
            @Override
            public void publish(LogRecord message) {
                throw new IllegalStateException("no messages");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(failing);
        try {
            follow(spec("bad", "*.log", StandardCharsets.UTF_8), spec("good", "*.txt", StandardCharsets.UTF_8));
            await(() -> log.texts().contains("good one"));
            await(() -> counted.get() > 0);
            append("new.txt", "good two\n");
            append("good.txt", "good three\n");
            await(() -> log.texts().size() == 3);
        } finally {
            logger.removeHandler(failing);
        }
    }
}
