package dev.logcast.api.transport;

import dev.logcast.peer.Connection;
import dev.logcast.peer.Sockets;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/**
 * The kernel's table of connections, asked whether a client has closed its own while nothing was written to it, which a server otherwise
 * learns only by writing. Linux knows whether a connection that was established no longer is. Elsewhere, and where the server knows
 * another address than the peer's, nobody has hung up.
 */
final class ConnectionTable {
    /** How much later it may be noticed, so that a thousand clients are looked after at once. */
    private static final Duration AGE = Duration.ofMillis(500);

    private final Connection connection;
    private final boolean known;

    ConnectionTable(HttpServletRequest request) {
        this.connection = Connection.of(request);
        this.known = established();
    }

    boolean check() {
        return known && !established();
    }

    private boolean established() {
        return Sockets.HERE.established(connection, AGE);
    }
}
