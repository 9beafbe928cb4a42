package dev.logcast.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.logcast.line.Level;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same query gives the same lines here as in the page, whose tests read the same file. */
class QueryVectorsTest {
    private record Line(String source, @Nullable String level, String message) {
        LogLine line() {
            return Lines.line(source, 0, level == null ? null : Level.valueOf(level), message);
        }
    }

    private record Wanted(String q, @Nullable String level, @Nullable List<String> source, List<Integer> matches) {}

    private record Vectors(List<Line> lines, List<Wanted> queries) {}

    @Test
    void queriesMatchTheLinesThatTheFileSays() throws IOException {
        Vectors vectors =
                new Gson().fromJson(Files.readString(Path.of("src/test/resources/query-vectors.json")), Vectors.class);

        for (Wanted wanted : vectors.queries()) {
            List<SourceGlob> globs = wanted.source() == null
                    ? List.of()
                    : wanted.source().stream().map(SourceGlob::new).toList();
            Level level =
                    wanted.level() == null ? null : Level.named(wanted.level()).orElseThrow();
            LineFilter filter = new LineFilter(globs, level).with(Queries.query(wanted.q()));
            List<Integer> matches = new ArrayList<>();
            for (int i = 0; i < vectors.lines().size(); i++) {
                LogLine line = vectors.lines().get(i).line();
                if (filter.wants(line.id().source()) && filter.wants(line)) {
                    matches.add(i);
                }
            }
            assertThat(matches).as("%s", wanted).isEqualTo(wanted.matches());
        }
    }
}
