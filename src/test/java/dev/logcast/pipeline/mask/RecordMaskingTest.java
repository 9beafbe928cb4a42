package dev.logcast.pipeline.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordMaskingTest {
    private static final SourceId APP = new SourceId("app");
    private static final String BEGIN = "-----BEGIN RSA " + "PRIVATE KEY-----";
    private static final String END = "-----END RSA " + "PRIVATE KEY-----";

    private final Map<String, Long> counted = new TreeMap<>();
    private final RecordMasking masking = new RecordMasking(
            new MaskRules(new MaskSettings(Set.of("open"), List.of(), List.of(new CustomPattern("own", "id-\\d+")))),
            new Telemetry() {
                @Override
                public void masked(String detector, long times) {
                    counted.merge(detector, times, Long::sum);
                }
            });

    private List<String> masked(SourceId source, long generation, String... records) {
        return Stream.of(records)
                .map(record -> masking.mask(source, generation, record).masked())
                .toList();
    }

    @Test
    void keyOverManyRecordsIsHiddenToItsEnd() {
        String key = "MIIEowIBAAKCAQEA".repeat(4);

        assertThat(masked(
                        APP,
                        1,
                        "before",
                        BEGIN,
                        key,
                        "  " + key,
                        "2026-11-23 host app: " + key,
                        "INFO started",
                        "c2hvcnQ",
                        END,
                        "after"))
                .containsExactly(
                        "before",
                        BEGIN,
                        "***",
                        "  ***",
                        "2026-11-23 host app: ***",
                        "INFO started",
                        "***",
                        END,
                        "after");
        assertThat(masked(APP, 1, "YWZ0ZXI=")).containsExactly("YWZ0ZXI=");
    }

    @Test
    void keysOfOtherFilesAreTheirOwn() {
        masked(APP, 1, BEGIN);

        assertThat(masked(APP, 2, "c2hvcnQ")).containsExactly("c2hvcnQ");
        assertThat(masked(new SourceId("other"), 1, "c2hvcnQ")).containsExactly("c2hvcnQ");
        assertThat(masked(APP, 1, "c2hvcnQ")).containsExactly("***");
    }

    @Test
    void keyWithoutAnEndIsGivenUp() {
        masked(APP, 1, BEGIN);
        for (int i = 0; i < 300; i++) {
            masked(APP, 1, "INFO line " + i);
        }

        assertThat(masked(APP, 1, "c2hvcnQ")).containsExactly("c2hvcnQ");
    }

    @Test
    void keyInOneRecordIsHiddenAndTheNextIsNot() {
        assertThat(masked(APP, 1, "key\n" + BEGIN + "\nMIIE\n" + END + "\nok", "c2hvcnQ"))
                .containsExactly("key\n" + BEGIN + "***" + END + "\nok", "c2hvcnQ");
    }

    @Test
    void sourceThatIsNotMaskedKeepsItsSecretsButForPatternsOfOnesOwn() {
        assertThat(masked(new SourceId("open"), 1, "password=hunter2 id-4711")).containsExactly("password=hunter2 ***");
        assertThat(masked(new SourceId("open/a"), 1, "password=hunter2")).containsExactly("password=hunter2");
        assertThat(masked(APP, 1, "password=hunter2 id-4711")).containsExactly("password=*** ***");
        assertThat(counted).isEqualTo(Map.of("own", 2L, "secret", 1L));
    }
}
