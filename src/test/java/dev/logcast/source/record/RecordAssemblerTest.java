package dev.logcast.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.source.multiline.Multiline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much is joined, how long that is waited for, and what becomes of what comes later. */
class RecordAssemblerTest {
    private static final long TENTH = Duration.ofMillis(100).toNanos();

    private RecordAssembler assembler = new RecordAssembler(Multiline.AUTO.joiner(), 1_000_000);
    private long offset;

    private void add(String text, long now) {
        assembler.add(new Line(offset, offset + text.length() + 1, text, -1, false), now);
        offset += text.length() + 1;
    }

    private List<RawRecord> paused(long now) {
        assembler.pause();
        assembler.expire(now);
        return assembler.take();
    }

    @Test
    void ordinaryLineIsNotHeld() {
        add("2026-11-26 05:19:57 INFO a - Started", 0);
        assertThat(paused(0)).hasSize(1);
        assertThat(assembler.heldFrom()).isNegative();
    }

    @Test
    void lineThatMayGoOnIsHeldForATenthOfASecondAtMost() {
        add("Traceback (most recent call last):", 0);
        assertThat(paused(TENTH / 2)).isEmpty();
        assertThat(assembler.heldFrom()).isZero();

        assertThat(paused(TENTH)).extracting(RawRecord::text).containsExactly("Traceback (most recent call last):");
    }

    @Test
    void continuationThatComesLaterSaysWhatItContinues() {
        add("first", 0);
        assertThat(paused(0)).hasSize(1);
        long behind = offset;
        add("  late", 2 * TENTH);
        add("  later", 2 * TENTH);
        assertThat(paused(4 * TENTH)).containsExactly(new RawRecord(behind, "  late\n  later", 0, false));

        long evenLater = offset;
        add("  latest", 6 * TENTH);
        assertThat(paused(8 * TENTH)).containsExactly(new RawRecord(evenLater, "  latest", 0, false));
    }

    @Test
    void recordToWhichLinesAreAddedAllTheTimeEndsAfterASecond() {
        add("first", 0);
        int lines = 1;
        for (long now = TENTH / 2; ; now += TENTH / 2, lines++) {
            add("  more", now);
            List<RawRecord> records = paused(now);
            if (!records.isEmpty()) {
                assertThat(now).isEqualTo(10 * TENTH);
                assertThat(records.get(0).text().lines()).hasSize(1 + 20);
                return;
            }
            assertThat(lines).isLessThan(100);
        }
    }

    @Test
    void traceToWhichLinesAreAddedAllTheTimeEndsAfterTenSeconds() {
        add("Traceback (most recent call last):", 0);
        long now = 0;
        while (paused(now).isEmpty()) {
            now += TENTH / 2;
            add("  File \"a.py\", line 1, in f", now);
        }
        assertThat(now).isEqualTo(100 * TENTH);
    }

    @Test
    void blankLinesThatBelongToNothingAreRecordsOfTheirOwn() {
        add("2026-11-26 05:19:57 ERROR a - failed", 0);
        add("", 0);
        assertThat(paused(0)).isEmpty();
        assertThat(assembler.heldFrom()).isZero();

        assertThat(paused(TENTH))
                .extracting(RawRecord::text)
                .containsExactly("2026-11-26 05:19:57 ERROR a - failed", "");
        add("\tat dev.shop.Orders.take(Orders.java:3)", 2 * TENTH);
        assertThat(paused(4 * TENTH)).extracting(RawRecord::continues).containsExactly(0L);
    }

    @Test
    void recordHasAThousandLinesAtMost() {
        add("first", 0);
        for (int i = 1; i < 2500; i++) {
            add("  more", 0);
        }
        List<RawRecord> records = paused(TENTH);

        assertThat(records).extracting(record -> record.text().lines().count()).containsExactly(1000L, 1000L, 500L);
        assertThat(records).extracting(RawRecord::continues).containsExactly(-1L, 0L, 0L);
    }

    @Test
    void recordHasAsManyBytesAtMostAsItMayHave() {
        assembler = new RecordAssembler(Multiline.AUTO.joiner(), 1000);
        add("first", 0);
        for (int i = 0; i < 20; i++) {
            add("  " + "x".repeat(97), 0);
        }
        List<RawRecord> records = paused(TENTH);

        assertThat(records).hasSize(3).allMatch(record -> record.text().length() < 1000);
        assertThat(records).extracting(RawRecord::continues).containsExactly(-1L, 0L, 0L);
    }
}
