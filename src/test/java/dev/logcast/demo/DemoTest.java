package dev.logcast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.SourceId;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final Pattern TRACE = Pattern.compile("\\b[0-9a-f]{32}\\b");
    private static final Pattern LOSS = Pattern.compile(" step=(\\d+) loss=([0-9.]+)");

    private final Map<SourceId, List<RawRecord>> taken = new TreeMap<>();
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final Demo demo = new Demo(this::feed, () -> now, new Random(4711));

    private RecordListener feed(SourceId source) {
        return new RecordListener() {
            @Override
            public void onRecords(RecordBatch batch) {
                assertThat(batch.source()).isEqualTo(source);
                taken.computeIfAbsent(source, id -> new ArrayList<>()).addAll(batch.records());
            }

            @Override
            public void onLoss(SourceId lost) {
                throw new AssertionError(lost + " lost lines");
            }
        };
    }

    @BeforeEach
    void twoMinutes() throws InterruptedException {
        demo.tell();
        for (Instant end = now.plus(Duration.ofMinutes(2)); now.isBefore(end); now = now.plusMillis(100)) {
            demo.tell();
        }
    }

    private List<String> texts(String source) {
        return taken.get(new SourceId(source)).stream().map(RawRecord::text).toList();
    }

    @Test
    void everySourceHasLinesAndNoOther() {
        assertThat(taken.keySet()).isEqualTo(Demo.sources());
        assertThat(Demo.sources())
                .allSatisfy(source -> assertThat(source.group()).isEqualTo("demo"));
    }

    @Test
    void recordsStandOneBehindTheOther() {
        taken.values().forEach(records -> {
            for (int i = 1; i < records.size(); i++) {
                RawRecord before = records.get(i - 1);
                assertThat(records.get(i).offset())
                        .isEqualTo(before.offset() + before.text().length() + 1);
            }
        });
    }

    @Test
    void afterAnHourAsleepTheTrainingHasMadeEachOfItsSteps() throws InterruptedException {
        now = now.plus(Duration.ofHours(1));
        demo.tell();

        List<Integer> steps = texts("demo/training").stream()
                .flatMap(line -> LOSS.matcher(line).results())
                .map(loss -> Integer.valueOf(loss.group(1)))
                .toList();
        assertThat(steps).hasSizeGreaterThan(3_000);
        for (int i = 1; i < steps.size(); i++) {
            // The next run begins with its first one.
            assertThat(steps.get(i)).isIn(steps.get(i - 1) + 1, 1);
        }
    }

    @Test
    void traceOfAnOrderGoesThroughAllServices() {
        String order = texts("demo/orders").stream()
                .filter(line -> line.contains("confirmed"))
                .findFirst()
                .orElseThrow();
        String trace = TRACE.matcher(order)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();

        for (String source : List.of("demo/web", "demo/orders", "demo/payments", "demo/stock")) {
            assertThat(texts(source)).anyMatch(line -> line.contains(trace));
        }
    }

    @Test
    void errorsComeInSpikesWithStackTraces() {
        List<String> errors = texts("demo/orders").stream()
                .filter(line -> line.contains(" ERROR "))
                .toList();

        assertThat(errors).hasSizeBetween(10, 200).allMatch(line -> line.contains("\n\tat dev.example.shop.orders."));
        assertThat(texts("demo/payments"))
                .filteredOn(line -> line.contains("\"ERROR\""))
                .hasSameSizeAs(errors);
        assertThat(texts("demo/web"))
                .filteredOn(line -> line.contains("\" 503 "))
                .hasSameSizeAs(errors);
        assertThat(texts("demo/orders")).hasSizeGreaterThan(5 * errors.size());
    }

    @Test
    void lossFalls() {
        double[] losses = texts("demo/training").stream()
                .flatMap(line -> LOSS.matcher(line).results())
                .mapToDouble(loss -> Double.parseDouble(loss.group(2)))
                .toArray();

        assertThat(losses.length).isGreaterThan(200);
        assertThat(losses[losses.length - 1]).isLessThan(losses[0] / 3);
    }

    @Test
    void buildsSucceedAndFail() {
        assertThat(texts("demo/build")).contains("[INFO] BUILD SUCCESS", "[ERROR] BUILD FAILURE");
    }

    @Test
    void somethingComesEverySecond() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            int before = taken.values().stream().mapToInt(List::size).sum();
            now = now.plusSeconds(1);
            demo.tell();
            assertThat(taken.values().stream().mapToInt(List::size).sum()).isGreaterThan(before);
        }
    }
}
