package dev.logcast.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.logcast.line.SourceId;
import dev.logcast.peer.Connection;
import dev.logcast.peer.Neighbours;
import dev.logcast.peer.Sockets;
import dev.logcast.query.SourceGlob;
import dev.logcast.security.AccessSettings.Mode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    private static final List<Token> TOKENS = List.of(
            new Token("reader", "reader-secret-of-16-and-more", Role.VIEWER, List.of()),
            new Token(
                    "orders", "orders-secret-of-16-and-more", Role.VIEWER, List.of(new SourceGlob("services/orders"))),
            new Token("ci", "ci-secret-of-16-and-more", Role.INGEST, List.of()),
            new Token("boss", "boss-secret-of-16-and-more", Role.ADMIN, List.of()));
    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "192.0.2.7";

    private static final Path NOWHERE = Path.of("no such directory", "nor file");

    /** Those of a machine that tells nothing of them. */
    private static final Neighbours NEIGHBOURS = new Neighbours(new Sockets(NOWHERE));

    private final Sessions sessions = new Sessions(TOKENS, NOWHERE, InstantSource.system());

    private Guard guard(Mode mode) {
        return new Guard(new AccessSettings(mode, TOKENS, Set.of("https://listed.example")), sessions, NEIGHBOURS);
    }

    private static IncomingRequest call(String method, String path, String peer, String... headers) {
        Map<String, String> byName = new HashMap<>(Map.of("Host", "localhost:8080"));
        for (int i = 0; i < headers.length; i += 2) {
            byName.put(headers[i], headers[i + 1]);
        }
        return new IncomingRequest(method, path, from(peer), "HTTP/1.1", byName);
    }

    private static Connection from(String peer) {
        return new Connection("1", peer, 40_000, HERE, 8080);
    }

    /** What comes of a request: the visitor's name, or the status. */
    private static String outcome(Guard guard, IncomingRequest call) {
        try {
            return guard.admit(call).name();
        } catch (Refusal refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
            return Integer.toString(refusal.status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // who            request                     local     token     none
        "here,            GET, /,                      stranger, stranger, stranger",
        "here,            GET, /health/ready,          stranger, stranger, stranger",
        "here,            GET, /logs,                  local,    401,      local",
        "here,            GET, /logs/app,              local,    401,      local",
        "here,            GET, /api/sources,           local,    401,      local",
        "here,            GET, /metrics,               local,    401,      local",
        "here,            GET, /api/clients,           local,    401,      local",
        "here,            POST, /api/ingest/app,       local,    401,      local",
        "here,            DELETE, /api/archive,        local,    401,      local",
        "elsewhere,       GET, /,                      stranger, stranger, stranger",
        "elsewhere,       GET, /js/main.js,            stranger, stranger, stranger",
        "elsewhere,       POST, /api/session,          stranger, stranger, stranger",
        "elsewhere,       GET, /logs,                  401,      401,      anybody",
        "elsewhere,       GET, /metrics,               401,      401,      anybody",
        "elsewhere,       GET, /openapi,               401,      401,      anybody",
        "elsewhere,       GET, /api/clients,           401,      401,      403",
        "elsewhere,       POST, /api/ingest/app,       401,      401,      anybody",
        "elsewhere,       DELETE, /api/archive,        401,      401,      403",
        "elsewhere,       POST, /api/unheard-of,       401,      401,      403",
        "reader-secret-of-16-and-more,   GET, /logs,                  reader,   reader,   reader",
        "reader-secret-of-16-and-more,   GET, /metrics,               reader,   reader,   reader",
        "reader-secret-of-16-and-more,   GET, /api/clients,           403,      403,      403",
        "reader-secret-of-16-and-more,   POST, /api/ingest/app,       403,      403,      403",
        "orders-secret-of-16-and-more,   GET, /logs,                  orders,   orders,   orders",
        "orders-secret-of-16-and-more,   GET, /metrics,               403,      403,      403",
        "ci-secret-of-16-and-more,       GET, /logs,                  403,      403,      403",
        "ci-secret-of-16-and-more,       POST, /api/ingest/app,       ci,       ci,       ci",
        "boss-secret-of-16-and-more,     GET, /logs,                  boss,     boss,     boss",
        "boss-secret-of-16-and-more,     POST, /api/ingest/app,       boss,     boss,     boss",
        "boss-secret-of-16-and-more,     DELETE, /api/archive,        boss,     boss,     boss",
        "wrong,           GET, /logs,                  401,      401,      401",
        "wrong,           GET, /,                      stranger, stranger, stranger"
    })
    void identityAndRequestDecide(String who, String method, String path, String local, String token, String none) {
        IncomingRequest call =
                switch (who) {
                    case "here" -> call(method, path, HERE);
                    case "elsewhere" -> call(method, path, ELSEWHERE);
                    default -> call(method, path, ELSEWHERE, "Authorization", "Bearer " + who);
                };

        assertThat(outcome(guard(Mode.LOCAL), call)).isEqualTo(local);
        assertThat(outcome(guard(Mode.TOKEN), call)).isEqualTo(token);
        assertThat(outcome(guard(Mode.NONE), call)).isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource({
        "Host, localhost:8080, local",
        "Host, LOCALHOST, local",
        "Host, 127.0.0.1:8080, local",
        "Host, 127.3.2.1, local",
        "Host, [::1]:8080, local",
        "Host, logs.localhost:8080, local",
        "Host, evil.example:8080, 401",
        "Host, localhost.evil.example, 401",
        "Host, 127.0.0.1.evil.example, 401",
        "Host, 192.168.0.1, 401",
        "Host, '', 401",
        "Forwarded, for=192.0.2.7, 401",
        "X-Forwarded-For, 127.0.0.1, 401",
        "x-real-ip, 127.0.0.1, 401",
        "Via, 1.1 proxy, 401",
        "Origin, http://localhost:8080, local",
        "Origin, https://listed.example, 401",
        "Origin, http://localhost:3000, 401",
        "Origin, https://evil.example, 401",
        "Origin, null, 401",
        "Sec-Fetch-Site, same-origin, local",
        "Sec-Fetch-Site, none, local",
        "Sec-Fetch-Site, cross-site, 401",
        "Sec-Fetch-Site, same-site, 401"
    })
    void onlyPeopleAtThisMachineNeedNoToken(String header, String value, String outcome) {
        assertThat(outcome(guard(Mode.LOCAL), call("GET", "/logs", HERE, header, value)))
                .isEqualTo(outcome);
    }

    @Test
    void everyLoopbackAddressIsThisMachine() {
        for (String peer : List.of("127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1")) {
            assertThat(outcome(guard(Mode.LOCAL), call("GET", "/logs", peer))).isEqualTo("local");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /logs,             401,      401, anybody, reader",
        "GET,    /api/logs,         401,      401, anybody, reader",
        "GET,    /api/clients,      401,      401, 403,     403",
        "GET,    /,                 stranger, stranger, stranger, stranger",
        "POST,   /api/ingest/app,   403,      403, 403,     403",
        "DELETE, /api/archive,      403,      403, 403,     403",
        "POST,   /api/session,      403,      403, 403,     403"
    })
    void listedOriginReadsWithATokenOfItsOwnAndChangesNothing(
            String method, String path, String local, String token, String none, String withToken) {
        Map<Mode, String> outcomes = Map.of(Mode.LOCAL, local, Mode.TOKEN, token, Mode.NONE, none);
        String cookie = AccessFilter.COOKIE + '=' + sessions.begin(TOKENS.get(0));
        for (Mode mode : Mode.values()) {
            IncomingRequest call = call(method, path, HERE, "Origin", "https://listed.example", "Cookie", cookie);
            IncomingRequest own = call(
                    method,
                    path,
                    HERE,
                    "Origin",
                    "https://listed.example",
                    "Authorization",
                    "Bearer reader-secret-of-16-and-more");

            assertThat(outcome(guard(mode), call)).as(mode.name()).isEqualTo(outcomes.get(mode));
            assertThat(outcome(guard(mode), own)).as(mode.name()).isEqualTo(withToken);
        }
    }

    @Test
    void refusalSaysWhatWasForeign() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        guard(Mode.LOCAL).admit(call("DELETE", "/api/archive", HERE, "Sec-Fetch-Site", "same-site")))
                .withMessageContaining("Sec-Fetch-Site was \"same-site\"")
                .withMessageNotContaining("null");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        guard(Mode.LOCAL).admit(call("POST", "/api/session", HERE, "Origin", "https://a.example")))
                .withMessageContaining("Origin was \"https://a.example\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/logs,       cross-site,  401",
        "GET, /api/histogram,  cross-site,  401",
        "GET, /api/logs,       same-site,   401",
        "GET, /api/logs,       none,        reader",
        "GET, /api/logs,       same-origin, reader",
        "GET, /logs,           cross-site,  reader"
    })
    void linkOfAnotherPageOpensThePageAndDownloadsNothing(String method, String path, String site, String outcome) {
        String cookie = AccessFilter.COOKIE + '=' + sessions.begin(TOKENS.get(0));
        IncomingRequest link =
                call(method, path, HERE, "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "navigate", "Cookie", cookie);

        assertThat(outcome(guard(Mode.LOCAL), link)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/clients, 403",
        "GET,    /api/archive, 403",
        "DELETE, /api/archive, 403",
        "GET,    /metrics,     403",
        "GET,    /logs,        part",
        "POST,   /api/ingest/services/orders, part"
    })
    void administratorOfSomeSourcesIsNoneOfTheOthers(String method, String path, String outcome) {
        Token part = new Token("part", "part-secret-of-16-and-more", Role.ADMIN, List.of(new SourceGlob("services/*")));
        Guard guard = new Guard(
                new AccessSettings(Mode.TOKEN, List.of(part), Set.of()),
                new Sessions(List.of(part), NOWHERE, InstantSource.system()),
                NEIGHBOURS);

        assertThat(outcome(guard, call(method, path, ELSEWHERE, "Authorization", "Bearer part-secret-of-16-and-more")))
                .isEqualTo(outcome);
    }

    @Test
    void forgottenProxyIsNoticedWithoutItsHeaders() {
        for (String protocol : List.of("HTTP/1.0", "HTTP/2.0", "HTTP/0.9")) {
            IncomingRequest old =
                    new IncomingRequest("GET", "/logs", from(HERE), protocol, Map.of("Host", "127.0.0.1:8080"));
            assertThat(outcome(guard(Mode.LOCAL), old)).isEqualTo("401");
        }
        IncomingRequest page = call(
                "GET", "/logs", HERE, "Sec-Fetch-Site", "same-origin", "Referer", "https://logs.example.com/?source=a");

        assertThat(outcome(guard(Mode.LOCAL), page)).isEqualTo("401");
    }

    @Test
    void linkFromAnotherPageLeadsIn() {
        IncomingRequest link = call("GET", "/logs", HERE, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate");

        assertThat(outcome(guard(Mode.LOCAL), link)).isEqualTo("local");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
        "Origin, https://listed.example, 403",
        "Origin, http://localhost:8080, boss",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, boss"
    })
    void anotherOriginsPageChangesNothingWhateverItKnows(String header, String value, String outcome) {
        for (Mode mode : Mode.values()) {
            for (String path : List.of("/api/ingest/app", "/api/session")) {
                IncomingRequest call =
                        call("POST", path, HERE, "Authorization", "Bearer boss-secret-of-16-and-more", header, value);
                String expected = outcome.equals("boss") && path.endsWith("session") ? "stranger" : outcome;

                assertThat(outcome(guard(mode), call)).as(mode + path).isEqualTo(expected);
            }
        }
    }

    @Test
    void sessionIsWorthItsToken() {
        String cookie = "a=b; logcast-session=" + sessions.begin(TOKENS.get(0)) + "; c=d";
        IncomingRequest call = call("GET", "/logs", ELSEWHERE, "Cookie", cookie);
        IncomingRequest pushing = call("POST", "/api/ingest/app", ELSEWHERE, "Cookie", cookie);

        assertThat(outcome(guard(Mode.TOKEN), call)).isEqualTo("reader");
        assertThat(outcome(guard(Mode.TOKEN), pushing)).isEqualTo("403");
    }

    @Test
    void refusalSaysWhatToDo() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> guard(Mode.LOCAL).admit(call("GET", "/logs", ELSEWHERE)))
                .withMessageContaining("you come from 192.0.2.7")
                .withMessageContaining("Authorization: Bearer");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        new Guard(AccessSettings.DEFAULT, sessions, NEIGHBOURS).admit(call("GET", "/logs", ELSEWHERE)))
                .withMessageContaining("set logcast.tokens");
    }

    @Test
    void tokenSeesItsSourcesOnly() throws Refusal {
        Visitor orders = guard(Mode.TOKEN)
                .admit(call("GET", "/logs", ELSEWHERE, "Authorization", "bearer orders-secret-of-16-and-more"));

        assertThat(orders.maySee(new SourceId("services/orders"))).isTrue();
        assertThat(orders.maySee(new SourceId("services/users"))).isFalse();
    }
}
