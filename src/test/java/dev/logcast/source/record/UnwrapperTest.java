package dev.logcast.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnwrapperTest {
    private static final String STAMP = "2026-11-23T10:00:00.123456789Z";
    private static final Instant TIME = Instant.parse(STAMP);

    private final Unwrapper unwrapper = new Unwrapper(1000, Duration.ofSeconds(5));
    private final List<Line> lines = new ArrayList<>();
    private long offset;

    private void add(String text) {
        long end = offset + text.length() + 1;
        unwrapper.add(new Line(offset, end, text, -1, false), 0, lines::add);
        offset = end;
    }

    private List<String> texts() {
        return lines.stream().map(Line::text).toList();
    }

    private static String docker(String log, String stream) {
        return "{\"log\":\"" + log + "\",\"stream\":\"" + stream + "\",\"time\":\"" + STAMP + "\"}";
    }

    @Test
    void textOfDockerIsTakenOut() {
        add(docker("a \\\"b\\\" \\u003c\\u00e9\\n", "stderr"));
        assertThat(lines)
                .containsExactly(new Line(0, offset, "a \"b\" <é", -1, false, new Envelope(TIME, "stderr"), null));
    }

    @Test
    void textOfKubernetesIsTakenOut() {
        add(STAMP + " stdout F hello  world");
        add(STAMP + " stderr F ");
        add("2026-11-23T10:00:00.123456789+01:00 stdout F x");
        assertThat(texts()).containsExactly("hello  world", "", "x");
        assertThat(lines.get(1).envelope()).isEqualTo(new Envelope(TIME, "stderr"));
        assertThat(lines.get(2).envelope()).isEqualTo(new Envelope(TIME.minusSeconds(3600), "stdout"));
    }

    @Test
    void piecesBecomeOneLineThatBeginsWhereTheFirstDoes() {
        add(STAMP + " stdout P one ");
        add(STAMP + " stderr F between");
        assertThat(unwrapper.heldFrom()).isZero();
        add(STAMP + " stdout P two ");
        add(STAMP + " stdout F three");
        assertThat(texts()).containsExactly("between", "one two three");
        assertThat(lines.get(1).offset()).isZero();
        assertThat(lines.get(1).end()).isEqualTo(offset);
        assertThat(unwrapper.heldFrom()).isNegative();
    }

    @Test
    void piecesOfDockerEndWithALineFeed() {
        add(docker("one ", "stdout"));
        add(docker("two\\r\\n", "stdout"));
        assertThat(texts()).containsExactly("one two");
    }

    @Test
    void piecesAreShownWhenTheRestDoesNotCome() {
        add(STAMP + " stdout P one");
        unwrapper.expire(Duration.ofSeconds(4).toNanos(), lines::add);
        assertThat(lines).isEmpty();
        unwrapper.expire(Duration.ofSeconds(5).toNanos(), lines::add);
        assertThat(texts()).containsExactly("one");
    }

    @Test
    void piecesBecomeNoLongerThanARecordMayBe() {
        for (int i = 0; i < 20; i++) {
            add(STAMP + " stdout P " + "x".repeat(100));
        }
        unwrapper.finish(lines::add);
        assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> line.end() - line.offset() <= 1000);
        assertThat(String.join("", texts())).isEqualTo("x".repeat(2000));
    }

    @Test
    void everyOtherLinePassesAsItIs() {
        List<String> others = List.of(
                "",
                "plain",
                "{\"log\":\"x\"}",
                "{\"log\":\"x\\n\",\"level\":\"info\"}",
                "{\"log\":\"broken \\q\",\"stream\":\"stdout\",\"time\":\"" + STAMP + "\"}",
                STAMP + " stdout X y",
                STAMP + " stdin F y",
                STAMP + " INFO started",
                "2026-11-23 10:00:00.123456789 stdout F y",
                "99999999999999999999 stdout F y");
        others.forEach(this::add);
        assertThat(texts()).isEqualTo(others);
        assertThat(lines).allMatch(line -> line.envelope() == null);
    }
}
