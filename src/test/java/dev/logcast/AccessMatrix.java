package dev.logcast;

import dev.logcast.Routes.Route;
import java.util.Map;
import java.util.TreeMap;

/** Who may do what, by hand: a row for each route, and a test that there is no route without one. */
public final class AccessMatrix {
    /** Somebody who asks. The secret of one who shows a token is {@link #secret()}. */
    public enum Who {
        /** Shows nothing, from elsewhere. */
        NOBODY,
        /** Shows nothing, at this machine. */
        HERE,
        VIEWER,
        /** A viewer of {@code services/orders} only. */
        PART,
        INGEST,
        /** An administrator of {@code services/orders} only. */
        PART_ADMIN,
        ADMIN;

        public boolean showsToken() {
            return this != NOBODY && this != HERE;
        }

        public boolean isForSome() {
            return this == PART || this == PART_ADMIN;
        }

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        public String secret() {
            return label() + "-secret-of-16-and-more";
        }
    }

    private static final String ROWS =
            """
            route                           nobody here viewer part ingest part-admin admin
            GET    /                        ok     ok   ok     ok   ok     ok         ok
            GET    /logs                    401    ok   ok     ok   403    ok         ok
            GET    /logs/{source}           401    ok   ok     ok   403    ok         ok
            GET    /api/logs                401    ok   ok     ok   403    ok         ok
            GET    /api/histogram           401    ok   ok     ok   403    ok         ok
            GET    /api/sources             401    ok   ok     ok   403    ok         ok
            GET    /api/sources/{source}    401    ok   ok     ok   403    ok         ok
            DELETE /api/sources/{source}    401    ok   403    403  403    ok         ok
            POST   /api/ingest/{source}     401    ok   403    403  ok     ok         ok
            PUT    /api/ingest/{source}     401    ok   403    403  ok     ok         ok
            GET    /api/clients             401    ok   403    403  403    403        ok
            GET    /api/archive             401    ok   403    403  403    403        ok
            DELETE /api/archive             401    ok   403    403  403    403        ok
            POST   /api/mask/test           401    ok   403    403  403    ok         ok
            GET    /metrics                 401    ok   ok     403  403    403        ok
            GET    /metrics/*               401    ok   ok     403  403    403        ok
            GET    /openapi                 401    ok   ok     ok   403    ok         ok
            GET    /health                  ok     ok   ok     ok   ok     ok         ok
            GET    /health/live             ok     ok   ok     ok   ok     ok         ok
            GET    /health/ready            ok     ok   ok     ok   ok     ok         ok
            GET    /health/started          ok     ok   ok     ok   ok     ok         ok
            GET    /api/session             401    ok   ok     ok   ok     ok         ok
            POST   /api/session             401    401  401    401  401    401        401
            DELETE /api/session             ok     ok   ok     ok   ok     ok         ok
            """;

    private AccessMatrix() {}

    /** What comes of a request for a source that one may see, by who asks: {@code ok}, {@code 401}, {@code 403}. */
    public static Map<Route, Map<Who, String>> rows() {
        Map<Route, Map<Who, String>> rows = new TreeMap<>();
        ROWS.lines().skip(1).forEach(line -> {
            String[] column = line.strip().split("\\s+", -1);
            Map<Who, String> outcomes = new TreeMap<>();
            for (Who who : Who.values()) {
                outcomes.put(who, column[outcomes.size() + 2]);
            }
            rows.put(new Route(column[0], column[1]), outcomes);
        });
        return rows;
    }
}
