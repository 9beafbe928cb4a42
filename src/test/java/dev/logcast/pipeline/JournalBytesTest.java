package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalBytesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"MESSAGE\":[104,105]}|{\"MESSAGE\":\"hi\"}",
                "{\"MESSAGE\" : [ 104 , 105 ],\"_PID\":\"1\"}|{\"MESSAGE\" : \"hi\",\"_PID\":\"1\"}",
                "{\"MESSAGE\" : [\t104,\t105 ]}|{\"MESSAGE\" : \"hi\"}",
                "{\"MESSAGE\":[34,92,10,9]}|{\"MESSAGE\":\"\\\"\\\\\\n\\t\"}",
                "{\"MESSAGE\":[195,164,255]}|{\"MESSAGE\":\"ä\uFFFD\"}",
                "{\"MESSAGE\":[\"a\",[104,105],[106]]}|{\"MESSAGE\":[\"a\",\"hi\",\"j\"]}",
                "{\"__REALTIME_TIMESTAMP\":\"1\",\"_CMDLINE\":[104,105],\"MESSAGE\":\"[1,2]\"}"
                        + "|{\"__REALTIME_TIMESTAMP\":\"1\",\"_CMDLINE\":\"hi\",\"MESSAGE\":\"[1,2]\"}"
            })
    void arraysOfBytesBecomeStrings(String written, String read) {
        assertThat(JournalBytes.decode(written)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain [1,2]",
                "{\"message\":[104,105]}",
                "{\"MESSAGE\":\"x\",\"sizes\":[104,105]}",
                "{\"MESSAGE\":\"a, [1,2] b\"}",
                "{\"MESSAGE\":[]}",
                "{\"MESSAGE\":[256]}",
                "{\"MESSAGE\":[1000]}",
                "{\"MESSAGE\":[-1]}",
                "{\"MESSAGE\":[1,\"a\"]}",
                "{\"MESSAGE\":[1,2",
                "{\"MESSAGE\":[1,",
                "{\"MESSAGE\":[1.5]}",
                "{\"MESSAGE\":null}",
                "{\"MESSAGE\":\"x"
            })
    void everythingElseStaysTheSameObject(String text) {
        assertThat(JournalBytes.decode(text)).isSameAs(text);
    }

    @Test
    void anyTextIsReadBackFromItsBytes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(1, 200), 1, 0xD800)
                    .filter(c -> c != '\r' && c != '\b')
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            String array = IntStream.range(0, bytes.length)
                    .mapToObj(at -> String.valueOf(bytes[at] & 0xff))
                    .collect(Collectors.joining(", ", "[", "]"));
            if (bytes.length > 0) {
                String expected = text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t");
                assertThat(JournalBytes.decode("{\"MESSAGE\":" + array + '}'))
                        .as("seed %d", seed)
                        .isEqualTo("{\"MESSAGE\":\"" + expected + "\"}");
            }
        }
    }
}
