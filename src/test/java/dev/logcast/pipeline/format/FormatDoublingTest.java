package dev.logcast.pipeline.format;

import dev.logcast.Doubling;
import dev.logcast.Doubling.Texts;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.Parsed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What reading a record costs grows as the record does, in every format and whatever stands in it. */
class FormatDoublingTest {
    private static final int LENGTH = 8_000;
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
    private static final boolean SOAK = Boolean.getBoolean("logcast.soak");

    /** Pieces of the layouts themselves. */
    private static final List<String> OWN = List.of(
            "{\"level\":",
            "{\"MESSAGE\":[",
            ",1",
            "\"level\":\"error\",",
            "\"\\u0041",
            "\\ud83d",
            "level=error ",
            " level=",
            "a=\"b ",
            "a=\"\\\" ",
            "a.b.c=",
            "level: ",
            "[level=",
            "[error:",
            "[a=b]",
            "[pid 1] ",
            "<error> ",
            "<<",
            "####<",
            "[#|",
            " [[",
            "|",
            "| ",
            " - ",
            "- - [",
            "LOG:  ",
            "a@b ",
            "[1] ",
            "\"\",",
            "\"\"",
            ",,",
            "\"GET / HTTP/1.1\" ",
            " HTTP/1.1\"",
            "\" 500 ",
            "::error ",
            "##[error]",
            "##vso[task.logissue ",
            "mar ",
            "août ",
            "1 de ",
            "19. ",
            "11月",
            "GMT+",
            " (UTC",
            " [Europe/",
            "+00:00",
            "--- [a] ",
            "%A-1-",
            "(a) [1]: ",
            "error TS1",
            "name.NAME ",
            "_ThreadName=a;",
            "12:M 23 Nov 2026 10:00:00.123 # ",
            "E/a( 1): ",
            "*3 a, client: ",
            ", request: \"");

    private static final List<String> HEADS = List.of(
            "",
            "{\"a\":\"",
            "{\"PRIORITY\":\"6\",\"MESSAGE\":\"",
            "2026-11-23 10:00:00 ",
            "2026-11-23T10:00:00.123+00:00 vm ",
            "2026-11-23 10:00:00 ERROR [main] a.B - ",
            "a=1 b=\"",
            "<13>Nov 23 10:00:00 vm app: ",
            "<13>1 2026-11-23T10:00:00Z h a - - [x y=\"",
            "192.0.2.1 - - [23/Nov/2026:10:00:00 +0000] \"",
            "\"192.0.2.1\" \"[23/Nov/2026:10:00:00 +0000]\" \"GET / HTTP/1.1\" \"",
            "[2026-11-23T10:00:00.123+0000] [P] [INFO] [] [",
            "Nov 23, 2026 10:00:00 AM a.B c\nINFO: ",
            "####<Jul 1, 2026 10:00:00 AM GMT> <Error> <a> <b> <",
            "2026-11-23 10:00:00 UTC,\"a\",\"b\",1,\"c\",d,1,\"e\",2026-11-23 10:00:00 UTC,f,0,ERROR,42P01,\"",
            "2026/11/23 10:00:00 [error] 12#12: *3 ",
            "12:M 23 Nov 2026 10:00:00.123 * ");

    private final Parsed parsed = new Parsed(ZoneOffset.UTC);
    private final List<Format> formats = SourceParser.formats(parsed);
    private final SourceParser parser = new SourceParser(new FormatChoice(FormatChoice.AUTO, ZoneOffset.UTC));

    static Stream<Texts> texts() {
        List<Texts> pieces = new ArrayList<>(Doubling.hostile());
        OWN.forEach(piece -> pieces.add(Doubling.repeating(piece)));
        List<Texts> all = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Texts piece = pieces.get(i);
            // Each at least without a head and behind another one.
            for (int head = 0; head < HEADS.size(); head++) {
                if (SOAK || head == 0 || head == 1 + i % (HEADS.size() - 1)) {
                    String before = HEADS.get(head);
                    all.add(new Texts(
                            piece.name() + " behind " + before,
                            length -> before + piece.ofLength().apply(length)));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void costOfReadingGrowsAsTheRecord(Texts texts) {
        Doubling.assertGrowsAsTheText("all formats", texts, LENGTH, Doubling.cpuTime(this::readByAll));
    }

    private void readByAll(String text) {
        parsed.time.written(NOW);
        for (Format format : formats) {
            parsed.clear();
            format.read(text, 0, parsed);
        }
        parser.read(text, null, NOW);
    }
}
