package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.source.record.Traces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces that programs write line by line while they are followed, two files of each in turn, with up to 20 ms between lines. */
class WrittenTracesTest extends Threaded {
    /** Two for each of seven programs are a thousand. */
    private static final int ROUNDS = 72;

    private static final int[] PAUSES_MILLIS = {0, 1, 3, 10};

    /** A writer that the machine keeps waiting for longer than that is no fault of the reader. */
    private static final long LATE_NANOS = Duration.ofMillis(60).toNanos();

    private record Written(List<String> onTime, List<String> late) {}

    @Test
    @Timeout(120)
    void areOneRecordEach() throws Exception {
        follow(spec("*.log"));
        ExecutorService writers = Executors.newCachedThreadPool();
        List<String> onTime = new ArrayList<>();
        List<String> late = new ArrayList<>();
        try {
            List<Callable<Written>> programs = new ArrayList<>();
            for (Traces language : Traces.values()) {
                programs.add(() -> write(language));
            }
            for (Future<Written> written : writers.invokeAll(programs)) {
                onTime.addAll(written.get().onTime());
                late.addAll(written.get().late());
            }
        } finally {
            writers.shutdownNow();
        }
        await(() -> lines(texts()) == lines(onTime) + lines(late));

        Set<String> records = new HashSet<>(texts());
        List<String> joined = onTime.stream().filter(records::contains).toList();
        assertThat(onTime).hasSizeGreaterThan(late.size());
        assertThat(joined).hasSizeGreaterThanOrEqualTo(onTime.size() * 99 / 100);
        assertThat(log.records().stream().filter(record -> record.continues() >= 0))
                .hasSizeLessThanOrEqualTo(onTime.size() / 100 + lines(late));
    }

    private static int lines(Collection<String> records) {
        return records.stream()
                .mapToInt(record -> record.split("\n", -1).length)
                .sum();
    }

    /** @return what was written, as the records that it should be */
    private Written write(Traces language) throws IOException {
        Random random = new Random(language.name().hashCode());
        Written written = new Written(new ArrayList<>(), new ArrayList<>());
        try (OutputStream one = open(language, 1);
                OutputStream other = open(language, 2)) {
            for (int round = 0; round < ROUNDS; round++) {
                boolean behindLogLine = random.nextInt(3) > 0;
                List<String> first = language.lines(random, behindLogLine);
                List<String> second = language.lines(random, behindLogLine);
                int pause = PAUSES_MILLIS[random.nextInt(PAUSES_MILLIS.length)];
                long longest = 0;
                long before = System.nanoTime();
                for (int i = 0; i < first.size(); i++) {
                    line(one, first.get(i), pause);
                    line(other, second.get(i), pause);
                    long now = System.nanoTime();
                    longest = Math.max(longest, now - before);
                    before = now;
                }
                List<String> records = longest > LATE_NANOS ? written.late() : written.onTime();
                records.add(String.join("\n", first));
                records.add(String.join("\n", second));
            }
        }
        return written;
    }

    private OutputStream open(Traces language, int number) throws IOException {
        return Files.newOutputStream(
                directory.resolve(language.name() + number + ".log"),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void line(OutputStream to, String line, int pauseMillis) throws IOException {
        to.write((line + '\n').getBytes(StandardCharsets.UTF_8));
        LockSupport.parkNanos(Duration.ofMillis(pauseMillis).toNanos());
    }
}
