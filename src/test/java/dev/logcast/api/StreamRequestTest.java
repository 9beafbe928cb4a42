package dev.logcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.logcast.api.problem.Problem;
import dev.logcast.hub.StreamStart;
import dev.logcast.line.Cursor;
import dev.logcast.line.Level;
import dev.logcast.line.SealedCursors;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.query.SourceGlob;
import dev.logcast.security.Role;
import dev.logcast.security.Visitor;
import dev.logcast.source.find.SourceCatalog;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.wire.StreamFormat;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamRequestTest {
    private static final SealedCursors SEALED = new SealedCursors(new byte[16]);

    private final SourceLookup lookup = new SourceLookup(new SourceCatalog(
            List.of(SourceSpec.of("app", "/a.log"), SourceSpec.of("services", "/s/{service}.log")),
            () -> Set.of(new SourceId("services/orders")),
            () -> Set.of()));
    private final Visitor everybody = new Visitor("admin", Set.of(Role.ADMIN), List.of());

    private static Parameters query(String... pairs) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            query.add(pairs[i], pairs[i + 1]);
        }
        return new Parameters(query);
    }

    private static Accepted accepted(String... headers) {
        return Accepted.of(Collections.enumeration(List.of(headers)));
    }

    private StreamRequest parse(String path, String lastEventId, String... pairs) {
        return StreamRequest.parse(path, query(pairs), StreamFormat.Kind.SSE, lastEventId, lookup, everybody, SEALED);
    }

    @Test
    void groupStandsForAllThatIsCapturedUnderIt() {
        assertThat(parse("services", null).subscription().filter().sources())
                .containsExactly(new SourceGlob("services"), new SourceGlob("services/*"));
        assertThat(parse("services/new", null).subscription().filter().sources())
                .containsExactly(new SourceGlob("services/new"));
    }

    @Test
    void cursorsOfWhoMayNotSeeEverythingAreSealed() {
        Visitor some = new Visitor("some", Set.of(Role.VIEWER), List.of(new SourceGlob("app")));
        Cursor place = new Cursor("e", 7);
        StreamRequest request =
                StreamRequest.parse("app", query(), StreamFormat.Kind.SSE, SEALED.write(place), lookup, some, SEALED);

        assertThat(request.subscription().format().cursors()).isSameAs(SEALED);
        assertThat(request.start()).isEqualTo(StreamStart.after(place));
        assertThat(StreamRequest.parse("app", query(), StreamFormat.Kind.SSE, "e-7", lookup, some, SEALED)
                        .start())
                .isEqualTo(StreamStart.after(Cursor.FOREIGN));
    }

    @Test
    void headerGoesBeforeParameterAndThatBeforeTail() {
        assertThat(parse("", "e-1", "last-event-id", "e-2", "tail", "5").start())
                .isEqualTo(StreamStart.after(new Cursor("e", 1)));
        assertThat(parse("", null, "last-event-id", "e-2", "tail", "5").start())
                .isEqualTo(StreamStart.after(new Cursor("e", 2)));
        assertThat(parse("", null, "tail", "5").start()).isEqualTo(StreamStart.tail(5));
        assertThat(parse("", null).start()).isEqualTo(StreamStart.NOW);
    }

    @Test
    void levelAndSourcesFilter() {
        var filter = parse("", null, "level", "warn", "source", "web-*", "source", "app")
                .subscription()
                .filter();

        assertThat(filter.minimum()).isEqualTo(Level.WARN);
        assertThat(filter.sources()).containsExactly(new SourceGlob("web-*"), new SourceGlob("app"));
    }

    @Test
    void queryFiltersBesideLevelAndSources() {
        var filter = parse("", null, "q", "timeout -health level>=warn", "level", "info", "source", "app")
                .subscription()
                .filter();

        assertThat(filter.minimum()).isEqualTo(Level.WARN);
        assertThat(filter.sources()).containsExactly(new SourceGlob("app"));
        assertThat(filter.query()).hasToString("timeout -health");
        assertThat(parse("", null, "q", " ").subscription().filter()).isEqualTo(LineFilter.ALL);
        assertThat(parse("", null, "q", "a b").subscription())
                .isEqualTo(parse("", null, "q", " a  \"b\"").subscription());
    }

    @Test
    void mistakeInAQueryHasItsColumn() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "q", "level>=loud"))
                .withMessageContaining("The query has a mistake at column 8: a level is")
                .satisfies(problem -> {
                    assertThat(problem.status().getStatusCode()).isEqualTo(400);
                    assertThat(problem.column()).isEqualTo(8);
                });
    }

    @Test
    void unknownSourceNamesTheNearest() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("ap", null))
                .withMessage("There is no source \"ap\". The nearest is \"app\".")
                .satisfies(
                        problem -> assertThat(problem.status().getStatusCode()).isEqualTo(404));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> parse("app/x", null));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> parse("a\nb", null));
    }

    @Test
    void visitorOfSomeSourcesSeesNoOthersAndLearnsOfNone() {
        Visitor some = new Visitor("some", Set.of(Role.VIEWER), List.of(new SourceGlob("services/orders")));

        LineFilter all = StreamRequest.parse("", query(), StreamFormat.Kind.SSE, null, lookup, some, SEALED)
                .subscription()
                .filter();
        assertThat(all.wants(new SourceId("services/orders"))).isTrue();
        assertThat(all.wants(new SourceId("app"))).isFalse();
        LineFilter group = StreamRequest.parse("services", query(), StreamFormat.Kind.SSE, null, lookup, some, SEALED)
                .subscription()
                .filter();
        assertThat(group.wants(new SourceId("services/orders"))).isTrue();
        assertThat(group.wants(new SourceId("services/users"))).isFalse();
        for (String hidden : List.of("app", "nonsense", "services/users")) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() ->
                            StreamRequest.parse(hidden, query(), StreamFormat.Kind.SSE, null, lookup, some, SEALED))
                    .satisfies(problem ->
                            assertThat(problem.status().getStatusCode()).isEqualTo(403));
        }
        assertThat(lookup.all(some)).containsExactly(new SourceId("services/orders"));
    }

    @Test
    void wrongValuesAreNamed() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "level", "loud"))
                .withMessageContaining("was \"loud\"");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "tail", "-1"))
                .withMessageContaining("tail must be");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "data", "xml"))
                .withMessageContaining("data must be json or text");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "since", "yesterday"))
                .withMessageContaining("since must be a duration ago");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "until", "2999-01-01"))
                .withMessageContaining("until must be a time that has passed");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "speed", "2000"))
                .withMessageContaining("speed must be max or a number from 0.1 to 1000");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "skip-idle", "5"))
                .withMessageContaining("skip-idle must be a duration");
    }

    @Test
    void sourceThatIsNotThereIsRefusedAsInThePath() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "source", "apx"))
                .withMessageContaining("There is no source \"apx\". The nearest is \"app\".")
                .satisfies(
                        problem -> assertThat(problem.status().getStatusCode()).isEqualTo(404));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "source", "app", "source", "NOT AN ID"))
                .satisfies(
                        problem -> assertThat(problem.status().getStatusCode()).isEqualTo(404));
        Visitor some = new Visitor("some", Set.of(Role.VIEWER), List.of(new SourceGlob("web*")));
        for (String hidden : List.of("app", "nothing")) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> StreamRequest.parse(
                            "", query("source", hidden), StreamFormat.Kind.SSE, null, lookup, some, SEALED))
                    .satisfies(problem ->
                            assertThat(problem.status().getStatusCode()).isEqualTo(403));
        }
        assertThat(parse("", null, "source", "services", "source", "z*")
                        .subscription()
                        .filter()
                        .sources())
                .containsExactly(new SourceGlob("services"), new SourceGlob("services/*"), new SourceGlob("z*"));
    }

    @Test
    void plusThatArrivesAsABlankIsUnderstood() {
        for (String time : List.of(
                "2026-11-28T10:00:00 01:00",
                "2026-11-28T10:00:00+01:00",
                "2026-11-28T10:00 0100",
                "2026-11-28T10:00:00.000 01",
                "2026-11-28T09:00:00Z")) {
            assertThat(parse("", null, "since", time).start().since())
                    .as(time)
                    .isEqualTo(Instant.parse("2026-11-28T09:00:00Z"));
        }
    }

    @Test
    void timesToComeAreRefused() {
        for (String wrong : List.of("-5m", "-1h30m", "-0.1s")) {
            for (String parameter : List.of("since", "until", "skip-idle")) {
                assertThatExceptionOfType(Problem.class)
                        .isThrownBy(() -> parse("", null, parameter, wrong))
                        .withMessageContaining(parameter + " must be");
            }
        }
    }

    @Test
    void parameterThatIsEmptyIsNoneAndOneThatHasTwoValuesIsRefused() {
        assertThat(parse("", null, "data", "", "named", " ", "tail", "", "level", "", "since", "", "speed", "")
                        .start())
                .isEqualTo(StreamStart.NOW);
        assertThat(StreamRequest.kind(query("format", ""), accepted("text/plain")))
                .contains(StreamFormat.Kind.TEXT);
        assertThat(parse("", null, "tail", "5", "tail", "5").start()).isEqualTo(StreamStart.tail(5));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse("", null, "tail", "5", "tail", "6"))
                .withMessageContaining("tail must be given once, was \"5\" and \"6\"");
    }

    @Test
    void recordsKeepTheirColoursWhenAsked() {
        assertThat(parse("", null, "ansi", "true").subscription().format())
                .isEqualTo(StreamFormat.sse(false, true, true));
        assertThat(parse("", null, "color", "always").subscription().format())
                .isEqualTo(StreamFormat.sse(false, true, true));
        assertThat(parse("", null, "ansi", "false").subscription().format()).isEqualTo(StreamFormat.sse(false, true));
    }

    @Test
    void mediaTypeIsNegotiated() {
        assertThat(StreamRequest.kind(query(), accepted("*/*"))).contains(StreamFormat.Kind.SSE);
        assertThat(StreamRequest.kind(query(), accepted("application/x-ndjson")))
                .contains(StreamFormat.Kind.NDJSON);
        assertThat(StreamRequest.kind(query(), accepted("text/plain"))).contains(StreamFormat.Kind.TEXT);
        assertThat(StreamRequest.kind(query(), accepted("text/html", "*/*"))).isEmpty();
        assertThat(StreamRequest.kind(query("format", "text"), accepted("text/html")))
                .contains(StreamFormat.Kind.TEXT);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> StreamRequest.kind(query(), accepted("image/png")))
                .satisfies(
                        problem -> assertThat(problem.status().getStatusCode()).isEqualTo(406));
    }

    @Test
    void plainTextOfOneSourceHasNoPrefix() {
        assertThat(StreamRequest.parse("app", query(), StreamFormat.Kind.TEXT, null, lookup, everybody, SEALED)
                        .subscription()
                        .format())
                .isEqualTo(StreamFormat.text(false, false));
        assertThat(StreamRequest.parse(
                                "", query("color", "always"), StreamFormat.Kind.TEXT, null, lookup, everybody, SEALED)
                        .subscription()
                        .format())
                .isEqualTo(StreamFormat.text(true, true));
        assertThat(StreamRequest.parse(
                                "", query("prefix", "none"), StreamFormat.Kind.TEXT, null, lookup, everybody, SEALED)
                        .subscription()
                        .format())
                .isEqualTo(StreamFormat.text(false, false));
    }
}
