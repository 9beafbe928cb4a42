package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.query.Operator;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages about queries and masking show is what happens. */
class DocumentedExamplesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String CODE = "`((?:[^`|]|\\\\\\|)+)`(?: of `([^`]+)`)?";
    private static final Pattern THREE = Pattern.compile("\\| " + CODE + " \\| " + CODE + " \\| " + CODE + " \\|");
    private static final Pattern TWO = Pattern.compile("\\| " + CODE + " \\| " + CODE + " \\|");

    private static List<Matcher> rows(String page, Pattern row) throws IOException {
        List<Matcher> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/docs/" + page))) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                rows.add(matcher);
            }
        }
        return rows;
    }

    private static String cell(Matcher row, int number) {
        return row.group(2 * number - 1).replace("\\|", "|");
    }

    /** Each line is one of a file of its own, so that none tells how another one is read. */
    private static LogLine line(Matcher row, int number) {
        String source = row.group(2 * number) == null ? "app" : row.group(2 * number);
        Pipeline pipeline = new Pipeline(
                InstantSource.fixed(NOW),
                new RecordMasking(new MaskRules(MaskSettings.DEFAULT), Telemetry.NONE),
                Map.of());
        Pipeline.Batch batch = pipeline.batch(new SourceId(source), 1, NOW, NOW);
        batch.meet(List.of(cell(row, number)).stream());
        return batch.line(0, cell(row, number), -1, false, null);
    }

    @Test
    void queriesFindWhatThePageSays() throws IOException, QuerySyntaxException {
        List<Matcher> rows = rows("query.md", THREE);
        StringBuilder all = new StringBuilder();
        for (Matcher row : rows) {
            Query query = Query.parse(cell(row, 1), NOW, ZoneOffset.UTC);
            assertThat(query.matches(line(row, 2))).as("%s", row.group()).isTrue();
            assertThat(query.matches(line(row, 3))).as("%s", row.group()).isFalse();
            all.append(cell(row, 1)).append('\n');
        }
        assertThat(rows).hasSizeGreaterThan(45);
        for (Operator operator : Operator.values()) {
            assertThat(all.toString()).as("an example of %s", operator).contains(operator.symbol());
        }
    }

    @Test
    void secretsAreHiddenAsThePageSays() throws IOException {
        List<Matcher> rows = rows("masking.md", TWO).stream()
                .filter(row -> !row.group().contains("logcast."))
                .toList();
        for (Matcher row : rows) {
            assertThat(line(row, 1).message()).as("%s", row.group()).isEqualTo(cell(row, 2));
        }
        assertThat(rows).hasSizeGreaterThan(12);
    }
}
