package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Level;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final SourceId APP = new SourceId("app");
    private static final long SECOND = 1_000_000_000L;

    private final RateLimits limits = new RateLimits(Map.of("app", 10));

    private static List<LogLine> lines(int count) {
        return Lines.batch("app", 1, Math.max(1, count), Level.ERROR).lines().subList(0, count);
    }

    private int passed(int count, long nanos) {
        return limits.pass(APP, lines(count), nanos).lines().size();
    }

    @Test
    void burstOfOneSecondPassesAndThenTheRate() {
        assertThat(passed(15, 0)).isEqualTo(10);
        assertThat(passed(15, 0)).isZero();
        assertThat(passed(15, SECOND / 2)).isEqualTo(5);
        assertThat(passed(15, 10 * SECOND)).isEqualTo(10);
    }

    @Test
    void whatDoesNotPassIsToldInFrontOfWhatPassesNext() {
        limits.pass(APP, lines(15), 0);
        RateLimits.Passed next = limits.pass(APP, lines(1), 2 * SECOND);
        assertThat(next.lines()).hasSize(1);
        assertThat(next.untold()).isNotNull().satisfies(untold -> {
            assertThat(untold.count(null)).isEqualTo(5);
            assertThat(untold.count(Level.ERROR)).isEqualTo(5);
            assertThat(untold.count(Level.FATAL)).isZero();
        });
    }

    @Test
    void whoIsNotNamedHasNoLimitAndEachSourceOfAGroupHasItsOwn() {
        assertThat(limits.pass(new SourceId("web"), lines(100), 0).lines()).hasSize(100);
        assertThat(limits.pass(new SourceId("app/a"), lines(100), 0).lines()).hasSize(10);
        assertThat(limits.pass(new SourceId("app/b"), lines(100), 0).lines()).hasSize(10);
    }

    @Test
    void everyLineEitherPassesOrIsToldAtMostOnceASecond() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int offered = 0;
        int passed = 0;
        List<Integer> told = new ArrayList<>();
        List<Long> toldAt = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 2_000; i++) {
            now += random.nextInt((int) SECOND / 20);
            long at = now;
            if (random.nextInt(4) == 0) {
                limits.tell(now, (source, untold) -> {
                    told.add(untold.count(null));
                    toldAt.add(at);
                });
                continue;
            }
            int count = random.nextInt(8);
            offered += count;
            RateLimits.Passed result = limits.pass(APP, lines(count), now);
            passed += result.lines().size();
            LevelCounts untold = result.untold();
            if (untold != null) {
                told.add(untold.count(null));
                toldAt.add(at);
            }
        }
        limits.tell(now + 2 * SECOND, (source, untold) -> told.add(untold.count(null)));
        assertThat(passed + told.stream().mapToInt(count -> count).sum())
                .as("seed %d", seed)
                .isEqualTo(offered);
        assertThat(passed).as("seed %d", seed).isLessThanOrEqualTo((int) (10 + now * 10 / SECOND));
        for (int i = 1; i < toldAt.size(); i++) {
            assertThat(toldAt.get(i) - toldAt.get(i - 1)).as("seed %d", seed).isGreaterThanOrEqualTo(SECOND);
        }
    }
}
