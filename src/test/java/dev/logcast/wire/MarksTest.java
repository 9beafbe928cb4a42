package dev.logcast.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Attributes;
import dev.logcast.pipeline.format.FormatChoice;
import dev.logcast.pipeline.format.SourceParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static Attributes shared() throws IOException {
        String json = Files.readString(Path.of("webapp/test/marks.json"));
        return new SourceParser(new FormatChoice("json", ZoneOffset.UTC))
                .read(json, null, Instant.EPOCH)
                .attributes();
    }

    @Test
    void textIsMarkedByTheSharedPatterns() throws IOException {
        List<List<String>> patterns = Marks.ALL.stream()
                .map(mark -> List.of(mark.kind(), mark.regex()))
                .toList();
        assertThat(shared().get("patterns")).isEqualTo(patterns);
    }

    @Test
    void sharedTextsAreMarkedAsOnThePage() throws IOException {
        List<?> vectors = (List<?>) shared().get("vectors");
        assertThat(vectors).hasSizeGreaterThan(10).allSatisfy(vector -> {
            Attributes expected = (Attributes) vector;
            String text = String.valueOf(expected.get("text"));
            List<List<String>> marks = new ArrayList<>();
            Marks.find(text, (start, end, mark) -> marks.add(List.of(mark.kind(), text.substring(start, end))));
            assertThat(marks).as(text).isEqualTo(expected.get("marks"));
        });
    }

    @Test
    void colourOfTheLevelGoesOnBehindAMark() {
        assertThat(Marks.coloured("took 5 ms", "\u001b[31m")).isEqualTo("took \u001b[36m5\u001b[31m ms");
        assertThat(Marks.coloured("took 5 ms", "")).isEqualTo("took \u001b[36m5\u001b[39m ms");
    }

    @Test
    void whatRepeatsAllAlongALineTakesNoLongerForIt() {
        for (String piece :
                List.of("SELECT ", "UPDATE a ", "1", "a", "https://", " ", "\t", "1.", "GET /", "File \"", "語")) {
            long start = System.nanoTime();
            assertThat(Marks.coloured(piece.repeat(200_000 / piece.length()), ""))
                    .isNotEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(piece).isLessThan(Duration.ofSeconds(3));
        }
    }
}
