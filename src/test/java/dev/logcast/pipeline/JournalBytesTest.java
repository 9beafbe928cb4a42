package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
                "{\"MESSAGE\":[104,27],\"Z\":1}|{\"MESSAGE\":\"h\",\"Z\":1}",
                "{\"MESSAGE\":[104,27,91],\"Z\":1}|{\"MESSAGE\":\"h\",\"Z\":1}",
                "{\"MESSAGE\":[104,27,93,48],\"Z\":1}|{\"MESSAGE\":\"h0\",\"Z\":1}",
                "{\"MESSAGE\":[104,194,155],\"Z\":1}|{\"MESSAGE\":\"h\",\"Z\":1}",
                "{\"MESSAGE\":[7,27,91,51,49,109,105,0],\"Z\":1}|{\"MESSAGE\":\"\u001b[31mi\",\"Z\":1}",
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
    void anyBytesAreAStringOfJsonAndWhatStandsBehindThemStays() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] parts = {
            "\u001b",
            "\u001b[",
            "\u001b[31m",
            "\u001b]0;",
            "\u001bP",
            "\u001b(",
            "\u001b\\",
            "\u009b",
            "\u0007",
            "\"",
            "\\",
            "[",
            "]",
            ",",
            ":",
            "m",
            "\0",
            "\n",
            "\t",
            "ä",
            "😀"
        };
        for (int i = 0; i < 2_000; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int n = random.nextInt(1, 12); n > 0; n--) {
                bytes.writeBytes(
                        random.nextInt(4) == 0
                                ? new byte[] {(byte) random.nextInt(256)}
                                : parts[random.nextInt(parts.length)].getBytes(StandardCharsets.UTF_8));
            }
            String array = array(bytes.toByteArray());
            String written = "{\"MESSAGE\":" + array + ",\"_CMDLINE\": " + array + ",\"Z\":17}";

            String read = Pipeline.plain(written);

            String said = Escapes.none(bytes.toString(StandardCharsets.UTF_8));
            JsonObject object = new Gson().getAdapter(JsonObject.class).fromJson(read);
            assertThat(object.keySet()).as("seed %d: %s", seed, written).containsExactly("MESSAGE", "_CMDLINE", "Z");
            assertThat(object.get("MESSAGE").getAsString())
                    .as("seed %d: %s", seed, written)
                    .isEqualTo(said);
            assertThat(object.get("_CMDLINE").getAsString())
                    .as("seed %d: %s", seed, written)
                    .isEqualTo(said);
            assertThat(object.get("Z").getAsInt()).isEqualTo(17);
        }
    }

    private static String array(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(at -> String.valueOf(bytes[at] & 0xff))
                .collect(Collectors.joining(", ", "[", "]"));
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
            String array = array(bytes);
            if (bytes.length > 0) {
                String expected = Escapes.coloursOnly(text)
                        .replace("\\", "\\\\")
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
