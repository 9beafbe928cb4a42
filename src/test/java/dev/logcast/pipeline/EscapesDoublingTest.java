package dev.logcast.pipeline;

import dev.logcast.Doubling;
import dev.logcast.Doubling.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What it costs to take escapes out of a record, and to read what journald writes as bytes, grows as the record does. */
class EscapesDoublingTest {
    static Stream<Texts> texts() {
        List<Texts> all = new ArrayList<>(Doubling.hostile());
        for (String piece : List.of(
                "\u001b",
                "\u001b]",
                "\u001b]0;a",
                "\u001bP",
                "\u001b[1;",
                "\u001b(",
                "\u009b",
                "\u009b1",
                "\u009d",
                "\u0090a",
                "\u0007",
                "a\b")) {
            all.add(Doubling.repeating(piece));
        }
        for (String piece : List.of("[", "[1,", "1,", "1, ", "\"A\":[1,", "\"A\":[1],", "\\", "\"", "256,", "a")) {
            Texts repeated = Doubling.repeating(piece);
            all.add(new Texts(
                    piece + " in a message",
                    length -> "{\"MESSAGE\":[" + repeated.ofLength().apply(length)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void costGrowsAsTheRecord(Texts texts) {
        Doubling.assertGrowsAsTheText("escapes", texts, 100_000, Doubling.cpuTime(text -> {
            Pipeline.plain(text);
            Escapes.coloursOnly(text);
        }));
    }
}
