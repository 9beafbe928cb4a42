package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.mask.CustomPattern;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PushMaskingTest {
    private static final SourceId APP = new SourceId("app");
    private static final String MARK = "\u001b[1o";

    private final Map<String, Long> counted = new TreeMap<>();
    private final MaskSettings settings =
            new MaskSettings(Set.of("open"), List.of(), List.of(new CustomPattern("rest", "customer=(.*)")));
    private final Telemetry telemetry = new Telemetry() {
        @Override
        public void masked(String detector, long times) {
            counted.merge(detector, times, Long::sum);
        }
    };
    private final PushMasking masking = new PushMasking(new RecordMasking(new MaskRules(settings), telemetry));
    private final Pipeline pipeline =
            new Pipeline(InstantSource.system(), new RecordMasking(new MaskRules(settings), telemetry), Map.of());

    private String stored(String line) {
        return masking.mask(APP, line);
    }

    private LogLine read(SourceId source, String record) {
        return pipeline.batch(source, 1, Instant.EPOCH, Instant.EPOCH).line(0, record, -1, false, null);
    }

    @Test
    void lineWithoutSecretsIsLeftAlone() {
        for (String line : List.of("", "ready", "*** starting ***", "\u001b[31mred", "{\"log\":\"a\\n\"}")) {
            assertThat(stored(line)).isSameAs(line);
            assertThat(read(APP, line).masked()).isFalse();
        }
    }

    @Test
    void whatWasHiddenIsReadAsMaskedAndCountedOnce() {
        for (String line : List.of(
                "login password=hunter2 ok",
                "{\"password\":12345,\"a\":1}",
                "\u001b[31mpass\u001b[1mword\u001b[0m=hunter2",
                "customer=bob and alice",
                "Cookie: a=b")) {
            counted.clear();
            String stored = stored(line);
            assertThat(stored).contains("***" + MARK);
            LogLine direct = read(APP, stored.replace(MARK, ""));
            LogLine read = read(APP, stored);

            assertThat(read.masked()).isTrue();
            assertThat(read.message()).isEqualTo(direct.message()).doesNotContain("\u001b");
            assertThat(read.styled()).doesNotContain(MARK);
            assertThat(counted.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(1);
        }
    }

    @Test
    void keyOverSeveralLinesIsHiddenAndJoinedToARecordCountedOnce() {
        String key = "MIIEowIBAAKCAQEA".repeat(4);
        String begin = "-----BEGIN RSA " + "PRIVATE KEY-----";
        String end = "-----END RSA " + "PRIVATE KEY-----";
        List<String> stored = Stream.of(begin, key, "c2hvcnQ", end, "YWZ0ZXI=")
                .map(this::stored)
                .toList();

        assertThat(stored).containsExactly(begin, "***" + MARK, "***" + MARK, end, "YWZ0ZXI=");
        assertThat(counted).isEqualTo(Map.of("private-key", 2L));
        assertThat(read(APP, String.join("\n", stored)).masked()).isTrue();
        stored.forEach(line -> read(APP, line));
        assertThat(counted).isEqualTo(Map.of("private-key", 2L));
    }

    @Test
    void keysOfTwoWritersThatTakeTurnsAreHiddenToTheirEnds() {
        String begin = "-----BEGIN RSA " + "PRIVATE KEY-----";
        String end = "-----END RSA " + "PRIVATE KEY-----";

        assertThat(Stream.of(begin, "c2hvcnQ", begin, "c2hvcnQ", end, "c2hvcnQ", end, "c2hvcnQ")
                        .map(this::stored)
                        .map(line -> line.startsWith("***") || line.startsWith("c2") ? line.substring(0, 1) : "-"))
                .containsExactly("-", "*", "-", "*", "-", "*", "-", "c");
    }

    @Test
    void sourceThatIsNotMaskedKeepsAllButPatternsOfOnesOwn() {
        SourceId open = new SourceId("open/a");

        assertThat(masking.mask(open, "password=hunter2 customer=bob"))
                .isEqualTo("password=hunter2 customer=***" + MARK);
        assertThat(read(open, "password=hunter2 customer=***" + MARK).message())
                .isEqualTo("password=hunter2 customer=***");
    }

    @Test
    void whatAContainerRuntimeWroteAroundALineStaysReadable() {
        String escaped = "\\u001b[1o";
        String docker = ",\"stream\":\"stdout\",\"time\":\"2026-11-23T10:00:00.123456789Z\"}";

        assertThat(stored("{\"log\":\"password=hunter2\\n\"" + docker))
                .isEqualTo("{\"log\":\"password=***" + escaped + "\\n\"" + docker);
        assertThat(stored("{\"log\":\"customer=bob and alice\\r\\n\"" + docker))
                .isEqualTo("{\"log\":\"customer=***" + escaped + "\\r\\n\"" + docker);
        assertThat(stored("{\"log\":\"customer=C:\\\\n\"" + docker))
                .isEqualTo("{\"log\":\"customer=***" + escaped + '"' + docker);
        assertThat(stored("{\"log\":\"{\\\"password\\\":[4711,{\\\"a\\\":\\\"it\\\\\\\"s\\\"}],\\\"b\\\":1}\\n\""
                        + docker))
                .isEqualTo("{\"log\":\"{\\\"password\\\":[\\\"***" + escaped + "\\\",{\\\"a\\\":\\\"***" + escaped
                        + "\\\"}],\\\"b\\\":1}\\n\"" + docker);
        assertThat(stored("{\"log\":\"\\u001b[31mpass\\u001b[1mword=hunter2\\u001b[0m ok\\n\"" + docker))
                .doesNotContain("hunter2");
        assertThat(stored("{\"log\":\"password=hunter2")).isEqualTo("{\"log\":\"password=***" + MARK);
        String cri = "2026-11-23T10:00:00.123456789Z stderr F ";
        stored(cri + "-----BEGIN RSA " + "PRIVATE KEY-----");
        assertThat(stored(cri + "c2hvcnQ")).isEqualTo(cri + "***" + MARK);
    }

    @Test
    void secretsThatJournaldWritesAsBytesAreStoredMasked() {
        assertThat(stored("{\"MESSAGE\":[112,97,115,115,119,111,114,100,61,104,117,110,116,101,114,50]}"))
                .isEqualTo("{\"MESSAGE\":\"password=***" + MARK + "\"}");
    }
}
