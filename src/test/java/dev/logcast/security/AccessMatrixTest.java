package dev.logcast.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.AccessMatrix;
import dev.logcast.AccessMatrix.Who;
import dev.logcast.Routes;
import dev.logcast.peer.Connection;
import dev.logcast.peer.Neighbours;
import dev.logcast.peer.Sockets;
import dev.logcast.query.SourceGlob;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The matrix of who may do what, as far as the guard decides it: all but what depends on the source. */
class AccessMatrixTest {
    private static final Path NOWHERE = Path.of("no such directory", "nor file");
    private static final List<SourceGlob> PART = List.of(new SourceGlob("services/orders"));
    private static final List<Token> TOKENS = List.of(
            new Token("viewer", Who.VIEWER.secret(), Role.VIEWER, List.of()),
            new Token("part", Who.PART.secret(), Role.VIEWER, PART),
            new Token("ingest", Who.INGEST.secret(), Role.INGEST, List.of()),
            new Token("part-admin", Who.PART_ADMIN.secret(), Role.ADMIN, PART),
            new Token("admin", Who.ADMIN.secret(), Role.ADMIN, List.of()));

    private final Guard guard = new Guard(
            new AccessSettings(AccessSettings.Mode.LOCAL, TOKENS, Set.of()),
            new Sessions(TOKENS, NOWHERE, InstantSource.system()),
            new Neighbours(new Sockets(NOWHERE)));

    @Test
    void everyRouteHasARowAndEveryRowARoute() throws Exception {
        assertThat(AccessMatrix.rows().keySet()).isEqualTo(Routes.all());
    }

    @ParameterizedTest
    @EnumSource
    void identityAndRouteDecide(Who who) {
        List<String> wrong = new ArrayList<>();
        AccessMatrix.rows().forEach((route, outcomes) -> {
            // Signing in is for everybody, and the servlet's business.
            String expected = route.path().equals("/api/session") ? "ok" : outcomes.get(who);
            String found = outcome(call(route, who));
            if (!found.equals(expected)) {
                wrong.add(route + " by " + who + ": " + found + " instead of " + expected);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsNoRouteIsNobodysUnlessItIsAFileOfThePage() {
        for (String path : List.of("/api", "/api/new", "/api/archive/new", "/logs/new", "/api/session-x")) {
            assertThat(outcome(call(new Routes.Route("GET", path), Who.NOBODY)))
                    .as(path)
                    .isEqualTo("401");
        }
        assertThat(outcome(call(new Routes.Route("PATCH", "/api/new"), Who.VIEWER)))
                .isEqualTo("403");
    }

    private static IncomingRequest call(Routes.Route route, Who who) {
        Map<String, String> headers = new HashMap<>(Map.of("Host", "localhost:8080"));
        if (who.showsToken()) {
            headers.put("Authorization", "Bearer " + who.secret());
        }
        String peer = who == Who.HERE ? "127.0.0.1" : "192.0.2.7";
        return new IncomingRequest(
                route.method(),
                route.path().replace("{source}", "services/orders").replace("*", "base"),
                new Connection("1", peer, 40_000, "127.0.0.1", 8080),
                "HTTP/1.1",
                headers);
    }

    private String outcome(IncomingRequest call) {
        try {
            guard.admit(call);
            return "ok";
        } catch (Refusal refusal) {
            return Integer.toString(refusal.status());
        }
    }
}
