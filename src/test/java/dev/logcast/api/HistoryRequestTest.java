package dev.logcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.logcast.api.problem.Problem;
import dev.logcast.line.CursorForm;
import dev.logcast.line.LineId;
import dev.logcast.line.SealedCursors;
import dev.logcast.line.SourceId;
import dev.logcast.query.SourceGlob;
import dev.logcast.security.Role;
import dev.logcast.security.Visitor;
import dev.logcast.source.find.SourceCatalog;
import dev.logcast.source.find.SourceSpec;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRequestTest {
    private static final SealedCursors SEALED = new SealedCursors(new byte[16]);

    private final SourceLookup lookup = new SourceLookup(
            new SourceCatalog(List.of(SourceSpec.of("app", "/a.log")), () -> Set.of(), () -> Set.of()));
    private Visitor visitor = new Visitor("admin", Set.of(Role.ADMIN), List.of());

    private HistoryRequest parse(String query, String... accepted) {
        MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            parameters.add(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        Accepted types = Accepted.of(Collections.enumeration(List.of(accepted)));
        return HistoryRequest.parse(new Parameters(parameters), types, lookup, visitor, SEALED);
    }

    @Test
    void cursorsOfWhoMayNotSeeEverythingAreSealed() {
        assertThat(parse("").cursors()).isSameAs(CursorForm.PLAIN);
        visitor = new Visitor("some", Set.of(Role.VIEWER), List.of(new SourceGlob("app")));
        assertThat(parse("").cursors()).isSameAs(SEALED);
    }

    @Test
    void pageHas200LinesUnlessMoreAreAskedFor() {
        assertThat(parse("").limit()).isEqualTo(200);
        assertThat(parse("limit=8192").limit()).isEqualTo(8192);
        assertThat(parse("format=csv").limit()).isZero();
        assertThat(parse("format=csv&limit=5").limit()).isEqualTo(5);
        assertThat(parse("around=app@1:2").lines()).isEqualTo(50);
    }

    @Test
    void filtersAreThoseOfStreams() {
        HistoryRequest asked = parse("source=a*&level=warn&q=x -y&since=2026-11-20T10:00:00Z");

        assertThat(asked.selection().filter().sources()).containsExactly(new SourceGlob("a*"));
        assertThat(asked.selection().filter().query()).hasToString("x -y");
        assertThat(asked.selection().since()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
        assertThat(asked.selection().until()).isNull();
    }

    @Test
    void visitorOfSomeSourcesFindsNoLineOfOthers() {
        visitor = new Visitor("some", Set.of(Role.VIEWER), List.of(new SourceGlob("web")));

        assertThat(parse("").selection().filter().wants(new SourceId("app"))).isFalse();
        assertThat(parse("").selection().filter().wants(new SourceId("web"))).isTrue();
        assertThat(parse("around=web@1:2").around()).isEqualTo(new LineId(new SourceId("web"), 1, 2));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("around=app@1:2"))
                .satisfies(
                        problem -> assertThat(problem.status().getStatusCode()).isEqualTo(403));
    }

    @Test
    void idIsReadBackWhateverTheSourceIsCalled() {
        for (LineId id : List.of(
                new LineId(new SourceId("services/a@b:c"), 0x3f2a, 10482), new LineId(new SourceId("a"), -1, 0))) {
            assertThat(LineId.parse(id.toString())).contains(id);
        }
        for (String wrong : List.of("", "app", "app@1", "app@x:1", "app@1:x", "APP@1:1", "@1:1")) {
            assertThat(LineId.parse(wrong)).as(wrong).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*/*,                  JSON",
        "application/json,     JSON",
        "text/html,            JSON",
        "application/x-ndjson, NDJSON",
        "text/plain,           TEXT",
        "text/csv,             CSV"
    })
    void formatIsNegotiated(String accepted, HistoryFormat format) {
        assertThat(parse("", accepted).format()).isEqualTo(format);
        assertThat(parse("format=text", accepted).format()).isEqualTo(HistoryFormat.TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0                             | limit must be a whole number from 1 to 8192",
                "lines=1001                          | lines must be a whole number from 0 to 1000",
                "order=up                            | order must be asc or desc",
                "since=soon                          | since must be a duration ago such as 10m",
                "time=soon                           | time must be a duration ago such as 10m",
                "since=2026-11-21&until=2026-11-20   | since must be earlier than until",
                "format=text&order=desc              | give limit",
                "around=x                            | around must be the id of a line"
            })
    void wrongValuesAreNamed(String query, String told) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse(query))
                .withMessageContaining(told)
                .satisfies(
                        problem -> assertThat(problem.status().getStatusCode()).isEqualTo(400));
    }

    @Test
    void whatCannotBeWrittenIsNotAcceptable() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", "image/png"))
                .satisfies(
                        problem -> assertThat(problem.status().getStatusCode()).isEqualTo(406));
    }
}
